//! What a run brings: stages, events, the end. Each method is one transaction that begins by asking
//! whether the worker still holds the run.

mod events;
mod finish;

use domain::{
    GenerationId, SongId, Timestamp, UserId,
    generation::{EventRecord, GenerationEvent, ModelCall, Sheet, Spent},
    stage::{Stage, Step},
};
use serde_json::{Value, json};
use sqlx::{SqliteConnection, query, query_scalar};

use crate::{Claim, NewFile, Store, StoreError, files, json, time};

pub(crate) use events::{Subject, append};
pub use finish::{Finished, FinishedSong};

/// Sentences that a session keeps in `logs`; all of them are in the events.
const LOG_LENGTH: usize = 50;

/// A stage's result with everything that is committed together with it.
#[derive(Clone, Debug)]
pub struct StageCommit<'a> {
    /// Which step is done.
    pub step: Step,
    /// Its result, from which a resumed run goes on.
    pub output: &'a Value,
    /// How long it took.
    pub milliseconds: u64,
    /// How much of the whole is done, 0–100.
    pub percent: f64,
    /// What people are told.
    pub events: &'a [GenerationEvent],
    /// The sheet, when the stage changed it.
    pub sheet: Option<&'a Sheet>,
    /// The score from 0 to 100, when the stage computed it. A new sheet without one has none.
    pub score: Option<f64>,
    /// Files that the stage made; they replace the song's files of the same types.
    pub files: &'a [NewFile],
    /// What it was made from and what it took.
    pub effort: StageEffort<'a>,
}

/// What a stage was made from and what it took.
#[derive(Clone, Copy, Debug, Default)]
pub struct StageEffort<'a> {
    /// SHA-256 of everything that the stage read.
    pub input_hash: &'a str,
    /// Who did it, in words for people.
    pub writer: &'a str,
    /// The calls to models.
    pub calls: &'a [ModelCall],
}

/// What was committed.
#[derive(Clone, Debug, PartialEq)]
pub struct Committed {
    /// The events with their places in the order of all events.
    pub events: Vec<EventRecord>,
    /// Paths of files whose rows were replaced and that no row names any more.
    pub replaced_files: Vec<String>,
}

/// A stage that was committed.
#[derive(Clone, Debug, PartialEq)]
pub struct StageRow {
    /// Which.
    pub step: Step,
    /// Its result.
    pub output: Value,
    /// How long it took.
    pub milliseconds: u64,
    /// SHA-256 of everything that it read; empty for a stage of an older version.
    pub input_hash: String,
    /// Who did it; empty for a stage of an older version.
    pub writer: String,
    /// The calls to models.
    pub calls: Vec<ModelCall>,
}

/// A stage of another run that was made from the same inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct SameInputs {
    /// Which.
    pub step: Step,
    /// The song that the other run wrote.
    pub song: SongId,
    /// Its title.
    pub title: String,
    /// Whether the same came of it.
    pub same_result: bool,
}

impl Store {
    /// Commits a stage's result, its events, its files and the song's new state, all or nothing.
    ///
    /// # Errors
    /// `Conflict` when the hold was lost or the step is committed already.
    pub async fn commit_stage(
        &self,
        claim: &Claim,
        stage: &StageCommit<'_>,
        now: Timestamp,
    ) -> Result<Committed, StoreError> {
        let mut tx = self.begin().await?;
        hold(&mut tx, claim).await?;
        insert_stage(&mut tx, claim, stage, now).await?;
        update_session(&mut tx, claim, stage, now).await?;
        update_song(&mut tx, claim, stage, now).await?;
        let replaced_files = files::replace(&mut tx, claim.owner, claim.song_id, stage.files, now).await?;
        let events = events::append_all(&mut tx, claim, stage.events, now).await?;
        tx.commit().await?;
        Ok(Committed { events, replaced_files })
    }

    /// The stages that a run has committed, in order.
    ///
    /// # Errors
    /// `Inconsistent` when a stage is unknown.
    pub async fn stages(&self, generation: GenerationId) -> Result<Vec<StageRow>, StoreError> {
        let rows = query!(
            r#"SELECT stage, round AS "round: u32", CAST(output AS TEXT) AS "output!: String", milliseconds,
                      COALESCE(input_hash, '') AS "input_hash!: String", COALESCE(writer, '') AS "writer!: String",
                      CAST(calls AS TEXT) AS "calls?: String"
               FROM generation_stages WHERE session_id = $1 ORDER BY id"#,
            generation.0
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|row| {
                let stage = Stage::from_id(&row.stage)
                    .ok_or_else(|| StoreError::unreadable("generation_stages.stage"))?;
                Ok(StageRow {
                    step: Step { stage, round: row.round },
                    output: json::value("generation_stages.output", &row.output)?,
                    milliseconds: row.milliseconds.max(0).unsigned_abs(),
                    input_hash: row.input_hash,
                    writer: row.writer,
                    calls: match &row.calls {
                        Some(calls) => json::value("generation_stages.calls", calls)?,
                        None => Vec::new(),
                    },
                })
            })
            .collect()
    }

