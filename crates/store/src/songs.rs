//! Songs: ask for one, list, read and delete them.

mod revisions;
mod rows;

use domain::{
    GenerationId, ProjectId, SongId, Timestamp, UserId,
    song::{NewSong, Song, SongStatus, SongSummary, UNTITLED},
};
use sqlx::{SqliteConnection, query, query_as, query_scalar};

use crate::{
    Store, StoreError, generations, json,
    time::{self, Moment},
};

pub(crate) use revisions::keep_revision;
pub use revisions::{Origin, SongRevision};
use rows::SongRow;
pub(crate) use rows::SummaryRow;

/// What asking for a song brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Created {
    /// The song.
    pub song_id: SongId,
    /// Its run.
    pub generation_id: GenerationId,
    /// Whether the same form had made it before.
    pub existed: bool,
}

impl Store {
    /// Puts a new song into one of the owner's projects and in line to be written, all in one
    /// transaction. The same `request_key` in the same project gives the same song.
    ///
    /// # Errors
    /// `NotFound` for the project, `LimitReached` when the owner keeps `limit` songs already.
    pub async fn create_song(
        &self,
        owner: UserId,
        project: ProjectId,
        song: &NewSong,
        request_key: &str,
        limit: u32,
        now: Timestamp,
    ) -> Result<Created, StoreError> {
        let mut tx = self.begin().await?;
        if let Some(created) = made_before(&mut tx, owner, project, request_key).await? {
            return Ok(created);
        }
        if count(&mut tx, owner).await? >= limit {
            return Err(StoreError::LimitReached(limit));
        }
        let song_id = insert(&mut tx, owner, project, song, request_key, now).await?;
        if let Some(persona) = &song.persona {
            let at = time::text(now);
            query!(
                "UPDATE personas SET usage_count = usage_count + 1, updated_at = $2 WHERE name = $1",
                persona,
                at
            )
            .execute(&mut *tx)
            .await?;
        }
        let generation_id = generations::enqueue(&mut tx, song_id, now).await?;
        tx.commit().await?;
        Ok(Created { song_id, generation_id, existed: false })
    }

