//! Events: what watchers are told, in the order in which it was committed.

use domain::{
    EventId, GenerationId, SongId, Timestamp, UserId,
    generation::{EventRecord, GenerationEvent},
};
use sqlx::{SqliteConnection, query, query_as, query_scalar};

use crate::{
    Claim, Store, StoreError, json,
    time::{self, Moment},
};

/// What an event is about.
#[derive(Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) owner: UserId,
    pub(crate) song: SongId,
    pub(crate) generation: GenerationId,
}

impl From<&Claim> for Subject {
    fn from(claim: &Claim) -> Self {
        Self { owner: claim.owner, song: claim.song_id, generation: claim.generation_id }
    }
}

struct EventRow {
    id: i64,
    song_id: i64,
    generation_id: i64,
    at: Timestamp,
    event: String,
}

impl TryFrom<EventRow> for EventRecord {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: EventId(row.id),
            song_id: SongId(row.song_id),
            generation_id: GenerationId(row.generation_id),
            at: row.at,
            event: json::value("generation_events.event", &row.event)?,
        })
    }
}

impl Store {
    /// Commits events that come with no result.
    ///
    /// # Errors
    /// `Conflict` when the hold was lost.
    pub async fn append_events(
        &self,
        claim: &Claim,
        events: &[GenerationEvent],
        now: Timestamp,
    ) -> Result<Vec<EventRecord>, StoreError> {
        let mut tx = self.begin().await?;
        super::hold(&mut tx, claim).await?;
        let records = append_all(&mut tx, claim, events, now).await?;
        tx.commit().await?;
        Ok(records)
    }

    /// The owner's events after the one that was seen last, the oldest first, at most `limit`.
    ///
    /// # Errors
    /// `Inconsistent` when an event cannot be read.
    pub async fn events_after(
        &self,
        owner: UserId,
        after: EventId,
        limit: u32,
    ) -> Result<Vec<EventRecord>, StoreError> {
        let rows = query_as!(
            EventRow,
            r#"SELECT id AS "id!", song_id, session_id AS generation_id, created_at AS "at!: Moment",
                      CAST(event AS TEXT) AS "event!: String"
               FROM generation_events WHERE user_id = $1 AND id > $2 ORDER BY id LIMIT $3"#,
            owner.0,
            after.0,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(EventRecord::try_from).collect()
    }

    /// The events of the latest run over one of the owner's songs, in order.
    ///
    /// # Errors
    /// `Inconsistent` when an event cannot be read.
    pub async fn song_events(&self, owner: UserId, song: SongId) -> Result<Vec<EventRecord>, StoreError> {
        let rows = query_as!(
            EventRow,
            r#"SELECT id AS "id!", song_id, session_id AS generation_id, created_at AS "at!: Moment",
                      CAST(event AS TEXT) AS "event!: String"
               FROM generation_events
               WHERE user_id = $1 AND song_id = $2
                 AND session_id = (SELECT MAX(id) FROM generation_sessions WHERE song_id = $2)
               ORDER BY id"#,
            owner.0,
            song.0
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(EventRecord::try_from).collect()
    }

    /// The owner's newest event; 0 when there is none.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn last_event(&self, owner: UserId) -> Result<EventId, StoreError> {
        let id = query_scalar!(
            r#"SELECT COALESCE(MAX(id), 0) AS "id!: i64" FROM generation_events WHERE user_id = $1"#,
            owner.0
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(EventId(id))
    }
}

/// Appends a worker's events. A stage that begins is noted in the session as well.
pub(super) async fn append_all(
    tx: &mut SqliteConnection,
    claim: &Claim,
    events: &[GenerationEvent],
    now: Timestamp,
) -> Result<Vec<EventRecord>, StoreError> {
    let mut records = Vec::with_capacity(events.len());
    for event in events {
        if let GenerationEvent::StageStarted { step } = event {
            let (at, stage) = (time::text(now), step.stage.id());
            query!(
                "UPDATE generation_sessions SET current_stage = $3, updated_at = $4
                 WHERE id = $1 AND fencing_token = $2",
                claim.generation_id.0,
                claim.fencing_token,
                stage,
                at
            )
            .execute(&mut *tx)
            .await?;
        }
        records.push(append(&mut *tx, claim.into(), event, now).await?);
    }
    Ok(records)
}

/// Appends one event. The caller has found the run by its owner or its claim in the same transaction.
pub(crate) async fn append(
    tx: &mut SqliteConnection,
    subject: Subject,
    event: &GenerationEvent,
    now: Timestamp,
) -> Result<EventRecord, StoreError> {
    let (at, text) = (time::text(now), json::text("generation_events.event", event)?);
    let Subject { owner, song, generation } = subject;
    let id = query_scalar!(
        r#"INSERT INTO generation_events (user_id, song_id, session_id, event, created_at)
           VALUES ($1, $2, $3, $4, $5) RETURNING id AS "id!""#,
        owner.0,
        song.0,
        generation.0,
        text,
        at
    )
    .fetch_one(tx)
    .await?;
    Ok(EventRecord {
        id: EventId(id),
        song_id: song,
        generation_id: generation,
        at: now,
        event: event.clone(),
    })
}
