//! Writing once more: from the beginning, from where a run stopped, or from a stage of another song.

use domain::{
    GenerationId, ProjectId, SongId, Timestamp, UserId,
    generation::{GenerationEvent, GenerationState, Sheet},
    song::{GenerationConfig, NewSong, SongStatus},
    stage::Step,
};
use sqlx::{SqliteConnection, query, query_scalar};

use super::{enqueue, live, queue};
use crate::{
    Created, Store, StoreError,
    journal::{self, Subject},
    json, songs, time,
};

/// A new song that begins behind a stage of another.
#[derive(Clone, Debug)]
pub struct Branch<'a> {
    /// What is asked for.
    pub song: &'a NewSong,
    /// The run whose stages it takes over.
    pub from: GenerationId,
    /// The last stage that it takes over.
    pub upto: Step,
    /// The sheet as it stood behind that stage.
    pub sheet: Option<&'a Sheet>,
    /// What people are told of the stages.
    pub events: &'a [GenerationEvent],
}

impl Store {
    /// Puts a song that is not being written in line again, with another configuration. Its lyrics
    /// stay until new ones are committed.
    ///
    /// # Errors
    /// `NotFound`, or `Conflict` while the song waits or is being written.
    pub async fn enqueue_again(
        &self,
        owner: UserId,
        song: SongId,
        config: &GenerationConfig,
        now: Timestamp,
    ) -> Result<GenerationId, StoreError> {
        let mut tx = self.begin().await?;
        if live(&mut tx, owner, song).await?.is_some() {
            return Err(StoreError::Conflict);
        }
        await_again(&mut tx, owner, song, config, now).await?;
        let generation = enqueue(&mut tx, song, now).await?;
        tx.commit().await?;
        Ok(generation)
    }

    /// Puts the last run over a song in line again, behind the stages that it has committed.
    ///
    /// # Errors
    /// `NotFound`, or `Conflict` when the run has not stopped by an error or a cancel.
    pub async fn continue_generation(
        &self,
        owner: UserId,
        song: SongId,
        config: &GenerationConfig,
        now: Timestamp,
    ) -> Result<GenerationId, StoreError> {
        let at = time::text(now);
        let (queued, failed, cancelled) =
            (GenerationState::Queued.id(), GenerationState::Failed.id(), GenerationState::Cancelled.id());
        let mut tx = self.begin().await?;
        if live(&mut tx, owner, song).await?.is_some() {
            return Err(StoreError::Conflict);
        }
        let id = query_scalar!(
            r#"UPDATE generation_sessions
               SET state = $2, error_log = NULL, completed_at = NULL, cancel_requested_at = NULL,
                   last_round_requested_at = NULL, stage_details = NULL, lease_owner = NULL,
                   lease_expires_at = NULL, rests_until = NULL, updated_at = $3
               WHERE id = (SELECT MAX(id) FROM generation_sessions WHERE song_id = $1) AND state IN ($4, $5)
               RETURNING id AS "id!""#,
            song.0,
            queued,
            at,
            failed,
            cancelled
        )
        .fetch_optional(&mut *tx)
        .await?;
        let id = id.ok_or(StoreError::Conflict)?;
        await_again(&mut tx, owner, song, config, now).await?;
        queue::tell(&mut tx, now).await?;
        tx.commit().await?;
        Ok(GenerationId(id))
    }

    /// Makes a new song that takes over the first stages of one of the owner's runs, and puts it in line behind them.
    /// The same `request_key` in the same project gives the same song.
    ///
    /// # Errors
    /// `NotFound` for project or run, `LimitReached` when the owner keeps `limit` songs already.
    pub async fn branch_song(
        &self,
        owner: UserId,
        project: ProjectId,
        branch: &Branch<'_>,
        request_key: &str,
        limit: u32,
        now: Timestamp,
    ) -> Result<Created, StoreError> {
        let mut tx = self.begin().await?;
        if let Some(created) = songs::made_before(&mut tx, owner, project, request_key).await? {
            return Ok(created);
        }
        if songs::count(&mut tx, owner).await? >= limit {
            return Err(StoreError::LimitReached(limit));
        }
        let song = songs::insert(&mut tx, owner, project, branch.song, request_key, now).await?;
        if let Some(sheet) = branch.sheet {
            query!(
                "UPDATE songs SET title = $2, lyrics = $3 WHERE id = $1",
                song.0,
                sheet.title,
                sheet.lyrics
            )
            .execute(&mut *tx)
            .await?;
        }
        let generation = enqueue(&mut tx, song, now).await?;
        copy_stages(&mut tx, Subject { owner, song, generation }, branch, now).await?;
        tx.commit().await?;
        Ok(Created { song_id: song, generation_id: generation, existed: false })
    }

