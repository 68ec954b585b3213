//! Projects.

use domain::{
    ProjectId, Timestamp, UserId,
    project::{Project, ProjectFields},
};
use sqlx::{query, query_as, query_scalar};

use crate::{
    Store, StoreError,
    time::{self, Moment},
};

struct ProjectRow {
    id: i64,
    name: String,
    description: String,
    revision: i64,
    songs: u32,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl From<ProjectRow> for Project {
    fn from(row: ProjectRow) -> Self {
        Self {
            id: ProjectId(row.id),
            name: row.name,
            description: row.description,
            revision: row.revision,
            songs: row.songs,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Store {
    /// The owner's projects, the newest first.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn list_projects(&self, owner: UserId) -> Result<Vec<Project>, StoreError> {
        let rows = query_as!(
            ProjectRow,
            r#"SELECT p.id AS "id!", p.name, COALESCE(p.description, '') AS "description!: String", p.revision,
                      (SELECT COUNT(*) FROM songs s WHERE s.project_id = p.id) AS "songs!: u32",
                      p.created_at AS "created_at!: Moment", p.updated_at AS "updated_at!: Moment"
               FROM projects p WHERE p.user_id = $1 ORDER BY p.created_at DESC, p.id DESC"#,
            owner.0
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(Project::from).collect())
    }

    /// One of the owner's projects.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_project(&self, owner: UserId, id: ProjectId) -> Result<Project, StoreError> {
        let row = query_as!(
            ProjectRow,
            r#"SELECT p.id AS "id!", p.name, COALESCE(p.description, '') AS "description!: String", p.revision,
                      (SELECT COUNT(*) FROM songs s WHERE s.project_id = p.id) AS "songs!: u32",
                      p.created_at AS "created_at!: Moment", p.updated_at AS "updated_at!: Moment"
               FROM projects p WHERE p.user_id = $1 AND p.id = $2"#,
            owner.0,
            id.0
        )
        .fetch_optional(&self.readers)
        .await?;
        row.map(Project::from).ok_or(StoreError::NotFound)
    }

    /// Makes a project.
    ///
    /// # Errors
    /// `NotFound` when the account is gone.
    pub async fn create_project(
        &self,
        owner: UserId,
        fields: &ProjectFields,
        now: Timestamp,
    ) -> Result<ProjectId, StoreError> {
        let at = time::text(now);
        let id = query_scalar!(
            r#"INSERT INTO projects (user_id, name, description, created_at, updated_at)
               SELECT u.id, $2, $3, $4, $4 FROM users u WHERE u.id = $1
               RETURNING id AS "id!""#,
            owner.0,
            fields.name,
            fields.description,
            at
        )
        .fetch_optional(&self.writer)
        .await?;
        id.map(ProjectId).ok_or(StoreError::NotFound)
    }

    /// Renames and describes a project, if its revision is still the one the form showed.
    ///
    /// # Errors
    /// `NotFound`, or `Conflict` when somebody changed it first.
    pub async fn update_project(
        &self,
        owner: UserId,
        id: ProjectId,
        fields: &ProjectFields,
        revision: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let at = time::text(now);
        let mut tx = self.begin().await?;
        let done = query!(
            "UPDATE projects SET name = $4, description = $5, revision = revision + 1, updated_at = $6
             WHERE user_id = $1 AND id = $2 AND revision = $3",
            owner.0,
            id.0,
            revision,
            fields.name,
            fields.description,
            at
        )
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() == 0 {
            let there = query_scalar!(
                r#"SELECT EXISTS(SELECT 1 FROM projects WHERE user_id = $1 AND id = $2) AS "there!: bool""#,
                owner.0,
                id.0
            )
            .fetch_one(&mut *tx)
            .await?;
            return Err(if there { StoreError::Conflict } else { StoreError::NotFound });
        }
        Ok(tx.commit().await?)
    }

    /// Deletes a project with its songs and their versions. Returns the paths of the files whose rows
    /// went with it.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_project(&self, owner: UserId, id: ProjectId) -> Result<Vec<String>, StoreError> {
        let mut tx = self.begin().await?;
        let paths = query_scalar!(
            "SELECT f.file_path FROM song_files f
             JOIN songs s ON s.id = f.song_id JOIN projects p ON p.id = s.project_id
             WHERE p.user_id = $1 AND p.id = $2",
            owner.0,
            id.0
        )
        .fetch_all(&mut *tx)
        .await?;
        let done = query!("DELETE FROM projects WHERE user_id = $1 AND id = $2", owner.0, id.0)
            .execute(&mut *tx)
            .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        tx.commit().await?;
        Ok(paths)
    }
}
