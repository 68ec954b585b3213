//! The stages, one file each. A stage asks the writer, looks at the answer, and says what it brought.

mod artwork;
mod brief;
mod critic;
mod draft;
pub(super) mod finish;
mod metadata;
mod preflight;
mod repair;
mod resources;
mod review;

use domain::{
    generation::{ReviewNote, ReviewerNotes, Sheet, StageReport},
    stage::{Stage, Step},
};
use songcraft::score::Score;
use songsmith::Brief;

use crate::files::FileContent;

use super::{
    output::{Run, Scored, StageOutput},
    pipeline::{GenerationError, Pipeline, failed},
    writer::WriterError,
};

/// What a stage brought: for the journal, for people, for the disk.
pub(super) struct Done {
    pub(super) output: StageOutput,
    pub(super) report: StageReport,
    pub(super) files: Vec<FileContent>,
}

impl Done {
    fn new(output: StageOutput, report: StageReport) -> Self {
        Self { output, report, files: Vec::new() }
    }
}

/// Runs one step.
pub(super) async fn run(pipeline: &Pipeline<'_>, run: &Run, step: Step) -> Result<Done, GenerationError> {
    let done = match step.stage {
        Stage::Brief => brief::run(pipeline).await,
        Stage::Resources => resources::run(pipeline, run),
        Stage::Draft => return draft::run(pipeline, run, step).await,
        Stage::Review => review::run(pipeline, run, step.round).await,
        Stage::Critic => critic::run(pipeline, run).await,
        Stage::Preflight => preflight::run(pipeline, run),
        Stage::Repair => repair::run(pipeline, run).await,
        Stage::Metadata => metadata::run(pipeline, run).await,
        Stage::Artwork => artwork::run(pipeline, run).await,
        Stage::Finish => Err(WriterError("The last stage was reached twice.".to_owned())),
    };
    done.map_err(|error| failed(step, error))
}

/// The brief that an earlier stage made.
fn brief_of(run: &Run) -> Result<&Brief, WriterError> {
    run.brief
        .as_ref()
        .ok_or_else(|| WriterError("The brief of this song is missing; write it again.".to_owned()))
}

/// The best sheet so far.
fn best_of(run: &Run) -> Result<&Scored, WriterError> {
    run.best
        .as_ref()
        .ok_or_else(|| WriterError("The draft of this song is missing; write it again.".to_owned()))
}

/// Scores a sheet: the one way in which the pipeline does it.
fn score(brief: &Brief, sheet: &Sheet) -> Score {
    songsmith::score_of(brief, &sheet.title, &sheet.lyrics)
}

/// A revision against what was there: it replaces it only if the score rises. The sentence says which.
fn better_of(brief: &Brief, before: &Scored, revised: Sheet) -> (Scored, String) {
    if revised == before.sheet {
        return (
            before.clone(),
            format!("Nothing was changed; the score stays at {:.1}.", before.score.total),
        );
    }
    let score = score(brief, &revised);
    if score.total > before.score.total {
        let sentence = format!("The score rises from {:.1} to {:.1}.", before.score.total, score.total);
        (Scored { sheet: revised, score }, sentence)
    } else {
        let sentence = format!(
            "The revision scores {:.1}; the earlier version with {:.1} stays.",
            score.total, before.score.total
        );
        (before.clone(), sentence)
    }
}

/// A scored sheet as people see it.
fn report(scored: &Scored, log: Vec<String>) -> StageReport {
    StageReport {
        log,
        sheet: Some(scored.sheet.clone()),
        score: Some(scored.score.clone()),
        ..StageReport::default()
    }
}

/// A reviewer's notes as people see them.
fn notes(reviewer: &str, notes: &[songsmith::Note]) -> ReviewerNotes {
    ReviewerNotes {
        reviewer: reviewer.to_owned(),
        notes: notes.iter().map(|note| ReviewNote { line: note.line, text: note.text.clone() }).collect(),
    }
}

/// "1 line" or "3 lines".
fn counted(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}
