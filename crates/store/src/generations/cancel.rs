//! Stopping a run.

use domain::{
    GenerationId, SongId, Timestamp, UserId,
    generation::{GenerationEvent, GenerationState},
    song::SongStatus,
};
use sqlx::{SqliteConnection, query, query_scalar};

use crate::{
    Store, StoreError,
    journal::{self, Subject},
    songs::{self, Origin},
    time,
};

use super::queue::{self, Place};

/// What the owner of a cancelled song reads.
const CANCELLED: &str = "Cancelled. What was written so far is kept.";

/// What became of a wish to cancel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancel {
    /// Nobody was writing the song: it is cancelled.
    AtOnce,
    /// Its worker will stop when it next looks.
    Requested,
    /// It neither waits nor is being written.
    NothingToCancel,
}

impl Store {
    /// Cancels the run over one of the owner's songs: at once when no worker holds it, otherwise by
    /// leaving the wish for the worker.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn request_cancel(
        &self,
        owner: UserId,
        song: SongId,
        now: Timestamp,
    ) -> Result<Cancel, StoreError> {
        let at = time::text(now);
        let mut tx = self.begin().await?;
        let Some(generation) = super::live(&mut tx, owner, song).await? else {
            return Ok(Cancel::NothingToCancel);
        };
        let held = query_scalar!(
            r#"UPDATE generation_sessions
               SET cancel_requested_at = COALESCE(cancel_requested_at, $3), updated_at = $3
               WHERE id = $1
               RETURNING state = 'running' AND lease_expires_at > $2 AS "held?: bool""#,
            generation.0,
            now.0,
            at
        )
        .fetch_one(&mut *tx)
        .await?;
        if held == Some(true) {
            tx.commit().await?;
            return Ok(Cancel::Requested);
        }
        finish(&mut tx, Subject { owner, song, generation }, now).await?;
        queue::tell(&mut tx, now).await?;
        tx.commit().await?;
        Ok(Cancel::AtOnce)
    }
}

/// Ends a run in line whose owner wanted it to stop.
pub(super) async fn end(tx: &mut SqliteConnection, place: &Place, now: Timestamp) -> Result<(), StoreError> {
    let subject = Subject { owner: place.owner, song: place.song, generation: place.generation };
    finish(tx, subject, now).await
}

/// A worker that comes back late cannot commit any more: the run is no longer running.
async fn finish(tx: &mut SqliteConnection, subject: Subject, now: Timestamp) -> Result<(), StoreError> {
    let Subject { song: SongId(song), generation: GenerationId(generation), .. } = subject;
    let (at, cancelled) = (time::text(now), GenerationState::Cancelled);
    let (state, status) = (cancelled.id(), cancelled.song_status().id());
    query!(
        "UPDATE generation_sessions
         SET state = $2, lease_owner = NULL, lease_expires_at = NULL, completed_at = $3, updated_at = $3
         WHERE id = $1",
        generation,
        state,
        at
    )
    .execute(&mut *tx)
    .await?;
    query!(
        "UPDATE songs SET status = $2, generation_completed_at = $3, updated_at = $3 WHERE id = $1",
        song,
        status,
        at
    )
    .execute(&mut *tx)
    .await?;
    songs::keep_revision(&mut *tx, subject.song, Origin::Generation, now).await?;
    let event =
        GenerationEvent::Ended { status: SongStatus::Cancelled, message: CANCELLED.to_owned(), score: None };
    journal::append(tx, subject, &event, now).await?;
    Ok(())
}
