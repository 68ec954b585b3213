//! Who writes: the built-in writer, and whatever comes after it.

use async_trait::async_trait;
use domain::{generation::Sheet, song::SongMetadata};
use songcraft::lint::Finding;
use songsmith::{Brief, Note, Review, Wishes, cover::Picture};

/// Why a writer could not do a stage, in words for the song's owner.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct WriterError(pub String);

/// One who can do every stage that needs invention. Each call is a pure question: what it gives back
/// counts only once the journal has it.
#[async_trait]
pub trait Writer: Send + Sync {
    /// What it says it is, such as "Built-in writer (rules, no AI model)".
    fn name(&self) -> &str;

    /// Understands the prompt.
    async fn brief(&self, wishes: Wishes) -> Result<Brief, WriterError>;

    /// Writes a first full song.
    async fn draft(&self, brief: &Brief, seed: u64) -> Result<Sheet, WriterError>;

    /// Reads the song with three different eyes.
    async fn review(&self, brief: &Brief, sheet: &Sheet) -> Result<Vec<Review>, WriterError>;

    /// Rewrites what the reviews name, and nothing else.
    async fn revise(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        reviews: &[Review],
        seed: u64,
        round: u32,
    ) -> Result<Sheet, WriterError>;

    /// One ruthless pass over the song, and the song after it.
    async fn critique(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        seed: u64,
    ) -> Result<(Vec<Note>, Sheet), WriterError>;

    /// Rewrites the lines that findings name, and nothing else.
    async fn repair(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        findings: &[Finding],
        seed: u64,
    ) -> Result<Sheet, WriterError>;

    /// Describes the song for whoever produces it.
    async fn metadata(&self, brief: &Brief, sheet: &Sheet) -> Result<SongMetadata, WriterError>;

    /// Draws a cover without lettering.
    async fn cover(&self, brief: &Brief, seed: u64) -> Result<Picture, WriterError>;
}
