//! Artwork: a cover without lettering.

use domain::generation::StageReport;

use crate::covers::cover_files;

use super::{Done, Pipeline, Run, StageOutput, WriterError, brief_of};

pub(super) async fn run(pipeline: &Pipeline<'_>, run: &Run) -> Result<Done, WriterError> {
    let picture = pipeline.writer.cover(brief_of(run)?, pipeline.request.config.seed).await?;
    let size = picture.png.len() as u64;
    let log = vec![format!("A cover of {} KB is drawn.", size.div_ceil(1024))];
    Ok(Done {
        output: StageOutput::Artwork { size },
        report: StageReport { log, ..StageReport::default() },
        files: cover_files(picture).into(),
    })
}
