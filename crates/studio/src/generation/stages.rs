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
    generation::{ModelCall, ReviewNote, ReviewerNotes, Sheet, Spent, StageReport},
    stage::{Stage, Step},
};
use songsmith::Brief;

use crate::files::FileContent;

use super::{
    output::{Run, Scored, StageOutput, score},
    pipeline::{GenerationError, Pipeline, failed},
    writer::{Made, Writer, WriterError},
};

pub(super) use draft::sections;

/// What a stage brought: for the journal, for people, for the disk.
pub(super) struct Done {
    pub(super) output: StageOutput,
    pub(super) report: StageReport,
    pub(super) files: Vec<FileContent>,
    /// The calls to models that it took.
    pub(super) calls: Vec<ModelCall>,
    /// Who made the sheet in the writer's place.
    pub(super) stand_in: Option<&'static str>,
}

impl Done {
    fn new(output: StageOutput, report: StageReport) -> Self {
        Self { output, report, files: Vec::new(), calls: Vec::new(), stand_in: None }
    }

    /// Adds what the stage took: calls, and remarks before everything else that is said.
    fn after(mut self, effort: Effort) -> Self {
        self.report.spent = Spent::on(&effort.calls);
        self.report.log.splice(0..0, effort.remarks);
        self.calls = effort.calls;
        self.stand_in = effort.stand_in;
        self
    }
}

/// What a stage has taken so far.
#[derive(Default)]
struct Effort {
    calls: Vec<ModelCall>,
    remarks: Vec<String>,
    /// Who made the sheet in the writer's place.
    stand_in: Option<&'static str>,
}

impl Effort {
    /// Takes the sheet out of what a writer made, and remembers whether another one made it.
    fn sheet_of<T>(&mut self, made: Made<T>) -> T {
        self.stand_in = made.stand_in;
        self.of(made)
    }

    /// Takes the result out of what a writer made, and keeps what it took.
    fn of<T>(&mut self, made: Made<T>) -> T {
        self.calls.extend(made.calls);
        self.remarks.extend(made.remarks);
        made.value
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
        Stage::Preflight => preflight::run(pipeline, run).await,
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

/// Scores a sheet: by songcraft, and by the writer where it has an opinion. The one way in which the pipeline does it.
async fn scored(
    writer: &dyn Writer,
    brief: &Brief,
    sheet: Sheet,
    effort: &mut Effort,
) -> Result<Scored, WriterError> {
    let judged = effort.of(writer.judge(&sheet).await?);
    Ok(Scored { score: score(brief, &sheet), sheet, judged })
}

/// A revision against what was there: it replaces it only if the score rises. The sentence says which.
async fn better_of(
    writer: &dyn Writer,
    brief: &Brief,
    before: &Scored,
    revised: Sheet,
    effort: &mut Effort,
) -> Result<(Scored, String), WriterError> {
    if revised == before.sheet {
        return Ok((
            before.clone(),
            format!("Nothing was changed; the score stays at {:.1}.", before.total()),
        ));
    }
    let after = scored(writer, brief, revised, effort).await?;
    let (old, new) = before.against(&after);
    Ok(if new > old {
        let sentence = format!("The score rises from {old:.1} to {new:.1}.");
        (after, sentence)
    } else {
        let sentence = format!("The revision scores {new:.1}; the earlier version with {old:.1} stays.");
        (before.clone(), sentence)
    })
}

/// A scored sheet as people see it.
fn report(scored: &Scored, log: Vec<String>) -> StageReport {
    StageReport {
        log,
        sheet: Some(scored.sheet.clone()),
        score: Some(scored.score.clone()),
        judged: scored.judged,
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
