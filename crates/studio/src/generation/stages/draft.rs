//! Draft: a first full song, told line by line as it is written.

use async_trait::async_trait;
use domain::{generation::GenerationEvent, stage::Step};
use songcraft::document::Document;
use tokio::sync::Mutex;

use super::{
    Done, Effort, GenerationError, Pipeline, Run, StageOutput, brief_of, counted, failed, report, scored,
};
use crate::generation::{journal::JournalError, writer::Audience};

pub(super) async fn run(pipeline: &Pipeline<'_>, run: &Run, step: Step) -> Result<Done, GenerationError> {
    let brief = brief_of(run).map_err(|error| failed(step, error))?;
    let seed = pipeline.request.config.seed;
    let mut effort = Effort::default();
    let hall = Hall { pipeline, step, refused: Mutex::default() };
    let made = pipeline.writer.draft(brief, seed, &hall).await;
    if let Some(error) = hall.refused.into_inner() {
        return Err(error.into());
    }
    let sheet = effort.sheet_of(made.map_err(|error| failed(step, error))?);
    let scored = scored(pipeline.writer, brief, sheet, &mut effort).await;
    let scored = scored.map_err(|error| failed(step, error))?;
    let document = Document::parse(&scored.sheet.lyrics);
    let log = vec![format!(
        "“{}”: {}, a first score of {:.1}.",
        scored.sheet.title,
        counted(document.sections().len(), "section"),
        scored.total()
    )];
    Ok(Done::new(StageOutput::Draft(scored.clone()), report(&scored, log)).after(effort))
}

/// Where the draft is heard: every line goes into the journal, and from there to whoever watches.
struct Hall<'a, 'p> {
    pipeline: &'a Pipeline<'p>,
    step: Step,
    /// Why the journal takes no more; the stage ends with it.
    refused: Mutex<Option<JournalError>>,
}

impl Hall<'_, '_> {
    async fn tell(&self, event: GenerationEvent) {
        if let Err(error) = self.pipeline.journal.tell(vec![event]).await {
            *self.refused.lock().await = Some(error);
        }
    }
}

#[async_trait]
impl Audience for Hall<'_, '_> {
    async fn begins_again(&self) {
        self.tell(GenerationEvent::StageStarted { step: self.step }).await;
    }

    async fn title(&self, title: &str) {
        self.tell(GenerationEvent::TitleFound { step: self.step, title: title.to_owned() }).await;
    }

    async fn lines(&self, lines: Vec<String>) {
        self.tell(GenerationEvent::LinesWritten { step: self.step, lines }).await;
        if !self.pipeline.pace.is_zero() {
            tokio::time::sleep(self.pipeline.pace / 4).await;
        }
    }

    fn typing(&self, text: &str) {
        self.pipeline.journal.typing(text);
    }
}

/// The lines of each section, headers and blank lines included.
pub(in crate::generation) fn sections(lyrics: &str) -> Vec<Vec<String>> {
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
