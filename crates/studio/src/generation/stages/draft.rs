//! Draft: a first full song, told line by line as it is written.

use std::pin::pin;

use domain::{
    generation::{GenerationEvent, Sheet},
    stage::Step,
};
use songcraft::document::Document;
use songsmith::Brief;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use super::{
    Done, Effort, GenerationError, Made, Pipeline, Run, StageOutput, WriterError, brief_of, counted, failed,
    report, scored,
};
use crate::generation::{journal::JournalError, writer::Audience};

pub(super) async fn run(pipeline: &Pipeline<'_>, run: &Run, step: Step) -> Result<Done, GenerationError> {
    let brief = brief_of(run).map_err(|error| failed(step, error))?;
    let mut effort = Effort::default();
    let made = told_as_written(pipeline, brief, step).await?;
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

/// The draft, with each line in the journal, and from there at whoever watches, as it is written. The writer does not wait
/// for the journal: lines that come while one is kept are kept together.
async fn told_as_written(
    pipeline: &Pipeline<'_>,
    brief: &Brief,
    step: Step,
) -> Result<Result<Made<Sheet>, WriterError>, JournalError> {
    let (news, coming) = mpsc::unbounded_channel();
    let writing = async {
        let hall = Hall { pipeline, step, news };
        pipeline.writer.draft(brief, pipeline.request.config.seed, &hall).await
    };
    let mut telling = pin!(tell(pipeline, coming));
    let mut writing = pin!(writing);
    tokio::select! {
        // With the writer's last word its end of the channel is gone, and the telling ends.
        made = &mut writing => telling.await.map(|()| made),
        // The journal takes no more: there is nobody to write for.
        Err(error) = &mut telling => Err(error),
    }
}

/// Keeps what is told, in order, until nobody tells anything more.
async fn tell(
    pipeline: &Pipeline<'_>,
    mut coming: UnboundedReceiver<GenerationEvent>,
) -> Result<(), JournalError> {
    let mut events = Vec::new();
    while coming.recv_many(&mut events, usize::MAX).await > 0 {
        if pipeline.pace.is_zero() {
            pipeline.journal.tell(joined(events.drain(..))).await?;
            continue;
        }
        for event in events.drain(..) {
            pipeline.journal.tell(vec![event]).await?;
            tokio::time::sleep(pipeline.pace / 4).await;
        }
    }
    Ok(())
}

/// The same events, with lines that follow one another as one event.
fn joined(events: impl Iterator<Item = GenerationEvent>) -> Vec<GenerationEvent> {
    let mut all: Vec<GenerationEvent> = Vec::new();
    for event in events {
        match (all.last_mut(), event) {
            (
                Some(GenerationEvent::LinesWritten { lines, .. }),
                GenerationEvent::LinesWritten { lines: more, .. },
            ) => {
                lines.extend(more);
            }
            (_, event) => all.push(event),
        }
    }
    all
}

/// Where the draft is heard.
struct Hall<'a, 'p> {
    pipeline: &'a Pipeline<'p>,
    step: Step,
    news: UnboundedSender<GenerationEvent>,
}

impl Hall<'_, '_> {
    fn tell(&self, event: GenerationEvent) {
        // Fails when the journal takes no more, and then the draft has ended as well.
        drop(self.news.send(event));
    }
}

impl Audience for Hall<'_, '_> {
    fn begins_again(&self) {
        self.tell(GenerationEvent::StageStarted { step: self.step });
    }

    fn title(&self, title: &str) {
        self.tell(GenerationEvent::TitleFound { step: self.step, title: title.to_owned() });
    }

    fn lines(&self, lines: Vec<String>) {
        self.tell(GenerationEvent::LinesWritten { step: self.step, lines });
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
    use super::*;

    #[test]
    fn lines_that_follow_one_another_are_one_event() {
        let step = Step { stage: domain::stage::Stage::Draft, round: 0 };
        let lines = |lines: &[&str]| GenerationEvent::LinesWritten {
            step,
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        };
        let again = GenerationEvent::StageStarted { step };
        let all = vec![lines(&["a"]), lines(&["b", "c"]), again.clone(), lines(&["a"])];
        assert_eq!(joined(all.into_iter()), [lines(&["a", "b", "c"]), again, lines(&["a"])]);
    }

    #[test]
    fn sections_joined_again_are_the_sheet() {
        let sheet = "[Verse 1]\na\nb\n\n[Chorus]\nc\n";
        let parts = sections(sheet);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts.concat().join("\n") + "\n", sheet);
    }
}
