//! What a generation tells the world while it runs.

mod effort;
mod progress;

use serde::{Deserialize, Serialize};
use songcraft::{lint::Finding, score::Score};

use crate::{EventId, GenerationId, SongId, Timestamp, song::SongStatus, stage::Step};

pub use effort::{ModelCall, Spent};
pub use progress::{Progress, StepScore};

/// One sentence of a reviewer or critic, on a line of the sheet or on the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewNote {
    /// The line of the sheet, from 1.
    pub line: Option<u32>,
    /// What is said.
    pub text: String,
}

/// One reviewer's notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewerNotes {
    /// The reviewer's eye, such as "Story and imagery".
    pub reviewer: String,
    /// The notes; empty when nothing was found.
    pub notes: Vec<ReviewNote>,
}

/// A sheet as it stands after a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The title.
    pub title: String,
    /// The lyrics with their tags.
    pub lyrics: String,
}

/// What a stage brought, as far as people watch it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StageReport {
    /// Sentences for the log, the most important first.
    pub log: Vec<String>,
    /// The sheet, when this stage changed it.
    pub sheet: Option<Sheet>,
    /// The score by songcraft, when this stage computed it.
    pub score: Option<Score>,
    /// What a model gives the sheet, 0–100, when one was asked.
    pub judged: Option<f64>,
    /// Tokens and dollars of the stage's calls to models.
    pub spent: Spent,
    /// Reviewers' or critic's notes.
    pub notes: Vec<ReviewerNotes>,
    /// What preflight found.
    pub findings: Vec<Finding>,
}

/// One thing that happened to a generation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum GenerationEvent {
    /// It stands in line, with this many before it.
    Queued {
        /// Songs that will be begun before this one.
        ahead: u32,
        /// Whether it goes on behind the stages that it had when it stopped.
        #[serde(default)]
        continued: bool,
    },
    /// A worker has taken it up, for the first time or again after a stop of the server.
    Started {
        /// Who writes, such as "Built-in writer (rules, no AI model)".
        writer: String,
        /// Whether it goes on from a stage that was committed before.
        resumed: bool,
    },
    /// The writer cannot be asked just now; the song waits and goes on by itself.
    Waiting {
        /// Why, and for how long.
        reason: String,
    },
    /// A stage has begun; lines that were shown of an unfinished attempt at it no longer hold.
    StageStarted {
        /// Which.
        step: Step,
    },
    /// The draft has a title.
    TitleFound {
        /// The step that writes it.
        step: Step,
        /// The title.
        title: String,
    },
    /// Lines of the sheet, as they are written.
    LinesWritten {
        /// The step that writes them.
        step: Step,
        /// One or more lines, without their line ends.
        lines: Vec<String>,
    },
    /// A stage is done and its result is on disk.
    StageFinished {
        /// Which.
        step: Step,
        /// How long it took.
        milliseconds: u64,
        /// How much of the whole is done, 0–100.
        percent: f64,
        /// What it brought.
        report: Box<StageReport>,
    },
    /// The song is done, failed or cancelled; nothing follows.
    Ended {
        /// `Completed`, `Failed` or `Cancelled`.
        status: SongStatus,
        /// What to tell a person.
        message: String,
        /// 0–100, when there is one.
        score: Option<f64>,
    },
}

/// An event with its place in the order of all events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventRecord {
    /// Grows in commit order; the browser sends the last one it has seen.
    pub id: EventId,
    /// The song it is about.
    pub song_id: SongId,
    /// The run it belongs to.
    pub generation_id: GenerationId,
    /// When it was committed.
    pub at: Timestamp,
    /// What happened.
    pub event: GenerationEvent,
}

/// Where a run stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GenerationState {
    /// Waits for a worker.
    Queued,
    /// Is held by a worker.
    Running,
    /// Ended well.
    Completed,
    /// Ended by an error.
    Failed,
    /// Ended by its owner.
    Cancelled,
}

impl GenerationState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Queued, Self::Running, Self::Completed, Self::Failed, Self::Cancelled];

    /// The word in the database.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state that a database word names.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }

    /// The status of the song while its run is in this state.
    pub const fn song_status(self) -> SongStatus {
        match self {
            Self::Queued => SongStatus::Pending,
            Self::Running => SongStatus::Generating,
            Self::Completed => SongStatus::Completed,
            Self::Failed => SongStatus::Failed,
            Self::Cancelled => SongStatus::Cancelled,
        }
    }
}
