//! Who waits for what: nudges between tasks, without content. Whoever is nudged reads the database,
//! so that nothing is seen that is not on disk. The one exception is the line that is being typed: it is shown
//! while it grows and kept once it is whole.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::{EventId, SongId, UserId};
use tokio::sync::{Notify, watch};

/// What a user's watchers wait for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Grows when there are new events in the database.
    pub events: u64,
    /// The lines that are being typed, by song; a finished line leaves.
    pub typing: Arc<Vec<(SongId, Arc<str>)>>,
}

/// An event as it is sent: its place in the order of all events, and the event in JSON.
pub type SentEvent = (EventId, String);

/// A user's events as they were read last. Those who watch the same song ask for the same at the same time; they share one
/// reading, however many they are.
#[derive(Default)]
pub(crate) struct LastReading {
    /// What they come after, and the count of events at which they were read.
    pub(crate) of: Option<(EventId, u64)>,
    pub(crate) events: Arc<[SentEvent]>,
}

#[derive(Default)]
struct Watched {
    news: watch::Sender<News>,
    last_reading: Arc<tokio::sync::Mutex<LastReading>>,
}

/// The nudges of one process.
pub struct Signals {
    users: Mutex<HashMap<UserId, Watched>>,
    work: Notify,
    cancel: watch::Sender<u64>,
}

impl Default for Signals {
    fn default() -> Self {
        Self { users: Mutex::default(), work: Notify::new(), cancel: watch::Sender::new(0) }
    }
}

impl Signals {
    /// Waits for news of a user's generations. Subscribe before reading the database, or news that
    /// comes in between is missed.
    pub fn subscribe(&self, user: UserId) -> watch::Receiver<News> {
        let mut users = self.users.lock().unwrap_or_else(PoisonError::into_inner);
        users.entry(user).or_default().news.subscribe()
    }

    /// What a user's watchers have read last.
    pub(crate) fn last_reading(&self, user: UserId) -> Arc<tokio::sync::Mutex<LastReading>> {
        let users = self.users.lock().unwrap_or_else(PoisonError::into_inner);
        users.get(&user).map_or_else(Arc::default, |watched| Arc::clone(&watched.last_reading))
    }

    /// Tells who waits that a user's generations have news.
    pub(crate) fn notify(&self, user: UserId) {
        self.change(user, |news| news.events += 1);
    }

    /// Shows who waits the line that is being typed for a song; an empty one takes it away.
    pub(crate) fn typing(&self, user: UserId, song: SongId, text: &str) {
        self.change(user, |news| {
            let others = news.typing.iter().filter(|(other, _)| *other != song).cloned();
            let line = (!text.is_empty()).then(|| (song, text.into()));
            news.typing = Arc::new(others.chain(line).collect());
        });
    }

    fn change(&self, user: UserId, change: impl FnOnce(&mut News)) {
        let mut users = self.users.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(watched) = users.get(&user) {
            if watched.news.receiver_count() == 0 {
                users.remove(&user);
            } else {
                watched.news.send_modify(change);
            }
        }
    }

    /// Tells an idle worker that there is a song to write.
    pub(crate) fn work(&self) {
        self.work.notify_one();
    }

    /// Waits until there may be a song to write.
    pub(crate) async fn wait_for_work(&self) {
        self.work.notified().await;
    }

    /// Tells busy workers to look whether their song was cancelled or deleted.
    pub(crate) fn cancel(&self) {
        self.cancel.send_modify(|count| *count += 1);
    }

    /// Waits for cancellations.
    pub(crate) fn cancellations(&self) -> watch::Receiver<u64> {
        self.cancel.subscribe()
    }
}
