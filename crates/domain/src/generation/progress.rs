//! A run as the fold of its events: the same on the server, which renders a page, and in the browser,
//! which follows it.

use serde::{Deserialize, Serialize};

use super::{EventRecord, GenerationEvent, ReviewerNotes, Sheet, Spent, StageReport};
use crate::{
    EventId, SongId, Timestamp, score,
    song::SongStatus,
    stage::{Stage, Step},
};

/// What a sheet scored at a step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepScore {
    /// The step; the draft's round is 0.
    pub step: Step,
    /// By songcraft, 0–100.
    pub craft: f64,
    /// By a model, 0–100, when one was asked.
    pub judged: Option<f64>,
}

impl StepScore {
    /// The score that counts: the mean of both, or the only one.
    pub fn total(&self) -> f64 {
        score::mean(self.craft, self.judged)
    }
}

/// A run as its page shows it: the fold of its events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The song.
    pub song_id: SongId,
    /// Songs before it in the line; `None` once it has begun.
    pub ahead: Option<u32>,
    /// Who writes.
    pub writer: Option<String>,
    /// The step under way, and since when.
    pub current: Option<(Step, Timestamp)>,
    /// The steps that are done, with their milliseconds, in order.
    pub done: Vec<(Step, u64)>,
    /// 0–100.
    pub percent: f64,
    /// The sheet as far as it is written.
    pub sheet: Sheet,
    /// How many lines of `sheet` came with the last event.
    pub fresh_lines: usize,
    /// Scores by step.
    pub scores: Vec<StepScore>,
    /// Tokens and dollars so far.
    pub spent: Spent,
    /// Why the song waits for its writer, while it does.
    pub waiting: Option<String>,
    /// Reviewers' notes of the latest round.
    pub notes: Vec<ReviewerNotes>,
    /// What was said, with its time.
    pub log: Vec<(Timestamp, String)>,
    /// The end, when it has come.
    pub ended: Option<(SongStatus, String)>,
    /// When writing first began.
    pub started_at: Option<Timestamp>,
    /// The last event that is folded in.
    pub last_event: EventId,
}

impl Progress {
    /// A run of which nothing is known yet.
    pub fn new(song_id: SongId) -> Self {
        Self {
            song_id,
            ahead: None,
            writer: None,
            current: None,
            done: Vec::new(),
            percent: 0.0,
            sheet: Sheet { title: String::new(), lyrics: String::new() },
            fresh_lines: 0,
            scores: Vec::new(),
            spent: Spent::default(),
            waiting: None,
            notes: Vec::new(),
            log: Vec::new(),
            ended: None,
            started_at: None,
            last_event: EventId(0),
        }
    }

    /// Folds one event in. An event that was folded in before changes nothing.
    pub fn apply(&mut self, record: &EventRecord) {
        if record.id <= self.last_event || record.song_id != self.song_id {
            return;
        }
        self.last_event = record.id;
        self.fresh_lines = 0;
        self.waiting = None;
        match &record.event {
            GenerationEvent::Queued { ahead, continued } => self.queued(*ahead, *continued, record.at),
            GenerationEvent::Waiting { reason } => {
                // It stands in no line until its rest is over.
                self.ahead = None;
                self.current = None;
                self.waiting = Some(reason.clone());
                self.log.push((record.at, reason.clone()));
            }
            GenerationEvent::Started { writer, resumed } => self.started(writer, *resumed, record.at),
            GenerationEvent::StageStarted { step } => self.stage_started(*step, record.at),
            GenerationEvent::TitleFound { title, .. } => self.sheet.title.clone_from(title),
            GenerationEvent::LinesWritten { lines, .. } => self.lines_written(lines),
            GenerationEvent::StageFinished { step, milliseconds, percent, report } => {
                self.stage_finished(*step, *milliseconds, *percent, report, record.at);
            }
            GenerationEvent::Ended { status, message, .. } => {
                self.current = None;
                self.ahead = None;
                self.log.push((record.at, message.clone()));
                self.ended = Some((*status, message.clone()));
            }
        }
    }

    fn queued(&mut self, ahead: u32, continued: bool, at: Timestamp) {
        if continued {
            self.ended = None;
        } else if self.ended.is_some() {
            // The song is written again: a new run begins on a clean page.
            *self = Self { last_event: self.last_event, ..Self::new(self.song_id) };
        }
        let sentence = match ahead {
            0 => "In line: next to be written.".to_owned(),
            1 => "In line: one song is before this one.".to_owned(),
            many => format!("In line: {many} songs are before this one."),
        };
        self.ahead = Some(ahead);
        self.log.push((at, sentence));
    }

    fn started(&mut self, writer: &str, resumed: bool, at: Timestamp) {
        self.ahead = None;
        self.started_at.get_or_insert(at);
        self.writer = Some(writer.to_owned());
        let verb = if resumed { "goes on where the last stage ended" } else { "begins" };
        self.log.push((at, format!("{writer} {verb}.")));
    }

    fn stage_started(&mut self, step: Step, at: Timestamp) {
        if step.stage == Stage::Draft {
            self.sheet = Sheet { title: String::new(), lyrics: String::new() };
        }
        self.current = Some((step, at));
    }