    /// Stages of other runs over the owner's songs that were made from the same inputs as stages of this run: for each
    /// stage the newest of them.
    ///
    /// # Errors
    /// `Inconsistent` when a stage is unknown.
    pub async fn same_inputs(
        &self,
        owner: UserId,
        generation: GenerationId,
    ) -> Result<Vec<SameInputs>, StoreError> {
        let rows = query!(
            r#"SELECT t.stage AS "stage!", t.round AS "round!: u32", s.id AS "song_id!", s.title AS "title!",
                      u.output = t.output AS "same!: bool", MAX(u.id) AS "newest!: i64"
               FROM generation_stages t
               JOIN generation_stages u ON u.input_hash = t.input_hash AND u.session_id <> t.session_id
                    AND u.stage = t.stage AND u.round = t.round
               JOIN generation_sessions g ON g.id = u.session_id
               JOIN songs s ON s.id = g.song_id JOIN projects p ON p.id = s.project_id
               JOIN generation_sessions own ON own.id = t.session_id
               JOIN songs own_song ON own_song.id = own.song_id
               JOIN projects own_project ON own_project.id = own_song.project_id
               WHERE p.user_id = $1 AND own_project.user_id = $1 AND t.session_id = $2 AND t.input_hash <> ''
               GROUP BY t.id ORDER BY t.id"#,
            owner.0,
            generation.0
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|row| {
                let stage = Stage::from_id(&row.stage)
                    .ok_or_else(|| StoreError::unreadable("generation_stages.stage"))?;
                Ok(SameInputs {
                    step: Step { stage, round: row.round },
                    song: SongId(row.song_id),
                    title: row.title,
                    same_result: row.same,
                })
            })
            .collect()
    }
}

/// Whether the worker still holds the run; the write lock keeps the answer true until the commit.
async fn hold(tx: &mut SqliteConnection, claim: &Claim) -> Result<(), StoreError> {
    let held = query_scalar!(
        r#"SELECT EXISTS(SELECT 1 FROM generation_sessions
                         WHERE id = $1 AND fencing_token = $2 AND state = 'running') AS "held!: bool""#,
        claim.generation_id.0,
        claim.fencing_token
    )
    .fetch_one(tx)
    .await?;
    if held { Ok(()) } else { Err(StoreError::Conflict) }
}

async fn insert_stage(
    tx: &mut SqliteConnection,
    claim: &Claim,
    stage: &StageCommit<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (at, name) = (time::text(now), stage.step.stage.id());
    let output = json::text("generation_stages.output", stage.output)?;
    let milliseconds = i64::try_from(stage.milliseconds).unwrap_or(i64::MAX);
    let StageEffort { input_hash, writer, calls } = stage.effort;
    let spent = Spent::on(calls);
    let (tokens_in, tokens_out) = (spent.tokens_in.cast_signed(), spent.tokens_out.cast_signed());
    let calls = json::text("generation_stages.calls", &calls)?;
    let done = query!(
        "INSERT INTO generation_stages
             (session_id, stage, round, output, milliseconds, created_at, input_hash, writer, calls, tokens_in,
              tokens_out, cost)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (session_id, stage, round) DO NOTHING",
        claim.generation_id.0,
        name,
        stage.step.round,
        output,
        milliseconds,
        at,
        input_hash,
        writer,
        calls,
        tokens_in,
        tokens_out,
        spent.cost
    )
    .execute(tx)
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::Conflict) } else { Ok(()) }
}

async fn update_session(
    tx: &mut SqliteConnection,
    claim: &Claim,
    stage: &StageCommit<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (at, name) = (time::text(now), stage.step.stage.id());
    let details = json!({
        "round": stage.step.round, "milliseconds": stage.milliseconds, "score": stage.score,
    });
    let (details, logs) = (details.to_string(), logs(&mut *tx, claim, stage.events).await?);
    query!(
        "UPDATE generation_sessions
         SET current_stage = $3, progress_percentage = $4, stage_details = $5, logs = $6, updated_at = $7
         WHERE id = $1 AND fencing_token = $2",
        claim.generation_id.0,
        claim.fencing_token,
        name,
        stage.percent,
        details,
        logs,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The session's last sentences with those of the new events behind them.
async fn logs(
    tx: &mut SqliteConnection,
    claim: &Claim,
    events: &[GenerationEvent],
) -> Result<String, StoreError> {
    let before = query_scalar!(
        r#"SELECT CAST(logs AS TEXT) AS "logs?: String" FROM generation_sessions WHERE id = $1"#,
        claim.generation_id.0
    )
    .fetch_one(tx)
    .await?;
    let mut sentences: Vec<String> = match before {
        Some(text) => json::value("generation_sessions.logs", &text)?,
        None => Vec::new(),
    };
    for event in events {
        if let GenerationEvent::StageFinished { report, .. } = event {
            sentences.extend(report.log.iter().cloned());
        }
    }
    sentences.drain(..sentences.len().saturating_sub(LOG_LENGTH));
    json::text("generation_sessions.logs", &sentences)
}

/// A new sheet is a new revision: an editor that shows the old one must not overwrite it.
async fn update_song(
    tx: &mut SqliteConnection,
    claim: &Claim,
    stage: &StageCommit<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let at = time::text(now);
    let (title, lyrics) = stage.sheet.map(|sheet| (&sheet.title, &sheet.lyrics)).unzip();
    query!(
        "UPDATE songs
         SET title = COALESCE($3, title), lyrics = COALESCE($4, lyrics),
             clean_lyrics = CASE WHEN $4 IS NULL THEN clean_lyrics END,
             score = CASE WHEN $4 IS NULL THEN COALESCE($5, score) ELSE $5 END,
             revision = revision + CASE WHEN $4 IS NULL THEN 0 ELSE 1 END, updated_at = $6
         WHERE id = (SELECT song_id FROM generation_sessions WHERE id = $1 AND fencing_token = $2)",
        claim.generation_id.0,
        claim.fencing_token,
        title,
        lyrics,
        stage.score,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}
