//! One run over one song: step by step, each result into the journal before the next step begins.

use std::time::Duration;

use domain::{
    generation::GenerationEvent,
    score::mean,
    stage::{Stage, Step},
};
use tokio::time::Instant;

use crate::files::checksum;

use super::{
    journal::{Commit, Journal, JournalError},
    output::{Request, Run},
    stages::{self, Done},
    writer::{Rest, Writer, WriterError},
};

/// Why a run ended without a song.
#[derive(Debug, thiserror::Error)]
pub enum GenerationError {
    /// The writer could not do a stage.
    #[error("{error}")]
    Writer {
        /// The step that failed.
        step: Step,
        /// Why, for the song's owner.
        error: WriterError,
    },
    /// There is no writer for the song.
    #[error("{0}")]
    NoWriter(WriterError),
    /// The writer has to be left alone; another run goes on when the rest is over.
    #[error("{}", .0.reason)]
    Resting(Rest),
    /// The journal did not take a result.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// What a run needs: who writes, where results go, what is asked.
pub struct Pipeline<'a> {
    /// Who writes.
    pub writer: &'a dyn Writer,
    /// Where results go.
    pub journal: &'a dyn Journal,
    /// What is asked.
    pub request: &'a Request,
    /// Rest after each step, so that people can follow a fast writer; zero for none.
    pub pace: Duration,
}

impl Pipeline<'_> {
    /// Runs every step that the journal does not have yet, to the finished song.
    ///
    /// # Errors
    /// The writer fails at a step or has to be left alone, or the journal refuses a result. What was kept stays
    /// kept, and another run goes on behind it.
    pub async fn run(&self) -> Result<(), GenerationError> {
        let mut run = Run::default();
        for kept in self.journal.kept().await? {
            run.apply(kept.step, kept.output, &kept.writer);
        }
        self.may_ask_the_writer()?;
        let writer = self.writer.name().to_owned();
        self.tell(GenerationEvent::Started { writer, resumed: run.last.is_some() }).await?;
        while let Some(step) = run.next(&self.request.config, self.journal.last_round().await?) {
            self.may_ask_the_writer()?;
            self.tell(GenerationEvent::StageStarted { step }).await?;
            let begun = Instant::now();
            if step.stage == Stage::Finish {
                let finished = stages::finish::run(self, &run, step, begun);
                return Ok(self.journal.finish(finished.map_err(|error| failed(step, error))?).await?);
            }
            let input_hash = self.hash(step, &run)?;
            let done = stages::run(self, &run, step).await?;
            run.apply(step, done.output.clone(), self.hand(&done));
            self.journal.commit(self.to_commit(step, begun, input_hash, done)).await?;
            if !self.pace.is_zero() {
                tokio::time::sleep(self.pace).await;
            }
        }
        Ok(())
    }

    /// Tells people of something that has no result.
    pub(super) async fn tell(&self, event: GenerationEvent) -> Result<(), GenerationError> {
        Ok(self.journal.tell(vec![event]).await?)
    }

    /// A song whose writer rests does not hold its worker meanwhile.
    fn may_ask_the_writer(&self) -> Result<(), GenerationError> {
        self.writer.rests().map_or(Ok(()), |rest| Err(GenerationError::Resting(rest)))
    }

    /// Who did a stage.
    fn hand<'a>(&'a self, done: &Done) -> &'a str {
        done.stand_in.unwrap_or_else(|| self.writer.name())
    }

    /// SHA-256 of everything that a step reads: equal inputs have equal hashes.
    fn hash(&self, step: Step, run: &Run) -> Result<String, JournalError> {
        let inputs = serde_json::to_vec(&(step, self.request, run));
        Ok(checksum(&inputs.map_err(|cause| JournalError::Broken(cause.into()))?))
    }

    fn to_commit(&self, step: Step, begun: Instant, input_hash: String, done: Done) -> Commit {
        let milliseconds = milliseconds(begun);
        let percent = step.percent_done(self.request.config.max_rounds);
        Commit {
            step,
            milliseconds,
            percent,
            writer: self.hand(&done).to_owned(),
            sheet: done.report.sheet.clone(),
            score: done.report.score.as_ref().map(|score| mean(score.total, done.report.judged)),
            event: GenerationEvent::StageFinished {
                step,
                milliseconds,
                percent,
                report: Box::new(done.report),
            },
            output: done.output,
            files: done.files,
            input_hash,
            calls: done.calls,
        }
    }
}

/// Whole milliseconds since `begun`.
pub(super) fn milliseconds(begun: Instant) -> u64 {
    u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// A writer's failure at a step.
pub(super) fn failed(step: Step, error: WriterError) -> GenerationError {
    GenerationError::Writer { step, error }
}
