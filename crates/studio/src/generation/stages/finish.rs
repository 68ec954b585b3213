//! Finish: clean lyrics, the files that go with the song, and the end.

use domain::{
    file::FileType,
    generation::{GenerationEvent, StageReport},
    song::{SongMetadata, SongStatus},
    stage::Step,
};
use songcraft::{document::Document, export};
use tokio::time::Instant;

use crate::{
    files::FileContent,
    generation::{
        journal::Finished,
        output::Scored,
        pipeline::{Pipeline, milliseconds},
    },
};

use super::{Run, WriterError, best_of};

pub(in crate::generation) fn run(
    pipeline: &Pipeline<'_>,
    run: &Run,
    step: Step,
    begun: Instant,
) -> Result<Finished, WriterError> {
    let best = best_of(run)?.clone();
    let mut metadata = SongMetadata {
        score: Some(best.score.clone()),
        judged: best.judged,
        ..run.metadata.clone().unwrap_or_default()
    };
    // Whoever made the notes for production may have written no line of it.
    if !run.writers.is_empty() {
        metadata.writer = run.writers.join(", then ");
    }
    let clean_lyrics = export::clean_lyrics(&Document::parse(&best.sheet.lyrics));
    let files = vec![sheet_file(&best, &metadata), metadata_file(pipeline, &best, &metadata)?];
    let report =
        StageReport { log: vec!["Clean lyrics and files are made.".to_owned()], ..StageReport::default() };
    let events = vec![
        GenerationEvent::StageFinished {
            step,
            milliseconds: milliseconds(begun),
            percent: 100.0,
            report: Box::new(report),
        },
        GenerationEvent::Ended {
            status: SongStatus::Completed,
            message: format!("“{}” is finished, with a score of {:.1}.", best.sheet.title, best.total()),
            score: Some(best.total()),
        },
    ];
    Ok(Finished { total: best.total(), sheet: best.sheet, clean_lyrics, metadata, files, events })
}

/// The sheet with everything that belongs on it, as Markdown.
fn sheet_file(best: &Scored, metadata: &SongMetadata) -> FileContent {
    let text = format!(
        "# {}\n\n{}\n\n**Styles:** {}\n\n**Exclude:** {}\n\n**Tempo:** {} · **Key:** {} · **Voice:** {}\n\n```\n{}\n```\n",
        best.sheet.title,
        metadata.description,
        metadata.styles.join(", "),
        metadata.exclude_styles.join(", "),
        metadata.bpm.map_or_else(|| "–".to_owned(), |bpm| format!("{bpm} BPM")),
        metadata.key,
        metadata.vocal,
        best.sheet.lyrics.trim_end()
    );
    FileContent {
        file_type: FileType::Lyrics,
        name: "lyrics.md".to_owned(),
        mime_type: "text/markdown; charset=utf-8",
        bytes: text.into_bytes(),
        is_primary: true,
    }
}

fn metadata_file(
    pipeline: &Pipeline<'_>,
    best: &Scored,
    metadata: &SongMetadata,
) -> Result<FileContent, WriterError> {
    let json = serde_json::json!({
        "title": best.sheet.title,
        "prompt": pipeline.request.prompt,
        "persona": pipeline.request.persona.as_ref().map(|persona| &persona.name),
        "config": pipeline.request.config,
        "metadata": metadata,
    });
    let bytes = serde_json::to_vec_pretty(&json)
        .map_err(|cause| WriterError(format!("The metadata could not be written as JSON: {cause}")))?;
    Ok(FileContent {
        file_type: FileType::Metadata,
        name: "metadata.json".to_owned(),
        mime_type: "application/json",
        bytes,
        is_primary: true,
    })
}
