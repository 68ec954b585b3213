//! The song that strangers see: really written, once after the start.

use domain::song::SongForm;
use tokio::sync::OnceCell;

use crate::{
    Outcome, StudioError,
    generation::{BuiltinWriter, Request, journal::Finished, write_in_memory},
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
        let request = Request { prompt: new.prompt, persona: None, use_local: true, config: new.config };
        let (mut finished, _) =
            write_in_memory(&BuiltinWriter, &request).await.map_err(StudioError::internal)?;
        // The cover and the other files would only lie in memory.
        finished.files.clear();
        Ok(finished)
    })
    .await
}
