//! A server without a socket, and people who use it.

mod answer;
mod person;

use std::{path::Path, sync::Arc};

use axum::{Router, body::Body};
use domain::{SongId, UserId, generation::GenerationEvent, song::SongForm};
use http::Request;
use server::{Host, PublicUrl};
use studio::{Studio, SystemClock, generation::RunnerConfig, writers::ChosenWriters};
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt as _;

pub(crate) use answer::Answer;
pub(crate) use person::{Person, form};

/// A prompt that every rule accepts.
pub(crate) const PROMPT: &str = "A work song for the bakers of the night shift";
/// A password that every rule accepts.
pub(crate) const PASSWORD: &str = "tin roof rain tonight";

/// A server on an empty data directory.
pub(crate) struct Server {
    pub(crate) studio: Studio,
    pub(crate) stop: watch::Sender<bool>,
    router: Router,
    _data: TempDir,
}

impl Server {
    /// A server reached by plain HTTP as `localhost`.
    pub(crate) async fn start() -> Self {
        Self::start_at(None).await
    }

    /// A server with a public address, but no built site.
    pub(crate) async fn start_at(public_url: Option<&str>) -> Self {
        Self::start_with(server::Site::at(Path::new("/nowhere"), None), public_url).await
    }

    /// A server with a built site.
    pub(crate) async fn start_with(site: server::Site, public_url: Option<&str>) -> Self {
        let data = TempDir::new().expect("a folder");
        let studio = Studio::open(data.path(), Arc::new(SystemClock)).await.expect("a data directory");
        let (stop, stopping) = watch::channel(false);
        let public_url: Option<PublicUrl> = public_url.map(|url| url.parse().expect("an address"));
        let router = server::router(&Host::new(studio.clone(), site, public_url, stopping));
        Self { studio, stop, router, _data: data }
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        Answer::read(self.open(request).await).await
    }

    /// Sends a request and leaves the body of the answer to be read.
    pub(crate) async fn open(&self, request: Request<Body>) -> http::Response<Body> {
        self.router.clone().oneshot(request).await.expect("routers do not fail")
    }

    /// Somebody who is not signed in.
    pub(crate) fn anonymous(&self) -> Person<'_> {
        Person::new(self)
    }

    /// Somebody with a new account.
    pub(crate) async fn sign_up(&self, name: &str) -> Person<'_> {
        let mut person = self.anonymous();
        let email = format!("{name}@example.com");
        let answer =
            person.call("sign_up", &[("username", name), ("email", &email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        person.keep_cookie(&answer);
        person
    }

    /// Somebody with an account that is there already, on another device.
    pub(crate) async fn sign_in(&self, name: &str) -> Person<'_> {
        let mut person = self.anonymous();
        let answer = person.call("sign_in", &[("login", name), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        person.keep_cookie(&answer);
        person
    }

    /// A song in line, in the owner's first project. No worker takes it up by itself.
    pub(crate) async fn song(&self, owner: UserId, key: &str) -> SongId {
        let project = self.studio.list_projects(owner).await.expect("projects")[0].id;
        let form = SongForm { prompt: PROMPT.to_owned(), seed: "7".to_owned(), ..SongForm::default() };
        self.studio.create_song(owner, project, &form, key).await.expect("a song")
    }

    /// Writes what stands in line, in the background, until the server is told to stop.
    pub(crate) fn start_workers(&self) {
        let (studio, stopping) = (self.studio.clone(), self.stop.subscribe());
        let writers = Arc::new(ChosenWriters::new(studio.clone()));
        tokio::spawn(async move { studio.run_generations(RunnerConfig::default(), writers, stopping).await });
    }

    /// Waits until a song has ended, well or not.
    pub(crate) async fn wait_for_the_end(&self, owner: UserId, song: SongId) {
        let mut news = self.studio.signals().subscribe(owner);
        loop {
            let events = self.studio.events_after(owner, domain::EventId(0), 10_000).await.expect("events");
            let ended = |event: &GenerationEvent| matches!(event, GenerationEvent::Ended { .. });
            if events.iter().any(|record| record.song_id == song && ended(&record.event)) {
                return;
            }
            news.changed().await.expect("news");
        }
    }
}
