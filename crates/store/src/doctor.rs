//! What must always hold in the database, held against what is there.
//!
//! The two pragmas are not checked when the program is built: they are no statements that could be
//! prepared for their columns.

use domain::Timestamp;
use sqlx::{query, query_scalar};

use crate::{Store, StoreError};

/// `SQLITE_CORRUPT` and `SQLITE_CORRUPT_VTAB` (sqlite.org/rescode.html).
const CORRUPT: [&str; 2] = ["11", "267"];

impl Store {
    /// Everything that is wrong with the database, a sentence each; nothing is changed. It can run
    /// while the program works.
    ///
    /// # Errors
    /// `Driver` when the database cannot be read at all.
    pub async fn check(&self, now: Timestamp) -> Result<Vec<String>, StoreError> {
        let mut problems = self.broken_pages().await?;
        problems.extend(self.broken_keys().await?);
        problems.extend(self.abandoned_songs(now).await?);
        problems.extend(self.broken_sessions().await?);
        problems.extend(self.repeated_stages().await?);
        problems.extend(self.broken_search().await?);
        Ok(problems)
    }

    async fn broken_pages(&self) -> Result<Vec<String>, StoreError> {
        let lines: Vec<String> =
            sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&self.readers).await?;
        Ok(lines.into_iter().filter(|line| line != "ok").map(|line| format!("integrity: {line}")).collect())
    }

    async fn broken_keys(&self) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String, Option<i64>, String, i64)> =
            sqlx::query_as("PRAGMA foreign_key_check").fetch_all(&self.readers).await?;
        Ok(rows
            .into_iter()
            .map(|(table, row, parent, _)| {
                let row = row.map_or_else(|| "a row".to_owned(), |id| format!("row {id}"));
                format!("{row} of {table} refers to a row of {parent} that is not there")
            })
            .collect())
    }

    async fn abandoned_songs(&self, now: Timestamp) -> Result<Vec<String>, StoreError> {
        let rows = query!(
            r#"SELECT s.id AS "id!", s.status AS "status!"
               FROM songs s
               WHERE s.status IN ('pending', 'generating') AND NOT EXISTS (
                   SELECT 1 FROM generation_sessions g WHERE g.song_id = s.id AND g.state IN ('queued', 'running'))
               ORDER BY s.id"#
        )
        .fetch_all(&self.readers)
        .await?;
        let mut problems: Vec<String> = rows
            .into_iter()
            .map(|row| format!("song {} is {} but no run has it in line or in work", row.id, row.status))
            .collect();
        // A lease may be over for a moment before a worker takes the run up again; an hour is no moment.
        let limit = now.plus(-3_600_000).0;
        let overdue = query_scalar!(
            r#"SELECT song_id FROM generation_sessions
               WHERE state = 'running' AND lease_expires_at < $1 ORDER BY song_id"#,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        problems.extend(
            overdue.into_iter().map(|song| format!("the lease on song {song} ended over an hour ago")),
        );
        Ok(problems)
    }

    async fn broken_sessions(&self) -> Result<Vec<String>, StoreError> {
        let rows = query!(
            r#"SELECT g.id AS "id!", g.state, s.status AS "status!"
               FROM generation_sessions g JOIN songs s ON s.id = g.song_id
               WHERE (g.state = 'running' AND (g.lease_owner IS NULL OR g.lease_expires_at IS NULL))
                  OR (g.state = 'running' AND s.status <> 'generating')
                  OR (g.state = 'queued' AND s.status <> 'pending')
               ORDER BY g.id"#
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                format!(
                    "run {} is {} without a lease or beside a song that is {}",
                    row.id, row.state, row.status
                )
            })
            .collect())
    }

    async fn repeated_stages(&self) -> Result<Vec<String>, StoreError> {
        let rows = query!(
            r#"SELECT session_id, stage, round, COUNT(*) AS "times!: i64" FROM generation_stages
               GROUP BY session_id, stage, round HAVING COUNT(*) > 1"#
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                format!(
                    "run {} has {} {} committed {} times",
                    row.session_id, row.stage, row.round, row.times
                )
            })
            .collect())
    }

    /// FTS5 compares its index with the songs when it is "inserted" this command, and says `SQLITE_CORRUPT`
    /// when they differ. It writes nothing, but wants the write lock.
    async fn broken_search(&self) -> Result<Vec<String>, StoreError> {
        let checked = query!("INSERT INTO songs_fts(songs_fts, rank) VALUES ('integrity-check', 1)")
            .execute(&self.writer)
            .await;
        match checked {
            Ok(_) => Ok(Vec::new()),
            Err(sqlx::Error::Database(error))
                if error.code().is_some_and(|code| CORRUPT.contains(&&*code)) =>
            {
                Ok(vec![format!("the search index does not fit the songs: {error}")])
            }
            Err(error) => Err(error.into()),
        }
    }
}
