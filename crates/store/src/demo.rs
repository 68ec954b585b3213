//! The sample project, songs and settings of a demonstration.

use domain::{
    ProjectId, SongId, Timestamp, UserId,
    project::ProjectFields,
    song::{GenerationConfig, SongStatus},
};
use serde_json::Value;
use sqlx::{SqliteConnection, query_scalar};

use crate::{Store, StoreError, json, settings, time};

/// A sample project.
#[derive(Clone, Debug)]
pub struct DemoProject<'a> {
    /// Its name and description.
    pub fields: &'a ProjectFields,
    /// Its settings, a JSON object.
    pub settings: Value,
}

/// A sample song: completed and scored.
#[derive(Clone, Debug)]
pub struct DemoSong<'a> {
    /// The title.
    pub title: &'a str,
    /// What was asked for.
    pub prompt: &'a str,
    /// The persona's slug.
    pub persona: &'a str,
    /// The sheet, where it has one.
    pub lyrics: Option<&'a str>,
    /// 0–100.
    pub score: f64,
    /// How it would be written again.
    pub config: GenerationConfig,
}

impl Store {
    /// Puts a sample project with its songs, and settings as key, value and category, into an account:
    /// all or nothing.
    ///
    /// # Errors
    /// `NotFound` when the account is gone.
    pub async fn fill_with_demo(
        &self,
        owner: UserId,
        project: &DemoProject<'_>,
        songs: &[DemoSong<'_>],
        settings: &[(&str, Value, &str)],
        now: Timestamp,
    ) -> Result<ProjectId, StoreError> {
        let mut tx = self.begin().await?;
        let id = insert_project(&mut tx, owner, project, now).await?;
        for song in songs {
            insert_song(&mut tx, owner, id, song, now).await?;
        }
        for (key, value, category) in settings {
            settings::set(&mut tx, owner, key, value, category, now).await?;
        }
        tx.commit().await?;
        Ok(id)
    }
}

async fn insert_project(
    tx: &mut SqliteConnection,
    owner: UserId,
    project: &DemoProject<'_>,
    now: Timestamp,
) -> Result<ProjectId, StoreError> {
    let (at, settings) = (time::text(now), json::text("projects.settings", &project.settings)?);
    let id = query_scalar!(
        r#"INSERT INTO projects (user_id, name, description, settings, created_at, updated_at)
           SELECT u.id, $2, $3, $4, $5, $5 FROM users u WHERE u.id = $1
           RETURNING id AS "id!""#,
        owner.0,
        project.fields.name,
        project.fields.description,
        settings,
        at
    )
    .fetch_optional(tx)
    .await?;
    id.map(ProjectId).ok_or(StoreError::NotFound)
}

async fn insert_song(
    tx: &mut SqliteConnection,
    owner: UserId,
    project: ProjectId,
    song: &DemoSong<'_>,
    now: Timestamp,
) -> Result<SongId, StoreError> {
    let (at, config) = (time::text(now), json::text("generation_config", &song.config)?);
    let status = SongStatus::Completed.id();
    let id = query_scalar!(
        r#"INSERT INTO songs
               (project_id, title, user_prompt, persona, lyrics, status, score, generation_config,
                generation_completed_at, created_at, updated_at)
           SELECT p.id, $3, $4, $5, $6, $7, $8, $9, $10, $10, $10 FROM projects p WHERE p.user_id = $1 AND p.id = $2
           RETURNING id AS "id!""#,
        owner.0,
        project.0,
        song.title,
        song.prompt,
        song.persona,
        song.lyrics,
        status,
        song.score,
        config,
        at
    )
    .fetch_optional(tx)
    .await?;
    id.map(SongId).ok_or(StoreError::NotFound)
}
