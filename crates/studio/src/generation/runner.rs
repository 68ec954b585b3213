//! The workers: each claims a song, writes it, and keeps its lease while it does.

use std::{sync::Arc, time::Duration};

use domain::{
    generation::{GenerationEvent, GenerationState},
    song::SongStatus,
};
use store::{Claim, Lease};
use tokio::{sync::watch, task::JoinSet};

use crate::{Outcome, Studio, random_hex};

use super::{
    journal::JournalError,
    output::Request,
    pipeline::{GenerationError, Pipeline},
    store_journal::StoreJournal,
    writer::{Rest, Writers},
};

/// How songs are run.
#[derive(Clone, Debug)]
pub struct RunnerConfig {
    /// Songs that are written at the same time; the rest wait in line.
    pub songs_at_once: usize,
    /// How long a worker that says nothing keeps its song.
    pub lease: Duration,
    /// How often an idle worker looks for songs that no nudge told it of: those of a process that died.
    pub poll: Duration,
    /// Rest after each step; see [`Pipeline::pace`].
    pub pace: Duration,
}

impl Default for RunnerConfig {
    fn default() -> Self {
        Self {
            songs_at_once: 2,
            lease: Duration::from_secs(15),
            poll: Duration::from_secs(1),
            pace: Duration::ZERO,
        }
    }
}

/// Why a claimed song is let go.
enum LetGo {
    Cancelled,
    Lost,
    Stopping,
}

impl Studio {
    /// Writes songs until `stop` turns true; songs under way are then put back in line.
    ///
    /// # Errors
    /// The operating system gives no randomness for the worker's name.
    pub async fn run_generations(
        &self,
        config: RunnerConfig,
        writers: Arc<dyn Writers>,
        stop: watch::Receiver<bool>,
    ) -> Outcome<()> {
        let process = random_hex::<8>()?;
        let mut workers = JoinSet::new();
        for number in 1..=config.songs_at_once.max(1) {
            let worker = Worker {
                studio: self.clone(),
                name: format!("{process}-{number}"),
                config: config.clone(),
                writers: Arc::clone(&writers),
                stop: stop.clone(),
            };
            workers.spawn(worker.run());
        }
        while workers.join_next().await.is_some() {}
        Ok(())
    }
}

struct Worker {
    studio: Studio,
    name: String,
    config: RunnerConfig,
    writers: Arc<dyn Writers>,
    stop: watch::Receiver<bool>,
}

impl Worker {
    async fn run(self) {
        let mut stop = self.stop.clone();
        while !*stop.borrow_and_update() {
            match self.studio.store().claim_next(&self.name, self.lease_ms(), self.studio.now()).await {
                Ok(Some(claim)) => {
                    // Another song may stand in line, and another worker may be idle.
                    self.studio.signals().work();
                    self.write(&claim).await;
                }
                Ok(None) => tokio::select! {
                    () = self.studio.signals().wait_for_work() => {}
                    () = tokio::time::sleep(self.config.poll) => {}
                    _ = stop.changed() => {}
                },
                Err(error) => {
                    tracing::error!(%error, "no song could be claimed");
                    tokio::time::sleep(self.config.poll).await;
                }
            }
        }
    }

    async fn write(&self, claim: &Claim) {
        for user in claim.moved_up.iter().chain([&claim.owner]) {
            self.studio.signals().notify(*user);
        }
        let outcome = tokio::select! {
            outcome = self.pipeline(claim) => Ok(outcome),
            reason = self.watch(claim) => Err(reason),
        };
        // However it ended: a line that was being typed will not be finished.
        self.studio.signals().typing(claim.owner, claim.song_id, "");
        let kept = match outcome {
            Ok(Ok(()) | Err(GenerationError::Journal(JournalError::Lost))) | Err(LetGo::Lost) => Ok(()),
            Ok(Err(GenerationError::Resting(rest))) => self.let_rest(claim, &rest).await,
            Ok(Err(error)) => self.fail(claim, &error).await,
            Err(LetGo::Cancelled) => self.end(claim, SongStatus::Cancelled, CANCELLED.to_owned()).await,
            Err(LetGo::Stopping) => {
                self.studio.store().release(claim, self.studio.now()).await.map_err(Into::into)
            }
        };
        if let Err(error) = kept {
            tracing::error!(song = %claim.song_id, %error, "the end of a song could not be kept; its lease will run out");
        }
        self.studio.signals().notify(claim.owner);
    }