    /// Notes that the owner wants no further round of the run that is under way.
    ///
    /// # Errors
    /// `NotFound`, or `Conflict` when the song is not being written.
    pub async fn request_last_round(
        &self,
        owner: UserId,
        song: SongId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let at = time::text(now);
        let mut tx = self.begin().await?;
        let generation = live(&mut tx, owner, song).await?.ok_or(StoreError::Conflict)?;
        query!(
            "UPDATE generation_sessions SET last_round_requested_at = COALESCE(last_round_requested_at, $2)
             WHERE id = $1",
            generation.0,
            at
        )
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// Whether no further round is wanted of a claimed run.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn last_round_requested(&self, claim: &super::Claim) -> Result<bool, StoreError> {
        let wanted = query_scalar!(
            r#"SELECT last_round_requested_at IS NOT NULL AS "wanted!: bool" FROM generation_sessions
               WHERE id = $1 AND fencing_token = $2"#,
            claim.generation_id.0,
            claim.fencing_token
        );
        Ok(wanted.fetch_optional(&self.readers).await?.unwrap_or(false))
    }

    /// The last run over one of the owner's songs.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn latest_generation(
        &self,
        owner: UserId,
        song: SongId,
    ) -> Result<Option<GenerationId>, StoreError> {
        let id = query_scalar!(
            r#"SELECT g.id AS "id!" FROM generation_sessions g
               JOIN songs s ON s.id = g.song_id JOIN projects p ON p.id = s.project_id
               WHERE p.user_id = $1 AND s.id = $2 ORDER BY g.id DESC LIMIT 1"#,
            owner.0,
            song.0
        );
        Ok(id.fetch_optional(&self.readers).await?.map(GenerationId))
    }
}

/// The song as it stands while it waits to be written again.
async fn await_again(
    tx: &mut SqliteConnection,
    owner: UserId,
    song: SongId,
    config: &GenerationConfig,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (at, config) = (time::text(now), json::text("generation_config", config)?);
    let status = SongStatus::Pending.id();
    let done = query!(
        "UPDATE songs SET status = $3, generation_config = $4, error_message = NULL,
             generation_started_at = NULL, generation_completed_at = NULL, updated_at = $5
         WHERE id = $2 AND project_id IN (SELECT id FROM projects WHERE user_id = $1)",
        owner.0,
        song.0,
        status,
        config,
        at
    )
    .execute(tx)
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Copies the stages, and tells what was told of them: the new song's page shows them.
async fn copy_stages(
    tx: &mut SqliteConnection,
    subject: Subject,
    branch: &Branch<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (at, last) = (time::text(now), branch.upto.stage.id());
    let copied = query!(
        "INSERT INTO generation_stages
             (session_id, stage, round, output, milliseconds, created_at, input_hash, writer, calls)
         SELECT $2, t.stage, t.round, t.output, t.milliseconds, $6, t.input_hash, t.writer, t.calls
         FROM generation_stages t JOIN generation_sessions g ON g.id = t.session_id
         JOIN songs s ON s.id = g.song_id JOIN projects p ON p.id = s.project_id
         WHERE p.user_id = $1 AND t.session_id = $3 AND t.id <=
             (SELECT u.id FROM generation_stages u WHERE u.session_id = $3 AND u.stage = $4 AND u.round = $5)
         ORDER BY t.id",
        subject.owner.0,
        subject.generation.0,
        branch.from.0,
        last,
        branch.upto.round,
        at
    )
    .execute(&mut *tx)
    .await?;
    if copied.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    for event in branch.events {
        journal::append(&mut *tx, subject, event, now).await?;
    }
    Ok(())
}
