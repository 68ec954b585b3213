//! Runs of the pipeline in line and in work: claims, leases, cancels.

mod again;
mod cancel;
mod queue;

use domain::{
    GenerationId, SongId, Timestamp, UserId,
    generation::{GenerationEvent, GenerationState},
    song::{Song, SongStatus},
};
use sqlx::{SqliteConnection, query, query_scalar};

use crate::{Store, StoreError, journal, songs, time};

pub use again::Branch;
pub use cancel::Cancel;

/// A worker's hold on a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The run.
    pub generation_id: GenerationId,
    /// The song it writes.
    pub song_id: SongId,
    /// Whose song it is.
    pub owner: UserId,
    /// The number of this hold. It grows with every claim, and a commit that names an older one is
    /// refused.
    pub fencing_token: i64,
    /// Who holds it.
    pub worker: String,
    /// The song as it stood when it was claimed.
    pub song: Song,
    /// Whether a stage of this run was committed before, so that it goes on from there.
    pub resumed: bool,
    /// Users whose waiting songs were told another place in the line by this claim.
    pub moved_up: Vec<UserId>,
}

/// What became of a lease that was to be extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lease {
    /// It holds.
    Held {
        /// Whether the owner wants the run to stop.
        cancel_requested: bool,
    },
    /// Another worker has the run, or it has ended or was deleted.
    Lost,
}

impl Store {
    /// Gives a worker the next run: of the users with the fewest songs in work the one that has waited
    /// longest. A run whose lease has ended is in line again. Runs that were to be cancelled while
    /// nobody held them are ended on the way.
    ///
    /// # Errors
    /// `Driver`, or `Inconsistent` when the song cannot be read.
    pub async fn claim_next(
        &self,
        worker: &str,
        lease_ms: i64,
        now: Timestamp,
    ) -> Result<Option<Claim>, StoreError> {
        if !queue::anything(&self.readers, now).await? {
            return Ok(None);
        }
        let mut tx = self.begin().await?;
        let next = loop {
            match queue::first(&mut tx, now).await? {
                Some(place) if place.cancel_requested => cancel::end(&mut tx, &place, now).await?,
                other => break other,
            }
        };
        let claim = match next {
            Some(place) => Some(take(&mut tx, &place, worker, lease_ms, now).await?),
            None => None,
        };
        tx.commit().await?;
        Ok(claim)
    }

    /// Keeps a hold for another `lease_ms` milliseconds.
    ///
    /// # Errors
    /// `Driver` only: a lost hold is [`Lease::Lost`].
    pub async fn extend_lease(
        &self,
        claim: &Claim,
        lease_ms: i64,
        now: Timestamp,
    ) -> Result<Lease, StoreError> {
        let (at, until) = (time::text(now), now.plus(lease_ms).0);
        let cancel_requested = query_scalar!(
            r#"UPDATE generation_sessions SET lease_expires_at = $3, updated_at = $4
               WHERE id = $1 AND fencing_token = $2 AND state = 'running'
               RETURNING cancel_requested_at IS NOT NULL AS "cancel_requested!: bool""#,
            claim.generation_id.0,
            claim.fencing_token,
            until,
            at
        )
        .fetch_optional(&self.writer)
        .await?;
        Ok(cancel_requested.map_or(Lease::Lost, |cancel_requested| Lease::Held { cancel_requested }))
    }

    /// Puts a run back in line, when the server stops. A hold that was lost is no error.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn release(&self, claim: &Claim, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        if put_back(&mut tx, claim, None, now).await? {
            queue::tell(&mut tx, now).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Puts a run back that is not to be taken up before `until`, and tells its owner why. Returns the users whose
    /// waiting songs were told another place in the line. A hold that was lost is no error.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn let_rest(
        &self,
        claim: &Claim,
        until: Timestamp,
        reason: &str,
        now: Timestamp,
    ) -> Result<Vec<UserId>, StoreError> {
        let mut tx = self.begin().await?;
        let mut moved_up = Vec::new();
        if put_back(&mut tx, claim, Some(until), now).await? {
            let event = GenerationEvent::Waiting { reason: reason.to_owned() };
            journal::append(&mut tx, claim.into(), &event, now).await?;
            moved_up = queue::tell(&mut tx, now).await?;
        }
        tx.commit().await?;
        Ok(moved_up)
    }
}