    /// The owner's songs, the newest first, of one project or of all.
    ///
    /// # Errors
    /// `Driver` only: a project that is not the owner's has no songs to show.
    pub async fn list_songs(
        &self,
        owner: UserId,
        project: Option<ProjectId>,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<SongSummary>, StoreError> {
        match project {
            Some(project) => self.list_project(owner, project, limit, offset).await,
            None => self.list_all(owner, limit, offset).await,
        }
    }

    async fn list_project(
        &self,
        owner: UserId,
        project: ProjectId,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<SongSummary>, StoreError> {
        let rows = query_as!(
            SummaryRow,
            r#"SELECT s.id AS "id!", s.project_id, p.name AS project_name, s.title,
                      substr(s.user_prompt, 1, 160) AS "prompt!: String", s.persona, s.score,
                      s.status AS "status!",
                      (SELECT f.id FROM song_files f WHERE f.song_id = s.id AND f.file_type = 'artwork'
                          AND f.is_primary IS NOT TRUE) AS "thumbnail?: i64",
                      s.created_at AS "created_at!: Moment"
               FROM songs s JOIN projects p ON p.id = s.project_id
               WHERE p.user_id = $1 AND s.project_id = $2
               ORDER BY s.created_at DESC, s.id DESC LIMIT $3 OFFSET $4"#,
            owner.0,
            project.0,
            limit,
            offset
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(SongSummary::try_from).collect()
    }

    /// Chooses the page in the index before it reads any song's text: half the time for 5,000 songs.
    async fn list_all(&self, owner: UserId, limit: u32, offset: u32) -> Result<Vec<SongSummary>, StoreError> {
        let rows = query_as!(
            SummaryRow,
            r#"SELECT s.id AS "id!", s.project_id, p.name AS project_name, s.title,
                      substr(s.user_prompt, 1, 160) AS "prompt!: String", s.persona, s.score,
                      s.status AS "status!",
                      (SELECT f.id FROM song_files f WHERE f.song_id = s.id AND f.file_type = 'artwork'
                          AND f.is_primary IS NOT TRUE) AS "thumbnail?: i64",
                      s.created_at AS "created_at!: Moment"
               FROM (SELECT s.id FROM songs s JOIN projects p ON p.id = s.project_id
                     WHERE p.user_id = $1
                     ORDER BY s.created_at DESC, s.id DESC LIMIT $2 OFFSET $3) AS page
               JOIN songs s ON s.id = page.id JOIN projects p ON p.id = s.project_id
               WHERE p.user_id = $1 ORDER BY s.created_at DESC, s.id DESC"#,
            owner.0,
            limit,
            offset
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(SongSummary::try_from).collect()
    }

    /// The owner's songs that wait or are being written, in the order in which they were asked for.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn list_live_songs(&self, owner: UserId) -> Result<Vec<SongSummary>, StoreError> {
        let rows = query_as!(
            SummaryRow,
            r#"SELECT s.id AS "id!", s.project_id, p.name AS project_name, s.title,
                      substr(s.user_prompt, 1, 160) AS "prompt!: String", s.persona, s.score,
                      s.status AS "status!",
                      (SELECT f.id FROM song_files f WHERE f.song_id = s.id AND f.file_type = 'artwork'
                          AND f.is_primary IS NOT TRUE) AS "thumbnail?: i64",
                      s.created_at AS "created_at!: Moment"
               FROM songs s JOIN projects p ON p.id = s.project_id
               WHERE p.user_id = $1 AND s.status IN ('pending', 'generating') ORDER BY s.id"#,
            owner.0
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(SongSummary::try_from).collect()
    }

    /// How many songs the owner keeps.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn count_songs(&self, owner: UserId) -> Result<u32, StoreError> {
        count(&mut *self.readers.acquire().await?, owner).await
    }

    /// One of the owner's songs.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_song(&self, owner: UserId, id: SongId) -> Result<Song, StoreError> {
        get(&mut *self.readers.acquire().await?, owner, id).await
    }

    /// Deletes a song with its versions, runs and events. Returns the paths of the files whose rows
    /// went with it.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_song(&self, owner: UserId, id: SongId) -> Result<Vec<String>, StoreError> {
        let mut tx = self.begin().await?;
        let paths = query_scalar!(
            "SELECT f.file_path FROM song_files f
             JOIN songs s ON s.id = f.song_id JOIN projects p ON p.id = s.project_id
             WHERE p.user_id = $1 AND s.id = $2",
            owner.0,
            id.0
        )
        .fetch_all(&mut *tx)
        .await?;
        let done = query!(
            "DELETE FROM songs WHERE id = $2 AND project_id IN (SELECT id FROM projects WHERE user_id = $1)",
            owner.0,
            id.0
        )
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        tx.commit().await?;
        Ok(paths)
    }
}

/// One of the owner's songs, as the given connection sees it.
pub(crate) async fn get(
    connection: &mut SqliteConnection,
    owner: UserId,
    id: SongId,
) -> Result<Song, StoreError> {
    let row = query_as!(
        SongRow,
        r#"SELECT s.id AS "id!", s.project_id, p.name AS project_name, s.title, s.user_prompt AS prompt, s.persona,
                  s.use_local IS TRUE AS "use_local!: bool", s.lyrics, s.clean_lyrics,
                  CAST(s.metadata AS TEXT) AS "metadata?: String", s.score, s.status AS "status!",
                  CAST(s.generation_config AS TEXT) AS "config?: String", s.error_message AS error, s.revision,
                  s.generation_started_at AS "started_at?: Moment",
                  s.generation_completed_at AS "completed_at?: Moment",
                  s.created_at AS "created_at!: Moment", s.updated_at AS "updated_at!: Moment"
           FROM songs s JOIN projects p ON p.id = s.project_id
           WHERE p.user_id = $1 AND s.id = $2"#,
        owner.0,
        id.0
    )
    .fetch_optional(connection)
    .await?;
    row.ok_or(StoreError::NotFound)?.try_into()
}

pub(crate) async fn count(connection: &mut SqliteConnection, owner: UserId) -> Result<u32, StoreError> {
    Ok(query_scalar!(
        r#"SELECT COUNT(*) AS "count!: u32"
           FROM songs s JOIN projects p ON p.id = s.project_id WHERE p.user_id = $1"#,
        owner.0
    )
    .fetch_one(connection)
    .await?)
}

pub(crate) async fn made_before(
    tx: &mut SqliteConnection,
    owner: UserId,
    project: ProjectId,
    request_key: &str,
) -> Result<Option<Created>, StoreError> {
    let row = query!(
        r#"SELECT s.id AS "song_id!", MAX(g.id) AS "generation_id!: i64"
           FROM songs s JOIN projects p ON p.id = s.project_id JOIN generation_sessions g ON g.song_id = s.id
           WHERE p.user_id = $1 AND s.project_id = $2 AND s.request_key = $3
           GROUP BY s.id"#,
        owner.0,
        project.0,
        request_key
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| Created {
        song_id: SongId(row.song_id),
        generation_id: GenerationId(row.generation_id),
        existed: true,
    }))
}

pub(crate) async fn insert(
    tx: &mut SqliteConnection,
    owner: UserId,
    project: ProjectId,
    song: &NewSong,
    request_key: &str,
    now: Timestamp,
) -> Result<SongId, StoreError> {
    let at = time::text(now);
    let config = json::text("generation_config", &song.config)?;
    let title = song.config.title.as_deref().unwrap_or(UNTITLED);
    let status = SongStatus::Pending.id();
    let id = query_scalar!(
        r#"INSERT INTO songs
               (project_id, title, user_prompt, persona, use_local, status, generation_config, request_key,
                created_at, updated_at)
           SELECT p.id, $3, $4, $5, $6, $7, $8, $9, $10, $10 FROM projects p WHERE p.user_id = $1 AND p.id = $2
           RETURNING id AS "id!""#,
        owner.0,
        project.0,
        title,
        song.prompt,
        song.persona,
        song.use_local,
        status,
        config,
        request_key,
        at
    )
    .fetch_optional(tx)
    .await?;
    id.map(SongId).ok_or(StoreError::NotFound)
}
