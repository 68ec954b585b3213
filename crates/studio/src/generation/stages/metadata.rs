//! Metadata: what whoever produces the song wants to know.

use domain::generation::StageReport;

use super::{Done, Effort, Pipeline, Run, StageOutput, WriterError, best_of, brief_of};

pub(super) async fn run(pipeline: &Pipeline<'_>, run: &Run) -> Result<Done, WriterError> {
    let (brief, best) = (brief_of(run)?, best_of(run)?);
    let mut effort = Effort::default();
    let mut metadata = effort.of(pipeline.writer.metadata(brief, &best.sheet).await?);
    metadata.score = Some(best.score.clone());
    metadata.judged = best.judged;
    let log = vec![metadata.description.clone(), format!("Styles: {}.", metadata.styles.join(", "))];
    let output = StageOutput::Metadata { metadata: Box::new(metadata) };
    Ok(Done::new(output, StageReport { log, ..StageReport::default() }).after(effort))
}
