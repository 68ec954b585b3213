//! Artwork: a cover without lettering.

use domain::generation::StageReport;

use crate::covers::cover_files;

use super::{Done, Effort, Pipeline, Run, StageOutput, WriterError, best_of, brief_of};

pub(super) async fn run(pipeline: &Pipeline<'_>, run: &Run) -> Result<Done, WriterError> {
    let (brief, sheet) = (brief_of(run)?, &best_of(run)?.sheet);
    let mut effort = Effort::default();
    let picture = effort.of(pipeline.writer.cover(brief, sheet, pipeline.request.config.seed).await?);
    let size = picture.png.len() as u64;
    let log = vec![format!("A cover of {} KB is drawn.", size.div_ceil(1024))];
    let done = Done::new(StageOutput::Artwork { size }, StageReport { log, ..StageReport::default() });
    Ok(Done { files: cover_files(picture).into(), ..done }.after(effort))
}
