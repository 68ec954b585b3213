//! Artwork: a cover without lettering.

use domain::{file::FileType, generation::StageReport};

use crate::files::FileContent;

use super::{Done, Pipeline, Run, StageOutput, WriterError, brief_of};

pub(super) async fn run(pipeline: &Pipeline<'_>, run: &Run) -> Result<Done, WriterError> {
    let bytes = pipeline.writer.cover(brief_of(run)?, pipeline.request.config.seed).await?;
    let size = bytes.len() as u64;
    let log = vec![format!("A cover of {} KB is drawn.", size.div_ceil(1024))];
    let cover = FileContent {
        file_type: FileType::Artwork,
        name: "cover.png".to_owned(),
        mime_type: "image/png",
        bytes,
    };
    Ok(Done {
        output: StageOutput::Artwork { size },
        report: StageReport { log, ..StageReport::default() },
        files: vec![cover],
    })
}
