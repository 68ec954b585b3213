//! A studio in a directory of its own, with a clock that tests turn.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use domain::{
    ProjectId, SongId, Timestamp, UserId,
    song::{Song, SongForm},
};
use studio::{
    Clock, Studio,
    accounts::Visitor,
    generation::{OneWriter, RunnerConfig, Writer, Writers},
    writers::ChosenWriters,
};
use tokio::{sync::watch, task::JoinHandle};

pub const PASSWORD: &str = "tin roof rain 44";
pub const PROMPT: &str = "A slow waltz about the last ferry of the season";

#[derive(Default)]
pub struct TurnedClock(AtomicI64);

impl TurnedClock {
    pub fn turn(&self, milliseconds: i64) {
        self.0.fetch_add(milliseconds, Ordering::SeqCst);
    }
}

impl Clock for TurnedClock {
    fn now(&self) -> Timestamp {
        Timestamp(1_795_000_000_000 + self.0.load(Ordering::SeqCst))
    }
}

pub struct Desk {
    pub studio: Studio,
    pub clock: Arc<TurnedClock>,
    folder: tempfile::TempDir,
    /// Kept, because a runner ends when nobody is left who could stop it.
    runners: Mutex<Vec<watch::Sender<bool>>>,
}

impl Desk {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(TurnedClock::default());
        let studio = Studio::open(folder.path(), clock.clone()).await.unwrap();
        Self { studio, clock, folder, runners: Mutex::default() }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub async fn user(&self, name: &str) -> UserId {
        let email = format!("{name}@example.com");
        let (user, _) = self.studio.sign_up(name, &email, PASSWORD, &Visitor::default()).await.unwrap();
        user.id
    }

    pub async fn first_project(&self, owner: UserId) -> ProjectId {
        self.studio.list_projects(owner).await.unwrap()[0].id
    }

    /// A song with seed 7 in the owner's first project.
    pub async fn song(&self, owner: UserId, key: &str) -> SongId {
        let project = self.first_project(owner).await;
        let form = SongForm { prompt: PROMPT.into(), seed: "7".into(), ..SongForm::default() };
        self.studio.create_song(owner, project, &form, key).await.unwrap()
    }

    /// A runner in a task of its own: `true` stops it in good order, aborting the task is a crash.
    pub fn run(&self, writer: Arc<dyn Writer>) -> (JoinHandle<()>, watch::Sender<bool>) {
        self.run_workers(writer, 2)
    }

    /// A runner whose songs are written by whom their owners chose.
    pub fn run_chosen(&self) -> (JoinHandle<()>, watch::Sender<bool>) {
        self.run_writers(Arc::new(ChosenWriters::new(self.studio.clone())), 2)
    }

    /// A runner with so many workers.
    pub fn run_workers(
        &self,
        writer: Arc<dyn Writer>,
        workers: usize,
    ) -> (JoinHandle<()>, watch::Sender<bool>) {
        self.run_writers(Arc::new(OneWriter(writer)), workers)
    }

    fn run_writers(
        &self,
        writers: Arc<dyn Writers>,
        workers: usize,
    ) -> (JoinHandle<()>, watch::Sender<bool>) {
        let (stop, stopping) = watch::channel(false);
        self.runners.lock().unwrap().push(stop.clone());
        let studio = self.studio.clone();
        let config = RunnerConfig {
            songs_at_once: workers,
            poll: Duration::from_millis(5),
            ..RunnerConfig::default()
        };
        let task =
            tokio::spawn(async move { studio.run_generations(config, writers, stopping).await.unwrap() });
        (task, stop)
    }

    /// Waits until the song is neither waiting nor being written.
    pub async fn ended(&self, owner: UserId, id: SongId) -> Song {
        let mut news = self.studio.signals().subscribe(owner);
        let end = async {
            loop {
                let song = self.studio.get_song(owner, id).await.unwrap();
                if !song.status.is_live() {
                    return song;
                }
                news.changed().await.unwrap();
            }
        };
        tokio::time::timeout(Duration::from_mins(1), end).await.expect("the song ends")
    }

    pub fn stored(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    pub async fn assert_healthy(&self) {
        assert_eq!(self.studio.examine(std::time::Duration::ZERO).await.unwrap(), Vec::<String>::new());
    }
}
