//! `GET /events`: everything that happens to the signed-in user's songs, live.
//!
//! A stream reads the database and nothing else. It is nudged when there is news, subscribes to the
//! nudge before it first reads, and always asks for what comes after the last event it sent: so there
//! is no gap and no repeat, whatever happens between two reads.

use std::{convert::Infallible, sync::Arc, time::Duration};

use app::{error::ErrorKind, host::RequestContext};
use axum::{
    Extension,
    extract::{Request, State},
    response::{IntoResponse as _, Response, Sse, sse::Event},
};
use domain::{EventId, SongId, UserId};
use futures::Stream;
use http::{HeaderName, HeaderValue};
use studio::{
    Studio,
    generation::{News, SentEvent},
};
use tokio::sync::watch;

use crate::{host::Host, origin::Source, refusal::Caller, serve::told_to_stop};

/// Events that are read at once.
const BATCH: u32 = 200;
/// The longest silence: then a comment keeps the connection open, and the database is read for events
/// of another process.
const SILENCE: Duration = Duration::from_secs(15);
/// How soon a browser comes back after the stream broke off.
const RETRY: Duration = Duration::from_secs(1);

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
const ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// Opens the stream.
pub(crate) async fn stream(
    State(host): State<Host>,
    Extension(asked): Extension<RequestContext>,
    request: Request,
) -> Response {
    let caller = Caller::of(&host, &request);
    if Source::of(request.headers(), host.public_url.as_ref()) == Source::Foreign {
        return caller.refuse(ErrorKind::Refused, "Another site may not read this stream.");
    }
    let (Some(user), Some(token)) = (asked.user, asked.token) else {
        return caller.refuse(ErrorKind::SignInNeeded, "Sign in to follow your songs.");
    };
    let watcher = Watcher {
        news: host.studio.signals().subscribe(user.id),
        studio: host.studio,
        stopping: host.stopping,
        owner: user.id,
        token,
        last: last_seen(&request),
        unsent: Arc::default(),
        sent: 0,
        read: None,
        // Whatever others have read before it came.
        anew: true,
        typing: Arc::default(),
        begun: false,
    };
    let mut response = Sse::new(watcher.events()).into_response();
    // A proxy that collects bytes before it passes them on would end all liveness.
    response.headers_mut().insert(ACCEL_BUFFERING, HeaderValue::from_static("no"));
    response
}

/// The last event that the browser has: the header counts after a break, the query at first.
fn last_seen(request: &Request) -> EventId {
    let header = request.headers().get(LAST_EVENT_ID).and_then(|id| id.to_str().ok());
    let mut pairs = request.uri().query().unwrap_or_default().split('&');
    let query = pairs.find_map(|pair| pair.strip_prefix("after="));
    let ids = [header, query].into_iter().flatten().filter_map(|id| id.trim().parse().ok());
    ids.max().unwrap_or_default()
}

struct Watcher {
    studio: Studio,
    news: watch::Receiver<News>,
    stopping: watch::Receiver<bool>,
    owner: UserId,
    token: String,
    last: EventId,
    /// Events that were read, shared with others who watch the same; the first `sent` of them are sent.
    unsent: Arc<[SentEvent]>,
    sent: usize,
    /// The count of events at which the database was read to its end; `None` when it has to be read again.
    read: Option<u64>,
    /// Whether it is to be read whatever others have read: for events of another process, of which no nudge tells.
    anew: bool,
    typing: Arc<Vec<(SongId, Arc<str>)>>,
    begun: bool,
}

impl Watcher {
    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> {
        futures::stream::unfold(self, |mut watcher| async move {
            let event = watcher.next().await?;
            Some((Ok(event), watcher))
        })
    }

    /// The lines that are being typed, when they are others than those that were sent last.
    fn typing(&mut self) -> Option<Event> {
        let typing = Arc::clone(&self.news.borrow().typing);
        if typing == self.typing {
            return None;
        }
        self.typing = typing;
        // Without an id: it is not kept, and a browser that comes back does not ask for it.
        Event::default().event("typing").json_data(&*self.typing).ok()
    }

    /// The next thing to send; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        if !std::mem::replace(&mut self.begun, true) {
            return Some(Event::default().retry(RETRY));
        }
        loop {
            if let Some((id, json)) = self.unsent.get(self.sent) {
                self.sent += 1;
                self.last = *id;
                return Some(Event::default().id(id.to_string()).event("generation").data(json));
            }
            // Marked as seen before reading: news that comes while reading is news again.
            let events = self.news.borrow_and_update().events;
            if let Some(event) = self.typing() {
                return Some(event);
            }
            if self.read == Some(events) {
                if self.silence().await? {
                    (self.read, self.anew) = (None, true);
                    return Some(Event::default().comment("still here"));
                }
                continue;
            }
            let at = (!self.anew).then_some(events);
            match self.studio.sent_events_after(self.owner, self.last, at, BATCH).await {
                Ok(read) => {
                    // A full batch may not be all.
                    self.read = (read.len() < BATCH as usize).then_some(events);
                    (self.unsent, self.sent, self.anew) = (read, 0, false);
                }
                Err(error) => {
                    tracing::error!(cause = ?error, "the event stream could not be read");
                    return None;
                }
            }
        }
    }

    /// Waits for news; true when there was none for long, `None` when the stream is to end.
    async fn silence(&mut self) -> Option<bool> {
        tokio::select! {
            news = self.news.changed() => return news.is_ok().then_some(false),
            () = told_to_stop(&mut self.stopping) => return None,
            () = tokio::time::sleep(SILENCE) => {}
        }
        // Whoever has signed out in the meantime sees nothing more.
        let user = self.studio.signed_in(&self.token).await.ok().flatten()?;
        (user.id == self.owner).then_some(true)
    }
}
