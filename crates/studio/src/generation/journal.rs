//! Where a run's results go.

use std::sync::Mutex;

use crate::files::FileContent;
use async_trait::async_trait;
use domain::{
    generation::{GenerationEvent, ModelCall, Sheet},
    song::SongMetadata,
    stage::Step,
};

use super::output::StageOutput;

/// Why a journal did not take a result.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The song was taken over by another worker, cancelled or deleted: nothing may be written any more.
    #[error("this worker no longer holds the song")]
    Lost,
    /// The journal cannot be written.
    #[error("the result could not be kept")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A stage's result with everything that is committed together with it.
#[derive(Clone, Debug)]
pub struct Commit {
    /// Which step is done.
    pub step: Step,
    /// Its result; resuming folds it again.
    pub output: StageOutput,
    /// How long it took.
    pub milliseconds: u64,
    /// How much of the whole is done, 0–100.
    pub percent: f64,
    /// What people are told.
    pub event: GenerationEvent,
    /// The sheet, when the stage changed it.
    pub sheet: Option<Sheet>,
    /// The score from 0 to 100, when the stage computed it.
    pub score: Option<f64>,
    /// Files that the stage made.
    pub files: Vec<FileContent>,
    /// What it was made from: SHA-256 of everything that the stage read.
    pub input_hash: String,
    /// Who did it.
    pub writer: String,
    /// The calls to models that it took.
    pub calls: Vec<ModelCall>,
}

/// A stage's result that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Which step.
    pub step: Step,
    /// Its result.
    pub output: StageOutput,
    /// Who did it.
    pub writer: String,
}

/// A finished song.
#[derive(Clone, Debug, PartialEq)]
pub struct Finished {
    /// Title and lyrics.
    pub sheet: Sheet,
    /// The lyrics without tags.
    pub clean_lyrics: String,
    /// Notes for production, with the score.
    pub metadata: SongMetadata,
    /// The score that counts, 0–100.
    pub total: f64,
    /// Files that go with it.
    pub files: Vec<FileContent>,
    /// What people are told of the last stage, and that it is the end.
    pub events: Vec<GenerationEvent>,
}

/// Keeps what a run brings: the result, its events and the song's new state, all or nothing.
#[async_trait]
pub trait Journal: Send + Sync {
    /// The results that are kept already, in order.
    async fn kept(&self) -> Result<Vec<Kept>, JournalError>;

    /// Whether the owner wants no further round.
    async fn last_round(&self) -> Result<bool, JournalError>;

    /// Keeps events that come with no result.
    async fn tell(&self, events: Vec<GenerationEvent>) -> Result<(), JournalError>;

    /// Shows the beginning of a line that is being written; it is not kept.
    fn typing(&self, _text: &str) {}

    /// Keeps a stage's result.
    async fn commit(&self, commit: Commit) -> Result<(), JournalError>;

    /// Keeps the finished song.
    async fn finish(&self, finished: Finished) -> Result<(), JournalError>;
}

/// A journal in memory, for the command line and for tests.
#[derive(Default)]
pub struct MemoryJournal {
    entries: Mutex<Entries>,
}

#[derive(Default)]
struct Entries {
    kept: Vec<Kept>,
    events: Vec<GenerationEvent>,
    files: Vec<FileContent>,
    finished: Option<Finished>,
}

impl MemoryJournal {
    /// The finished song with all files, once there is one.
    pub fn into_finished(self) -> Option<Finished> {
        let entries = self.entries.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut finished = entries.finished?;
        finished.files.extend(entries.files);
        Some(finished)
    }

    /// Everything that people would have been told.
    pub fn events(&self) -> Vec<GenerationEvent> {
        self.lock().events.clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[async_trait]
impl Journal for MemoryJournal {
    async fn kept(&self) -> Result<Vec<Kept>, JournalError> {
        Ok(self.lock().kept.clone())
    }

    async fn last_round(&self) -> Result<bool, JournalError> {
        Ok(false)
    }

    async fn tell(&self, events: Vec<GenerationEvent>) -> Result<(), JournalError> {
        self.lock().events.extend(events);
        Ok(())
    }

    async fn commit(&self, commit: Commit) -> Result<(), JournalError> {
        let mut entries = self.lock();
        entries.kept.push(Kept { step: commit.step, output: commit.output, writer: commit.writer });
        entries.events.push(commit.event);
        entries.files.extend(commit.files);
        Ok(())
    }

    async fn finish(&self, finished: Finished) -> Result<(), JournalError> {
        let mut entries = self.lock();
        entries.events.extend(finished.events.iter().cloned());
        entries.finished = Some(finished);
        Ok(())
    }
}
