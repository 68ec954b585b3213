//! Looks a data directory over: what must always hold, held against what is there.

use std::{collections::HashSet, time::Duration};

use crate::{Outcome, Studio, files::checksum};

impl Studio {
    /// Everything that is wrong with the data directory, a sentence each; nothing is changed. A file without a row
    /// that is younger than `patience` is passed over: a worker may be about to commit it, or was killed before it
    /// could, and then a later start sweeps it.
    ///
    /// # Errors
    /// The database or the folder cannot be read at all.
    pub async fn examine(&self, patience: Duration) -> Outcome<Vec<String>> {
        let mut problems = self.store().check(self.now()).await?;
        let rows = self.store().all_files().await?;
        for row in &rows {
            match tokio::fs::read(self.data().join(&row.path)).await {
                Err(cause) => {
                    problems.push(format!("{} of song {} cannot be read: {cause}", row.name, row.song_id));
                }
                Ok(bytes) if checksum(&bytes) != row.checksum => {
                    problems.push(format!("{} of song {} has changed on disk", row.name, row.song_id));
                }
                Ok(_) => {}
            }
        }
        let known: HashSet<&str> = rows.iter().map(|row| row.path.as_str()).collect();
        for path in self.stored_files().await? {
            if !known.contains(path.as_str()) && self.is_older(&path, patience).await {
                problems.push(format!("{path} belongs to no song"));
            }
        }
        Ok(problems)
    }
}
