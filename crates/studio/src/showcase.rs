//! The song that strangers see: really written, once after the start.

use std::time::Duration;

use domain::song::{SongForm, UNTITLED};
use tokio::sync::OnceCell;

use crate::{
    Outcome, StudioError,
    generation::{BuiltinWriter, MemoryJournal, Pipeline, Request, journal::Finished},
};

/// What the song was asked for.
pub const PROMPT: &str = "A slow waltz about the last ferry of the season";
/// The seed it is written with.
const SEED: u64 = 7;

static SONG: OnceCell<Finished> = OnceCell::const_new();

/// The song, written on the first call.
///
/// # Errors
/// The built-in writer failed.
pub async fn song() -> Outcome<&'static Finished> {
    SONG.get_or_try_init(|| async {
        let form = SongForm { prompt: PROMPT.to_owned(), ..SongForm::default() };
        let new = form.check(&domain::song::GenerationDefaults::default(), SEED)?;
        let request = Request { prompt: new.prompt, persona: None, config: new.config };
        let mut finished = write(&request).await?;
        // The cover and the other files would only lie in memory.
        finished.files.clear();
        Ok(finished)
    })
    .await
}

/// Writes a song with the built-in writer, in memory: no server, no database, no network.
///
/// # Errors
/// `Refused` with the writer's sentence when it cannot write this song.
pub async fn write(request: &Request) -> Outcome<Finished> {
    let journal = MemoryJournal::default();
    let pipeline = Pipeline { writer: &BuiltinWriter, journal: &journal, request, pace: Duration::ZERO };
    pipeline.run().await.map_err(|error| StudioError::Refused(error.to_string()))?;
    journal
        .into_finished()
        .ok_or_else(|| StudioError::internal(format!("“{UNTITLED}” ended without a result")))
}
