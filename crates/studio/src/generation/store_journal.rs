//! The journal of the server: SQLite, files on disk, and a nudge to whoever watches.

use async_trait::async_trait;
use domain::generation::{GenerationEvent, GenerationState};
use store::{Claim, StageCommit, StageEffort, StoreError};

use crate::{Studio, StudioError};

use super::journal::{Commit, Finished, Journal, JournalError, Kept};

/// Keeps a claimed song's results for as long as the claim holds.
pub(crate) struct StoreJournal<'a> {
    pub(crate) studio: &'a Studio,
    pub(crate) claim: &'a Claim,
}

impl StoreJournal<'_> {
    fn published(&self) {
        self.studio.signals().notify(self.claim.owner);
    }
}

#[async_trait]
impl Journal for StoreJournal<'_> {
    async fn kept(&self) -> Result<Vec<Kept>, JournalError> {
        let rows = self.studio.store().stages(self.claim.generation_id).await?;
        rows.into_iter()
            .map(|row| {
                let output =
                    serde_json::from_value(row.output).map_err(|cause| JournalError::Broken(cause.into()))?;
                Ok(Kept { step: row.step, output, writer: row.writer })
            })
            .collect()
    }

    async fn last_round(&self) -> Result<bool, JournalError> {
        Ok(self.studio.store().last_round_requested(self.claim).await?)
    }

    fn typing(&self, text: &str) {
        self.studio.signals().typing(self.claim.owner, self.claim.song_id, text);
    }

    async fn tell(&self, events: Vec<GenerationEvent>) -> Result<(), JournalError> {
        self.studio.store().append_events(self.claim, &events, self.studio.now()).await?;
        self.published();
        Ok(())
    }

    async fn commit(&self, commit: Commit) -> Result<(), JournalError> {
        let output =
            serde_json::to_value(&commit.output).map_err(|cause| JournalError::Broken(cause.into()))?;
        let files = self.studio.write_files(&commit.files).await.map_err(broken)?;
        let row = StageCommit {
            step: commit.step,
            output: &output,
            milliseconds: commit.milliseconds,
            percent: commit.percent,
            events: &[commit.event],
            sheet: commit.sheet.as_ref(),
            score: commit.score,
            files: &files,
            effort: StageEffort {
                input_hash: &commit.input_hash,
                writer: &commit.writer,
                calls: &commit.calls,
            },
        };
        let committed = self.studio.store().commit_stage(self.claim, &row, self.studio.now()).await;
        self.replaced(committed.map(|done| done.replaced_files), &files).await?;
        self.published();
        Ok(())
    }

    async fn finish(&self, finished: Finished) -> Result<(), JournalError> {
        let files = self.studio.write_files(&finished.files).await.map_err(broken)?;
        let end = store::Finished {
            state: GenerationState::Completed,
            message: None,
            song: Some(store::FinishedSong {
                title: &finished.sheet.title,
                lyrics: &finished.sheet.lyrics,
                clean_lyrics: &finished.clean_lyrics,
                metadata: &finished.metadata,
                score: finished.total,
            }),
            files: &files,
            events: &finished.events,
        };
        let committed = self.studio.store().finish(self.claim, &end, self.studio.now()).await;
        self.replaced(committed.map(|done| done.replaced_files), &files).await?;
        self.published();
        Ok(())
    }
}

impl StoreJournal<'_> {
    /// Removes the files that a commit replaced, or the new ones when it was refused.
    async fn replaced(
        &self,
        committed: Result<Vec<String>, StoreError>,
        new: &[store::NewFile],
    ) -> Result<(), JournalError> {
        let (outcome, gone) = match committed {
            Ok(old) => (Ok(()), old),
            Err(error) => (Err(error.into()), new.iter().map(|file| file.path.clone()).collect()),
        };
        self.studio.remove_files(gone).await;
        outcome
    }
}

impl From<StoreError> for JournalError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict | StoreError::NotFound => Self::Lost,
            other => Self::Broken(Box::new(other)),
        }
    }
}

fn broken(error: StudioError) -> JournalError {
    JournalError::Broken(Box::new(error))
}
