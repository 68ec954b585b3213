//! Edits of songs, and every text that a song has had.

use domain::{SongId, Timestamp, UserId};
use sqlx::{SqliteConnection, query, query_scalar};

use crate::{
    Store, StoreError,
    time::{self, Moment},
};

/// What made a version of a song.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A run of the pipeline.
    Generation,
    /// A person.
    Edit,
}

impl Origin {
    const fn id(self) -> &'static str {
        match self {
            Self::Generation => "generation",
            Self::Edit => "edit",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        [Self::Generation, Self::Edit].into_iter().find(|origin| origin.id() == id)
    }
}

/// A version of a song.
#[derive(Clone, Debug, PartialEq)]
pub struct SongRevision {
    /// The song's revision at that time.
    pub revision: i64,
    /// The title.
    pub title: String,
    /// The sheet, when there was one.
    pub lyrics: Option<String>,
    /// 0–100, when it was computed.
    pub score: Option<f64>,
    /// What made it.
    pub origin: Origin,
    /// When.
    pub created_at: Timestamp,
}

impl Store {
    /// Gives a song another title, if its revision is still the one the form showed.
    ///
    /// # Errors
    /// `NotFound`, or `Conflict` when somebody changed it first.
    pub async fn rename_song(
        &self,
        owner: UserId,
        id: SongId,
        title: &str,
        revision: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let at = time::text(now);
        let mut tx = self.begin().await?;
        let done = query!(
            "UPDATE songs SET title = $4, revision = revision + 1, updated_at = $5
             WHERE id = $2 AND revision = $3 AND project_id IN (SELECT id FROM projects WHERE user_id = $1)",
            owner.0,
            id.0,
            revision,
            title,
            at
        )
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() == 0 {
            return Err(stale_or_missing(&mut tx, owner, id).await?);
        }
        keep_revision(&mut tx, id, Origin::Edit, now).await?;
        Ok(tx.commit().await?)
    }

    /// Saves edited lyrics, if the song's revision is still the one the editor showed. On success the
    /// new revision is the old one plus one.
    ///
    /// # Errors
    /// `NotFound`, or `Conflict` when somebody changed it first.
    pub async fn save_lyrics(
        &self,
        owner: UserId,
        id: SongId,
        lyrics: &str,
        clean_lyrics: &str,
        revision: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let at = time::text(now);
        let mut tx = self.begin().await?;
        let done = query!(
            "UPDATE songs SET lyrics = $4, clean_lyrics = $5, revision = revision + 1, updated_at = $6
             WHERE id = $2 AND revision = $3 AND project_id IN (SELECT id FROM projects WHERE user_id = $1)",
            owner.0,
            id.0,
            revision,
            lyrics,
            clean_lyrics,
            at
        )
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() == 0 {
            return Err(stale_or_missing(&mut tx, owner, id).await?);
        }
        keep_revision(&mut tx, id, Origin::Edit, now).await?;
        Ok(tx.commit().await?)
    }

    /// The versions of one of the owner's songs, the newest first.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn list_revisions(&self, owner: UserId, id: SongId) -> Result<Vec<SongRevision>, StoreError> {
        let rows = query!(
            r#"SELECT r.revision, r.title, r.lyrics, r.score, r.origin, r.created_at AS "created_at!: Moment"
               FROM song_revisions r JOIN songs s ON s.id = r.song_id JOIN projects p ON p.id = s.project_id
               WHERE p.user_id = $1 AND s.id = $2 ORDER BY r.revision DESC"#,
            owner.0,
            id.0
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(SongRevision {
                    revision: row.revision,
                    title: row.title,
                    lyrics: row.lyrics,
                    score: row.score,
                    origin: Origin::from_id(&row.origin)
                        .ok_or_else(|| StoreError::unreadable("song_revisions.origin"))?,
                    created_at: row.created_at.into(),
                })
            })
            .collect()
    }
}

/// Keeps the song's text as it stands now among its versions, unless this revision is there already
/// or a run has ended without a text. The caller has found the song by its owner or its claim in the same transaction.
pub(crate) async fn keep_revision(
    tx: &mut SqliteConnection,
    id: SongId,
    origin: Origin,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (at, origin) = (time::text(now), origin.id());
    query!(
        "INSERT INTO song_revisions (song_id, revision, title, lyrics, score, origin, created_at)
         SELECT id, revision, title, lyrics, score, $2, $3 FROM songs
         WHERE id = $1 AND ($2 = 'edit' OR lyrics IS NOT NULL)
         ON CONFLICT (song_id, revision) DO NOTHING",
        id.0,
        origin,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

async fn stale_or_missing(
    tx: &mut SqliteConnection,
    owner: UserId,
    id: SongId,
) -> Result<StoreError, StoreError> {
    let there = query_scalar!(
        r#"SELECT EXISTS(SELECT 1 FROM songs s JOIN projects p ON p.id = s.project_id
                         WHERE p.user_id = $1 AND s.id = $2) AS "there!: bool""#,
        owner.0,
        id.0
    )
    .fetch_one(tx)
    .await?;
    Ok(if there { StoreError::Conflict } else { StoreError::NotFound })
}
