//! Who writes: the built-in writer, and language models.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use domain::{
    UserId,
    generation::{ModelCall, Sheet},
    song::SongMetadata,
};
use songcraft::lint::Finding;
use songsmith::{Brief, Note, Review, Wishes, cover::Picture};

use super::{Request, output::Scored};

/// Why a writer could not do a stage, in words for the song's owner.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct WriterError(pub String);

/// What a writer made, and what it took.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Made<T> {
    /// The result.
    pub value: T,
    /// Calls to models on the way.
    pub calls: Vec<ModelCall>,
    /// What is to be said of it in the log: where a model could not be used, and what was done instead.
    pub remarks: Vec<String>,
    /// Who made it in the writer's place; `None` when the writer did it.
    pub stand_in: Option<&'static str>,
}

impl<T> Made<T> {
    /// Made by a model with these calls.
    pub fn by_model(value: T, calls: Vec<ModelCall>) -> Self {
        Self { value, calls, remarks: Vec::new(), stand_in: None }
    }

    /// Made by rules, without any model.
    pub fn plain(value: T) -> Self {
        Self::by_model(value, Vec::new())
    }
}

/// Why the writer cannot be asked just now, and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// Until then.
    pub wait: Duration,
    /// A sentence for people.
    pub reason: String,
}

/// Finds the writer of each song.
#[async_trait]
pub trait Writers: Send + Sync {
    /// Who writes what `owner` asks for.
    ///
    /// # Errors
    /// The writer that was chosen is not there any more, or may not be used.
    async fn writer_for(&self, owner: UserId, request: &Request) -> Result<Arc<dyn Writer>, WriterError>;
}

/// One writer for every song, whatever was chosen.
pub struct OneWriter(pub Arc<dyn Writer>);

#[async_trait]
impl Writers for OneWriter {
    async fn writer_for(&self, _owner: UserId, _request: &Request) -> Result<Arc<dyn Writer>, WriterError> {
        Ok(Arc::clone(&self.0))
    }
}

/// Those who watch a draft being written. Nobody waits for them.
pub trait Audience: Send + Sync {
    /// The draft is begun once more; what was shown of it no longer holds.
    fn begins_again(&self);

    /// The draft has a title.
    fn title(&self, title: &str);

    /// Lines are done.
    fn lines(&self, lines: Vec<String>);

    /// The beginning of the line that is being written, as far as it goes. It is shown and not kept.
    fn typing(&self, text: &str);
}

/// One who can do every stage that needs invention. Each call is a pure question: what it gives back
/// counts only once the journal has it.
#[async_trait]
pub trait Writer: Send + Sync {
    /// What it says it is, such as "Built-in writer (rules, no AI model)".
    fn name(&self) -> &str;

    /// Whether it has to be left alone for a while.
    fn rests(&self) -> Option<Rest> {
        None
    }

    /// Understands the prompt.
    async fn brief(&self, wishes: Wishes) -> Result<Made<Brief>, WriterError>;

    /// Writes a first full song.
    async fn draft(
        &self,
        brief: &Brief,
        seed: u64,
        audience: &dyn Audience,
    ) -> Result<Made<Sheet>, WriterError>;

    /// Reads the song with three different eyes.
    async fn review(&self, brief: &Brief, scored: &Scored) -> Result<Made<Vec<Review>>, WriterError>;

    /// Rewrites what the reviews name, and nothing else.
    async fn revise(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        reviews: &[Review],
        seed: u64,
        round: u32,
    ) -> Result<Made<Sheet>, WriterError>;

    /// What the song is worth to it, 0–100; `None` from one who leaves that to songcraft.
    async fn judge(&self, _sheet: &Sheet) -> Result<Made<Option<f64>>, WriterError> {
        Ok(Made::plain(None))
    }

    /// One ruthless pass over the song, and the song after it.
    async fn critique(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        seed: u64,
    ) -> Result<Made<(Vec<Note>, Sheet)>, WriterError>;

    /// What the prompt asks for and the song does not have; `None` from one who cannot tell.
    async fn fit(&self, _sheet: &Sheet) -> Result<Made<Option<Vec<Note>>>, WriterError> {
        Ok(Made::plain(None))
    }

    /// Rewrites the lines that findings name, and nothing else.
    async fn repair(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        findings: &[Finding],
        seed: u64,
    ) -> Result<Made<Sheet>, WriterError>;

    /// Describes the song for whoever produces it.
    async fn metadata(&self, brief: &Brief, sheet: &Sheet) -> Result<Made<SongMetadata>, WriterError>;

    /// Draws a cover without lettering.
    async fn cover(&self, brief: &Brief, sheet: &Sheet, seed: u64) -> Result<Made<Picture>, WriterError>;
}
