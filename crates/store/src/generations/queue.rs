//! The line of songs that wait.
//!
//! Whose turn it is: a song's turn is the number of its owner's songs in work, plus the number of
//! the owner's songs that wait before it. The smallest turn is next, and of equal turns the one that
//! has waited longest. So the first place is "fewest songs in work, then first come", and the places
//! behind are the order in which the songs would be claimed if none ended meanwhile. A song that rests, because its
//! writer has to be left alone, stands in no line until its rest is over.

use domain::{GenerationId, SongId, Timestamp, UserId, generation::GenerationEvent};
use serde::{Deserialize, Serialize};
use sqlx::{SqliteConnection, SqlitePool, query, query_scalar};

use crate::{
    Store, StoreError,
    journal::{self, Subject},
    json, time,
};

/// Places that are told each time they change. Those further back are told when they come nearer:
/// telling a long line of every step would write its length once per song.
const NEAR: u32 = 50;

/// A run in line.
pub(super) struct Place {
    pub(super) generation: GenerationId,
    pub(super) song: SongId,
    pub(super) owner: UserId,
    pub(super) cancel_requested: bool,
    /// Whether it waits for its first worker; otherwise it lost the one it had.
    queued: bool,
    /// Whether stages of it are committed already.
    continued: bool,
    ahead: u32,
    told: Option<String>,
}

/// What a waiting run keeps in `stage_details`: the place that its owner was told last.
#[derive(PartialEq, Serialize, Deserialize)]
struct Told {
    ahead: u32,
}

impl Store {
    /// How many songs stand before the owner's song, as the owner was told last; `None` when the song
    /// does not wait.
    ///
    /// # Errors
    /// `Driver`, or `Inconsistent` when the place cannot be read.
    pub async fn queue_position(&self, owner: UserId, song: SongId) -> Result<Option<u32>, StoreError> {
        let told = query_scalar!(
            r#"SELECT CAST(g.stage_details AS TEXT) AS "told!: String" FROM generation_sessions g
               JOIN songs s ON s.id = g.song_id JOIN projects p ON p.id = s.project_id
               WHERE p.user_id = $1 AND s.id = $2 AND g.state = 'queued' AND g.stage_details IS NOT NULL"#,
            owner.0,
            song.0
        )
        .fetch_optional(&self.readers)
        .await?;
        told.map(|told| json::value::<Told>("stage_details", &told).map(|told| told.ahead)).transpose()
    }
}

/// Whether a worker would find something; asked often, so it takes no write lock.
pub(super) async fn anything(readers: &SqlitePool, now: Timestamp) -> Result<bool, StoreError> {
    Ok(query_scalar!(
        r#"SELECT EXISTS(
               SELECT 1 FROM generation_sessions
               WHERE (state = 'queued' AND COALESCE(rests_until, 0) <= $1)
                  OR (state = 'running' AND (lease_expires_at IS NULL OR lease_expires_at <= $1))
           ) AS "any!: bool""#,
        now.0
    )
    .fetch_one(readers)
    .await?)
}

/// The run whose turn it is.
pub(super) async fn first(tx: &mut SqliteConnection, now: Timestamp) -> Result<Option<Place>, StoreError> {
    Ok(line(tx, 1, now).await?.into_iter().next())
}

/// Tells waiting runs their place where it has changed, and returns whose they are.
pub(super) async fn tell(tx: &mut SqliteConnection, now: Timestamp) -> Result<Vec<UserId>, StoreError> {
    let at = time::text(now);
    let mut users = Vec::new();
    for place in line(&mut *tx, NEAR, now).await? {
        let current = json::text("stage_details", &Told { ahead: place.ahead })?;
        if !place.queued || place.told.as_ref() == Some(&current) {
            continue;
        }
        query!(
            "UPDATE generation_sessions SET stage_details = $2, updated_at = $3 WHERE id = $1 AND state = 'queued'",
            place.generation.0,
            current,
            at
        )
        .execute(&mut *tx)
        .await?;
        let subject = Subject { owner: place.owner, song: place.song, generation: place.generation };
        let event = GenerationEvent::Queued { ahead: place.ahead, continued: place.continued };
        journal::append(&mut *tx, subject, &event, now).await?;
        if !users.contains(&place.owner) {
            users.push(place.owner);
        }
    }
    Ok(users)
}

/// The first `near` places, and those that were never told theirs.
async fn line(tx: &mut SqliteConnection, near: u32, now: Timestamp) -> Result<Vec<Place>, StoreError> {
    let rows = query!(
        r#"WITH working AS (
               SELECT p.user_id, COUNT(*) AS songs FROM generation_sessions g
               JOIN songs s ON s.id = g.song_id JOIN projects p ON p.id = s.project_id
               WHERE g.state = 'running' AND g.lease_expires_at > $1
               GROUP BY p.user_id
           ), waiting AS (
               SELECT g.id, g.song_id, p.user_id, g.state, g.cancel_requested_at, g.stage_details,
                      COALESCE(w.songs, 0) + ROW_NUMBER() OVER (PARTITION BY p.user_id ORDER BY g.id) AS turn
               FROM generation_sessions g
               JOIN songs s ON s.id = g.song_id JOIN projects p ON p.id = s.project_id
               LEFT JOIN working w ON w.user_id = p.user_id
               WHERE (g.state = 'queued' AND COALESCE(g.rests_until, 0) <= $1)
                  OR (g.state = 'running' AND (g.lease_expires_at IS NULL OR g.lease_expires_at <= $1))
           ), line AS (
               SELECT waiting.*, ROW_NUMBER() OVER (ORDER BY turn, id) - 1 AS ahead FROM waiting
           )
           SELECT id AS "generation!: i64", song_id AS "song!: i64", user_id AS "owner!: i64",
                  state = 'queued' AS "queued!: bool",
                  EXISTS(SELECT 1 FROM generation_stages t WHERE t.session_id = line.id) AS "continued!: bool",
                  cancel_requested_at IS NOT NULL AS "cancel_requested!: bool",
                  CAST(stage_details AS TEXT) AS "told?: String", ahead AS "ahead!: u32"
           FROM line WHERE ahead < $2 OR stage_details IS NULL ORDER BY ahead"#,
        now.0,
        near
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Place {
            generation: GenerationId(row.generation),
            song: SongId(row.song),
            owner: UserId(row.owner),
            cancel_requested: row.cancel_requested,
            queued: row.queued,
            continued: row.continued,
            ahead: row.ahead,
            told: row.told,
        })
        .collect())
}