/// Puts a claimed run back; false when the hold was lost. One that is to be cancelled does not rest first.
async fn put_back(
    tx: &mut SqliteConnection,
    claim: &Claim,
    rests_until: Option<Timestamp>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let (at, queued, rests_until) =
        (time::text(now), GenerationState::Queued, rests_until.map(|until| until.0));
    let (state, status) = (queued.id(), queued.song_status().id());
    let song = query_scalar!(
        "UPDATE generation_sessions
         SET state = $3, lease_owner = NULL, lease_expires_at = NULL, stage_details = NULL,
             rests_until = CASE WHEN cancel_requested_at IS NULL THEN $4 END, updated_at = $5
         WHERE id = $1 AND fencing_token = $2 AND state = 'running'
         RETURNING song_id",
        claim.generation_id.0,
        claim.fencing_token,
        state,
        rests_until,
        at
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(song) = song else { return Ok(false) };
    query!("UPDATE songs SET status = $2, updated_at = $3 WHERE id = $1", song, status, at)
        .execute(tx)
        .await?;
    Ok(true)
}

/// Puts a song in line. The caller has found the song by its owner in the same transaction.
pub(crate) async fn enqueue(
    tx: &mut SqliteConnection,
    song: SongId,
    now: Timestamp,
) -> Result<GenerationId, StoreError> {
    let (at, state, name) = (time::text(now), GenerationState::Queued.id(), random_name()?);
    let id = query_scalar!(
        r#"INSERT INTO generation_sessions (song_id, session_id, state, started_at, updated_at)
           VALUES ($1, $2, $3, $4, $4) RETURNING id AS "id!""#,
        song.0,
        name,
        state,
        at
    )
    .fetch_one(&mut *tx)
    .await?;
    queue::tell(tx, now).await?;
    Ok(GenerationId(id))
}

/// The run that has the owner's song in line or in work, or `NotFound` when there is no such song.
pub(crate) async fn live(
    tx: &mut SqliteConnection,
    owner: UserId,
    song: SongId,
) -> Result<Option<GenerationId>, StoreError> {
    let row = query_scalar!(
        r#"SELECT g.id AS "id?: i64" FROM songs s JOIN projects p ON p.id = s.project_id
           LEFT JOIN generation_sessions g ON g.song_id = s.id AND g.state IN ('queued', 'running')
           WHERE p.user_id = $1 AND s.id = $2"#,
        owner.0,
        song.0
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.ok_or(StoreError::NotFound)?.map(GenerationId))
}

async fn take(
    tx: &mut SqliteConnection,
    place: &queue::Place,
    worker: &str,
    lease_ms: i64,
    now: Timestamp,
) -> Result<Claim, StoreError> {
    let (at, until, state) = (time::text(now), now.plus(lease_ms).0, GenerationState::Running.id());
    let row = query!(
        r#"UPDATE generation_sessions
           SET state = $2, lease_owner = $3, lease_expires_at = $4, rests_until = NULL, stage_details = NULL,
               updated_at = $5, started_at = CASE WHEN fencing_token = 0 THEN $5 ELSE started_at END,
               fencing_token = fencing_token + 1
           WHERE id = $1
           RETURNING fencing_token,
               EXISTS(SELECT 1 FROM generation_stages t WHERE t.session_id = generation_sessions.id)
                   AS "resumed!: bool""#,
        place.generation.0,
        state,
        worker,
        until,
        at
    )
    .fetch_one(&mut *tx)
    .await?;
    start_song(&mut *tx, place.song, now).await?;
    let moved_up = queue::tell(tx, now).await?;
    Ok(Claim {
        generation_id: place.generation,
        song_id: place.song,
        owner: place.owner,
        fencing_token: row.fencing_token,
        worker: worker.to_owned(),
        song: songs::get(tx, place.owner, place.song).await?,
        resumed: row.resumed,
        moved_up,
    })
}

async fn start_song(tx: &mut SqliteConnection, song: SongId, now: Timestamp) -> Result<(), StoreError> {
    let (at, status) = (time::text(now), SongStatus::Generating.id());
    query!(
        "UPDATE songs SET status = $2, generation_started_at = COALESCE(generation_started_at, $3),
             error_message = NULL, updated_at = $3
         WHERE id = $1",
        song.0,
        status,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A name for the run that says nothing and collides with none (`session_id`).
fn random_name() -> Result<String, StoreError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| sqlx::Error::Io(std::io::Error::other(error.to_string())))?;
    Ok(hex::encode(bytes))
}
