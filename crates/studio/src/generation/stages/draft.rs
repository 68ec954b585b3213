//! Draft: a first full song, told section by section as it is written.

use domain::{generation::GenerationEvent, stage::Step};
use songcraft::document::Document;

use super::{
    Done, GenerationError, Pipeline, Run, Scored, StageOutput, brief_of, counted, failed, report, score,
};

pub(super) async fn run(pipeline: &Pipeline<'_>, run: &Run, step: Step) -> Result<Done, GenerationError> {
    let brief = brief_of(run).map_err(|error| failed(step, error))?;
    let seed = pipeline.request.config.seed;
    let sheet = pipeline.writer.draft(brief, seed).await.map_err(|error| failed(step, error))?;
    for lines in sections(&sheet.lyrics) {
        pipeline.tell(GenerationEvent::LinesWritten { step, lines }).await?;
        if !pipeline.pace.is_zero() {
            tokio::time::sleep(pipeline.pace / 4).await;
        }
    }
    let scored = Scored { score: score(brief, &sheet), sheet };
    let document = Document::parse(&scored.sheet.lyrics);
    let log = vec![format!(
        "“{}”: {}, a first score of {:.1}.",
        scored.sheet.title,
        counted(document.sections().len(), "section"),
        scored.score.total
    )];
    Ok(Done::new(StageOutput::Draft(scored.clone()), report(&scored, log)))
}

/// The lines of each section, headers and blank lines included.
fn sections(lyrics: &str) -> Vec<Vec<String>> {
    let mut sections: Vec<Vec<String>> = Vec::new();
    let mut after_blank = true;
    for line in lyrics.lines() {
        if after_blank || sections.is_empty() {
            sections.push(Vec::new());
        }
        after_blank = line.trim().is_empty();
        if let Some(section) = sections.last_mut() {
            section.push(line.to_owned());
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::sections;

    #[test]
    fn sections_joined_again_are_the_sheet() {
        let sheet = "[Verse 1]\na\nb\n\n[Chorus]\nc\n";
        let parts = sections(sheet);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts.concat().join("\n") + "\n", sheet);
    }
}
