//! A song without a server, a database or a network.

use std::time::Duration;

use super::{
    builtin::BuiltinWriter,
    journal::{Finished, JournalError, MemoryJournal},
    output::Request,
    pipeline::{GenerationError, Pipeline},
};

/// Writes a song with the built-in writer, in memory.
///
/// # Errors
/// The writer cannot write this song; its sentence says why.
pub async fn write_in_memory(request: &Request) -> Result<Finished, GenerationError> {
    let journal = MemoryJournal::default();
    let pipeline = Pipeline { writer: &BuiltinWriter, journal: &journal, request, pace: Duration::ZERO };
    pipeline.run().await?;
    let unfinished = || JournalError::Broken("the song ended without a last stage".into());
    Ok(journal.into_finished().ok_or_else(unfinished)?)
}
