//! Critic: one ruthless pass over cliché and weak spots, one revision.

use domain::generation::StageReport;

use super::{
    Done, Effort, Pipeline, Run, StageOutput, WriterError, best_of, better_of, brief_of, counted, notes,
    report,
};

pub(super) async fn run(pipeline: &Pipeline<'_>, run: &Run) -> Result<Done, WriterError> {
    let (brief, best) = (brief_of(run)?, best_of(run)?);
    let seed = pipeline.request.config.seed;
    let mut effort = Effort::default();
    let (remarks, revised) = effort.sheet_of(pipeline.writer.critique(brief, &best.sheet, seed).await?);
    let (scored, outcome) = better_of(pipeline.writer, brief, best, revised, &mut effort).await?;
    let log = vec![format!("The critic has {}. {outcome}", counted(remarks.len(), "remark"))];
    let report = StageReport { notes: vec![notes("The critic", &remarks)], ..report(&scored, log) };
    Ok(Done::new(StageOutput::Critic(scored), report).after(effort))
}
