//! Songs: ask for one, list them, read one, delete one.

mod again;

use std::sync::Arc;

use domain::{
    EventId, ProjectId, SongId, UserId,
    file::{FileType, SongFile},
    generation::{EventRecord, Progress},
    song::{Song, SongForm, SongSummary},
};
use store::Created;

use crate::{
    Outcome, Studio, StudioError,
    generation::{SentEvent, signals::LastReading},
    random_seed,
};

pub use again::{MadeStage, Seed};

/// Songs on one page of a list.
pub const PAGE: u32 = 50;
/// Events of a reading that is kept for others: more are read by one who comes late, alone.
const MOST_SHARED: usize = 20;

impl Studio {
    /// Puts a new song in line. The same `request_key` gives the same song, however often it is sent.
    ///
    /// # Errors
    /// Sentences at the fields, `NotFound` for the project, `Refused` at the limit of songs.
    pub async fn create_song(
        &self,
        owner: UserId,
        project: ProjectId,
        form: &SongForm,
        request_key: &str,
    ) -> Outcome<SongId> {
        check_request_key(request_key)?;
        let settings = self.system_settings().await?;
        let mut form = form.clone();
        if form.writer.trim().is_empty() {
            form.writer = self.default_writer(owner).await?.to_string();
        }
        let mut song = form.check(&settings.generation, random_seed()?)?;
        self.known_writer(owner, song.config.writer).await?;
        if let Some(slug) = &song.persona {
            self.known_persona(slug).await?;
        } else {
            let personas = self.list_personas().await?;
            song.persona =
                domain::persona::named_in(&song.prompt, &personas).map(|persona| persona.name.clone());
        }
        let limit = settings.max_songs_per_user;
        let Created { song_id, .. } =
            self.store().create_song(owner, project, &song, request_key, limit, self.now()).await?;
        self.announce(owner);
        Ok(song_id)
    }

    /// Tells workers of a song to write, and its owner's pages of its place in line.
    fn announce(&self, owner: UserId) {
        self.signals().work();
        self.signals().notify(owner);
    }

    /// Stops a song that waits or is being written. What was written stays.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn cancel_song(&self, owner: UserId, id: SongId) -> Outcome<()> {
        self.store().request_cancel(owner, id, self.now()).await?;
        self.signals().cancel();
        self.signals().notify(owner);
        Ok(())
    }

    /// The owner's songs, the newest first, of one project or of all; [`PAGE`] of them unless fewer are wanted.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_songs(
        &self,
        owner: UserId,
        project: Option<ProjectId>,
        offset: u32,
        limit: Option<u32>,
    ) -> Outcome<Vec<SongSummary>> {
        let limit = limit.map_or(PAGE, |limit| limit.min(PAGE));
        Ok(self.store().list_songs(owner, project, limit, offset).await?)
    }

    /// The owner's songs that wait or are being written.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_live_songs(&self, owner: UserId) -> Outcome<Vec<SongSummary>> {
        Ok(self.store().list_live_songs(owner).await?)
    }

    /// How many songs the owner keeps.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_songs(&self, owner: UserId) -> Outcome<u32> {
        Ok(self.store().count_songs(owner).await?)
    }

    /// One of the owner's songs.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_song(&self, owner: UserId, id: SongId) -> Outcome<Song> {
        Ok(self.store().get_song(owner, id).await?)
    }

    /// How the latest run over a song stands: the fold of its events.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn song_progress(&self, owner: UserId, id: SongId) -> Outcome<Progress> {
        let mut progress = Progress::new(id);
        for record in self.store().song_events(owner, id).await? {
            progress.apply(&record);
        }
        progress.fresh_lines = 0;
        Ok(progress)
    }

    /// What happened to any of the owner's songs after an event, oldest first, at most `limit`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn events_after(&self, owner: UserId, after: EventId, limit: u32) -> Outcome<Vec<EventRecord>> {
        Ok(self.store().events_after(owner, after, limit).await?)
    }

    /// The same events as they are sent to those who watch. `at` is the count of events ([`crate::generation::News::events`]) at which they
    /// are asked for: whoever asks behind the same event at the same count is given the same reading. Without it they are
    /// read anew.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sent_events_after(
        &self,
        owner: UserId,
        after: EventId,
        at: Option<u64>,
        limit: u32,
    ) -> Outcome<Arc<[SentEvent]>> {
        let Some(count) = at else { return self.read_to_send(owner, after, limit).await };
        let last = self.signals().last_reading(owner);
        let mut last = last.lock().await;
        let of = Some((after, count));
        if last.of == of {
            return Ok(Arc::clone(&last.events));
        }
        let events = self.read_to_send(owner, after, limit).await?;
        *last = if events.len() > MOST_SHARED {
            LastReading::default()
        } else {
            LastReading { of, events: Arc::clone(&events) }
        };
        Ok(events)
    }

    async fn read_to_send(&self, owner: UserId, after: EventId, limit: u32) -> Outcome<Arc<[SentEvent]>> {
        let records = self.store().events_after(owner, after, limit).await?;
        let sent = records.iter().map(|record| Ok((record.id, serde_json::to_string(record)?)));
        sent.collect::<Result<_, serde_json::Error>>().map_err(StudioError::internal)
    }

    /// The files of one of the owner's songs.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_files(&self, owner: UserId, id: SongId) -> Outcome<Vec<SongFile>> {
        Ok(self.store().list_files(owner, id).await?)
    }

    /// The cover of one of the owner's songs, when it has one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn cover(&self, owner: UserId, id: SongId) -> Outcome<Option<SongFile>> {
        Ok(self.store().primary_file(owner, id, FileType::Artwork).await?)
    }

    /// Deletes a song with its versions and files. If it is being written, its worker finds its lease gone.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_song(&self, owner: UserId, id: SongId) -> Outcome<()> {
        let files = self.store().delete_song(owner, id).await?;
        self.signals().cancel();
        self.signals().notify(owner);
        self.remove_files(files).await;
        Ok(())
    }
}

/// A form carries a key that was made with it.
fn check_request_key(key: &str) -> Outcome<()> {
    if key.is_empty() || key.len() > 64 {
        return Err(StudioError::Refused(
            "The form is incomplete. Reload the page and send it again.".to_owned(),
        ));
    }
    Ok(())
}
