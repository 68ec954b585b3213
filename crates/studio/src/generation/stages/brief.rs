//! Brief: what the writer understood of the prompt, and what it passed over.

use domain::generation::StageReport;

use super::{Done, Effort, Pipeline, StageOutput, WriterError};

pub(super) async fn run(pipeline: &Pipeline<'_>) -> Result<Done, WriterError> {
    let mut effort = Effort::default();
    let brief = effort.of(pipeline.writer.brief(pipeline.request.wishes()).await?);
    let log = brief.understood.iter().chain(&brief.ignored).cloned().collect();
    let report = StageReport { log, ..StageReport::default() };
    Ok(Done::new(StageOutput::Brief { brief: Box::new(brief) }, report).after(effort))
}