    async fn pipeline(&self, claim: &Claim) -> Result<(), GenerationError> {
        let journal = StoreJournal { studio: &self.studio, claim };
        let persona = match &claim.song.persona {
            Some(slug) => self.studio.store().get_persona(slug).await.map_err(JournalError::from)?,
            None => None,
        };
        let request = Request::of(&claim.song, persona);
        let writer = self.writers.writer_for(claim.owner, &request).await;
        let writer = writer.map_err(GenerationError::NoWriter)?;
        let pipeline =
            Pipeline { writer: &*writer, journal: &journal, request: &request, pace: self.config.pace };
        pipeline.run().await
    }

    /// Extends the lease for as long as the song is to be written; returns when it is not.
    async fn watch(&self, claim: &Claim) -> LetGo {
        let mut stop = self.stop.clone();
        let mut cancellations = self.studio.signals().cancellations();
        loop {
            tokio::select! {
                () = tokio::time::sleep(self.config.lease / 3) => {}
                _ = cancellations.changed() => {}
                _ = stop.wait_for(|stopping| *stopping) => return LetGo::Stopping,
            }
            match self.studio.store().extend_lease(claim, self.lease_ms(), self.studio.now()).await {
                Ok(Lease::Held { cancel_requested: false }) => {}
                Ok(Lease::Held { cancel_requested: true }) => return LetGo::Cancelled,
                Ok(Lease::Lost) => return LetGo::Lost,
                Err(error) => tracing::warn!(song = %claim.song_id, %error, "a lease could not be extended"),
            }
        }
    }

    /// The song makes room for others until its writer may be asked again.
    async fn let_rest(&self, claim: &Claim, rest: &Rest) -> Outcome<()> {
        let now = self.studio.now();
        let until = now.plus(i64::try_from(rest.wait.as_millis()).unwrap_or(i64::MAX));
        for user in self.studio.store().let_rest(claim, until, &rest.reason, now).await? {
            self.studio.signals().notify(user);
        }
        Ok(())
    }

    async fn fail(&self, claim: &Claim, error: &GenerationError) -> Outcome<()> {
        tracing::warn!(song = %claim.song_id, %error, cause = ?std::error::Error::source(error), "a song failed");
        let message = match error {
            GenerationError::Writer { step, error } => {
                format!("{error} It happened at “{}”. What was written so far is kept.", step.stage.label())
            }
            GenerationError::NoWriter(error) => format!("{error} What was written so far is kept."),
            GenerationError::Resting(_) | GenerationError::Journal(_) => {
                "The server could not keep a result. What was written so far is kept; write it again."
                    .to_owned()
            }
        };
        self.end(claim, SongStatus::Failed, message).await
    }

    async fn end(&self, claim: &Claim, status: SongStatus, message: String) -> Outcome<()> {
        let state = if status == SongStatus::Cancelled {
            GenerationState::Cancelled
        } else {
            GenerationState::Failed
        };
        let event = GenerationEvent::Ended { status, message: message.clone(), score: None };
        let end = store::Finished {
            state,
            message: (status == SongStatus::Failed).then_some(message.as_str()),
            song: None,
            files: &[],
            events: &[event],
        };
        self.studio.store().finish(claim, &end, self.studio.now()).await?;
        Ok(())
    }

    fn lease_ms(&self) -> i64 {
        i64::try_from(self.config.lease.as_millis()).unwrap_or(i64::MAX)
    }
}

/// What the owner reads after a cancel.
pub const CANCELLED: &str = "Cancelled. What was written so far is kept.";
