//! The end of a run.

use domain::{
    Timestamp,
    generation::{GenerationEvent, GenerationState},
    song::SongMetadata,
};
use sqlx::{SqliteConnection, query};

use crate::{
    Claim, NewFile, Store, StoreError, files, json,
    songs::{self, Origin},
    time,
};

use super::{Committed, events, hold};

/// How a run ended.
#[derive(Clone, Debug)]
pub struct Finished<'a> {
    /// `Completed`, `Failed` or `Cancelled`.
    pub state: GenerationState,
    /// What went wrong, in a person's words.
    pub message: Option<&'a str>,
    /// The song, when it was completed.
    pub song: Option<FinishedSong<'a>>,
    /// Files that go with it; they replace the song's files of the same types.
    pub files: &'a [NewFile],
    /// What people are told.
    pub events: &'a [GenerationEvent],
}

/// A completed song.
#[derive(Clone, Debug)]
pub struct FinishedSong<'a> {
    /// The title.
    pub title: &'a str,
    /// The sheet.
    pub lyrics: &'a str,
    /// The lyrics without tags.
    pub clean_lyrics: &'a str,
    /// What the writer says about it.
    pub metadata: &'a SongMetadata,
    /// 0–100.
    pub score: f64,
}

impl Store {
    /// Ends a run: the song, its version, its files, its status and the last events in one
    /// transaction. The hold ends with it.
    ///
    /// # Errors
    /// `Conflict` when the hold was lost, `Inconsistent` when `state` is no end.
    pub async fn finish(
        &self,
        claim: &Claim,
        end: &Finished<'_>,
        now: Timestamp,
    ) -> Result<Committed, StoreError> {
        if matches!(end.state, GenerationState::Queued | GenerationState::Running) {
            return Err(StoreError::Inconsistent(format!("a run cannot end as {}", end.state.id())));
        }
        let mut tx = self.begin().await?;
        hold(&mut tx, claim).await?;
        // While the hold still counts: everything below finds its rows through it.
        if let Some(song) = &end.song {
            write_song(&mut tx, claim, song, now).await?;
        }
        end_song(&mut tx, claim, end, now).await?;
        songs::keep_revision(&mut tx, claim.song_id, Origin::Generation, now).await?;
        let replaced_files = files::replace(&mut tx, claim.owner, claim.song_id, end.files, now).await?;
        let events = events::append_all(&mut tx, claim, end.events, now).await?;
        end_session(&mut tx, claim, end, now).await?;
        tx.commit().await?;
        Ok(Committed { events, replaced_files })
    }
}

async fn write_song(
    tx: &mut SqliteConnection,
    claim: &Claim,
    song: &FinishedSong<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (at, metadata) = (time::text(now), json::text("songs.metadata", song.metadata)?);
    query!(
        "UPDATE songs SET title = $3, lyrics = $4, clean_lyrics = $5, metadata = $6, score = $7,
             revision = revision + 1, updated_at = $8
         WHERE id = (SELECT song_id FROM generation_sessions WHERE id = $1 AND fencing_token = $2)",
        claim.generation_id.0,
        claim.fencing_token,
        song.title,
        song.lyrics,
        song.clean_lyrics,
        metadata,
        song.score,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

async fn end_song(
    tx: &mut SqliteConnection,
    claim: &Claim,
    end: &Finished<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (at, status) = (time::text(now), end.state.song_status().id());
    query!(
        "UPDATE songs SET status = $3, error_message = $4, generation_completed_at = $5, updated_at = $5
         WHERE id = (SELECT song_id FROM generation_sessions WHERE id = $1 AND fencing_token = $2)",
        claim.generation_id.0,
        claim.fencing_token,
        status,
        end.message,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

async fn end_session(
    tx: &mut SqliteConnection,
    claim: &Claim,
    end: &Finished<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (at, state) = (time::text(now), end.state.id());
    let percent = (end.state == GenerationState::Completed).then_some(100.0);
    query!(
        "UPDATE generation_sessions
         SET state = $3, progress_percentage = COALESCE($4, progress_percentage), error_log = $5,
             lease_owner = NULL, lease_expires_at = NULL, completed_at = $6, updated_at = $6
         WHERE id = $1 AND fencing_token = $2",
        claim.generation_id.0,
        claim.fencing_token,
        state,
        percent,
        end.message,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}