    fn lines_written(&mut self, lines: &[String]) {
        self.fresh_lines = lines.len();
        for line in lines {
            self.sheet.lyrics.push_str(line);
            self.sheet.lyrics.push('\n');
        }
    }

    fn stage_finished(
        &mut self,
        step: Step,
        milliseconds: u64,
        percent: f64,
        report: &StageReport,
        at: Timestamp,
    ) {
        self.current = None;
        self.percent = percent;
        self.done.push((step, milliseconds));
        if let Some(sheet) = &report.sheet {
            self.sheet = sheet.clone();
        }
        if let Some(score) = &report.score {
            self.scores.push(StepScore { step, craft: score.total, judged: report.judged });
        }
        self.spent = self.spent.plus(report.spent);
        if !report.notes.is_empty() {
            self.notes.clone_from(&report.notes);
        }
        self.log.extend(report.log.iter().map(|sentence| (at, sentence.clone())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::GenerationId;

    fn record(id: i64, event: GenerationEvent) -> EventRecord {
        EventRecord {
            id: EventId(id),
            song_id: SongId(1),
            generation_id: GenerationId(1),
            at: Timestamp(id * 1_000),
            event,
        }
    }

    fn draft() -> Step {
        Step { stage: Stage::Draft, round: 0 }
    }

    #[test]
    fn an_event_that_arrives_twice_counts_once() {
        let mut progress = Progress::new(SongId(1));
        let lines = GenerationEvent::LinesWritten { step: draft(), lines: vec!["[Verse 1]".into()] };
        for _ in 0..2 {
            progress.apply(&record(4, lines.clone()));
        }
        assert_eq!(progress.sheet.lyrics, "[Verse 1]\n");
    }

    #[test]
    fn a_draft_begun_again_drops_the_lines_of_the_attempt_before() {
        let mut progress = Progress::new(SongId(1));
        progress.apply(&record(1, GenerationEvent::StageStarted { step: draft() }));
        progress
            .apply(&record(2, GenerationEvent::LinesWritten { step: draft(), lines: vec!["half".into()] }));
        progress.apply(&record(3, GenerationEvent::Started { writer: "W".into(), resumed: true }));
        progress.apply(&record(4, GenerationEvent::StageStarted { step: draft() }));
        assert_eq!(progress.sheet.lyrics, "");
    }

    #[test]
    fn a_title_is_there_before_the_first_line_and_goes_with_its_attempt() {
        let mut progress = Progress::new(SongId(1));
        progress.apply(&record(1, GenerationEvent::TitleFound { step: draft(), title: "Boat".into() }));
        assert_eq!(progress.sheet.title, "Boat");
        progress.apply(&record(2, GenerationEvent::StageStarted { step: draft() }));
        assert_eq!(progress.sheet.title, "");
    }

    #[test]
    fn a_song_that_rests_is_in_no_line_and_says_why_until_it_goes_on() {
        let mut progress = Progress::new(SongId(1));
        progress.apply(&record(1, GenerationEvent::Queued { ahead: 2, continued: false }));
        progress.apply(&record(2, GenerationEvent::Waiting { reason: "It rests.".into() }));
        assert_eq!((progress.ahead, progress.waiting.as_deref()), (None, Some("It rests.")));
        progress.apply(&record(3, GenerationEvent::Started { writer: "W".into(), resumed: false }));
        assert_eq!(progress.waiting, None);
    }

    #[test]
    fn another_songs_event_is_not_folded_in() {
        let mut progress = Progress::new(SongId(2));
        progress.apply(&record(1, GenerationEvent::Queued { ahead: 3, continued: false }));
        assert_eq!(progress, Progress::new(SongId(2)));
    }

    #[test]
    fn writing_again_begins_on_a_clean_page() {
        let mut progress = Progress::new(SongId(1));
        progress
            .apply(&record(1, GenerationEvent::LinesWritten { step: draft(), lines: vec!["old".into()] }));
        let end =
            GenerationEvent::Ended { status: SongStatus::Cancelled, message: "Stopped.".into(), score: None };
        progress.apply(&record(2, end));
        progress.apply(&record(3, GenerationEvent::Queued { ahead: 0, continued: false }));
        assert_eq!((progress.sheet.lyrics.as_str(), progress.ended, progress.ahead), ("", None, Some(0)));
        assert_eq!(progress.last_event, EventId(3));
    }

    #[test]
    fn going_on_keeps_the_page_and_its_stages() {
        let mut progress = Progress::new(SongId(1));
        let report = Box::new(StageReport::default());
        progress.apply(&record(
            1,
            GenerationEvent::StageFinished { step: Step::FIRST, milliseconds: 3, percent: 8.0, report },
        ));
        let end =
            GenerationEvent::Ended { status: SongStatus::Failed, message: "No answer.".into(), score: None };
        progress.apply(&record(2, end));
        progress.apply(&record(3, GenerationEvent::Queued { ahead: 0, continued: true }));
        assert_eq!((progress.done.len(), progress.ended, progress.ahead), (1, None, Some(0)));
    }
}
