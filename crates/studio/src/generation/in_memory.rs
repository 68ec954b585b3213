//! A song without a server, a database or a network.

use std::time::Duration;

use domain::generation::GenerationEvent;

use super::{
    journal::{Finished, Journal as _, JournalError, MemoryJournal},
    output::Request,
    pipeline::{GenerationError, Pipeline},
    writer::Writer,
};

/// Writes a song in memory. Returns it with what people would have been told of its making.
///
/// # Errors
/// The writer cannot write this song; its sentence says why.
pub async fn write_in_memory(
    writer: &dyn Writer,
    request: &Request,
) -> Result<(Finished, Vec<GenerationEvent>), GenerationError> {
    let journal = MemoryJournal::default();
    let pipeline = Pipeline { writer, journal: &journal, request, pace: Duration::ZERO };
    while let Err(error) = pipeline.run().await {
        let GenerationError::Resting(rest) = error else { return Err(error) };
        journal.tell(vec![GenerationEvent::Waiting { reason: rest.reason }]).await?;
        tokio::time::sleep(rest.wait).await;
    }
    let unfinished = || JournalError::Broken("the song ended without a last stage".into());
    let events = journal.events();
    Ok((journal.into_finished().ok_or_else(unfinished)?, events))
}
