//! Songs: what a person asks for, and what comes of it.

mod form;

use serde::{Deserialize, Serialize};
use songcraft::score::Score;

use crate::{FileId, ProjectId, SongId, Timestamp, writer::WriterChoice};

pub use form::{
    ENGLISH_ONLY, MOST_STYLES, NewSong, PROMPT_LIMITS, STYLE_LIMIT, SongForm, TITLE_LIMIT, check_prompt,
    check_styles, check_title,
};

/// Characters that a sheet may have, whatever its target: a bound for the server, not a rule of the craft.
pub const LYRICS_LIMIT: usize = 50_000;
/// The title of a song that its writer has not named yet.
pub const UNTITLED: &str = "Untitled song";

/// Where a song stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SongStatus {
    /// Waits for its turn.
    Pending,
    /// Is being written.
    Generating,
    /// Is done.
    Completed,
    /// Could not be finished; what was written is kept.
    Failed,
    /// Was stopped by its owner; what was written is kept.
    Cancelled,
}

impl SongStatus {
    /// Every status, in the order of a song's life.
    pub const ALL: [Self; 5] =
        [Self::Pending, Self::Generating, Self::Completed, Self::Failed, Self::Cancelled];

    /// The word in the database.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Generating => "generating",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The status that a database word names.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }

    /// The word that people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pending => "Waiting",
            Self::Generating => "Being written",
            Self::Completed => "Finished",
            Self::Failed => "Stopped by an error",
            Self::Cancelled => "Cancelled",
        }
    }

    /// Whether a worker has it or will have it.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Pending | Self::Generating)
    }
}

/// How a song is to be written; stored as `songs.generation_config`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GenerationConfig {
    /// Review rounds at most, 1–10.
    pub max_rounds: u32,
    /// The score from 0 to 10 at which no further round is made.
    pub score_threshold: f64,
    /// What makes the song repeatable.
    pub seed: u64,
    /// The id of the target the sheet is written for, as in `songcraft::target`.
    pub target: String,
    /// The title that was asked for; `None` leaves it to the writer.
    #[serde(default)]
    pub title: Option<String>,
    /// Styles that were asked for, the most important first.
    #[serde(default)]
    pub styles: Vec<String>,
    /// Who writes.
    #[serde(default)]
    pub writer: WriterChoice,
    /// The language of the lyrics, an ISO 639-1 code.
    #[serde(default = "english")]
    pub language: String,
    /// How freely a model chooses, 0–2; `None` leaves it to each task's prompt.
    #[serde(default)]
    pub temperature: Option<f64>,
}

fn english() -> String {
    "en".to_owned()
}

/// As the form has it when nothing is typed, with seed 0.
impl Default for GenerationConfig {
    fn default() -> Self {
        let GenerationDefaults { max_rounds, score_threshold } = GenerationDefaults::default();
        Self {
            max_rounds,
            score_threshold,
            seed: 0,
            target: songcraft::target::DEFAULT_TARGET.to_owned(),
            title: None,
            styles: Vec::new(),
            writer: WriterChoice::Builtin,
            language: english(),
            temperature: None,
        }
    }
}

/// The defaults that the administrator can change (`default_generation_config`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GenerationDefaults {
    /// Review rounds at most.
    pub max_rounds: u32,
    /// The score from 0 to 10 at which no further round is made.
    pub score_threshold: f64,
}

impl Default for GenerationDefaults {
    fn default() -> Self {
        Self { max_rounds: 3, score_threshold: 8.0 }
    }
}

/// What the writer says about a song besides its lyrics; stored as `songs.metadata`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SongMetadata {
    /// One or two sentences on what the song is.
    pub description: String,
    /// Styles for the singer, the most telling first.
    pub styles: Vec<String>,
    /// Styles that the singer should avoid.
    pub exclude_styles: Vec<String>,
    /// Who would listen to it.
    pub audience: String,
    /// A plain sentence on where it could be used; no promise.
    pub commercial_potential: String,
    /// The voice.
    pub vocal: String,
    /// Beats per minute.
    pub bpm: Option<u32>,
    /// The key, such as `D minor`.
    pub key: String,
    /// Instruments, the leading one first.
    pub instruments: Vec<String>,
    /// Language of the lyrics, in English words.
    pub language: String,
    /// Who wrote it, such as "Built-in writer (rules, no AI model)".
    pub writer: String,
    /// The score by songcraft with its ten dimensions, when it was computed.
    pub score: Option<Score>,
    /// What a model gave the song, 0–100, when one was asked.
    pub judged: Option<f64>,
}

/// A song with everything its page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Song {
    /// The row's id.
    pub id: SongId,
    /// The project it is in.
    pub project_id: ProjectId,
    /// That project's name.
    pub project_name: String,
    /// The title.
    pub title: String,
    /// What was asked for.
    pub prompt: String,
    /// The persona's slug.
    pub persona: Option<String>,
    /// Whether remote models are forbidden for it.
    pub use_local: bool,
    /// The sheet, with tags.
    pub lyrics: Option<String>,
    /// The lyrics without tags.
    pub clean_lyrics: Option<String>,
    /// What the writer says about it.
    pub metadata: Option<SongMetadata>,
    /// 0–100.
    pub score: Option<f64>,
    /// Where it stands.
    pub status: SongStatus,
    /// How it was or is to be written.
    pub config: GenerationConfig,
    /// What went wrong, in a person's words.
    pub error: Option<String>,
    /// Counts edits.
    pub revision: i64,
    /// When writing began.
    pub started_at: Option<Timestamp>,
    /// When writing ended, in whatever way.
    pub completed_at: Option<Timestamp>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A song as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SongSummary {
    /// The row's id.
    pub id: SongId,
    /// The project it is in.
    pub project_id: ProjectId,
    /// That project's name.
    pub project_name: String,
    /// The title.
    pub title: String,
    /// The first words of the prompt.
    pub prompt: String,
    /// The persona's slug.
    pub persona: Option<String>,
    /// 0–100.
    pub score: Option<f64>,
    /// Where it stands.
    pub status: SongStatus,
    /// The small picture of its cover, when it has one.
    pub thumbnail: Option<FileId>,
    /// When it was asked for.
    pub created_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_and_its_word_belong_together() {
        for status in SongStatus::ALL {
            assert_eq!(SongStatus::from_id(status.id()), Some(status));
        }
    }
}
