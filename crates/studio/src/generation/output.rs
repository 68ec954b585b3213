//! What stages bring, and a run as the fold of it. A run that was interrupted is folded again from
//! the journal and goes on.

use domain::{
    generation::Sheet,
    persona::Persona,
    score::{mean, to_hundred},
    song::{GenerationConfig, Song, SongMetadata},
    stage::{Stage, Step},
};
use serde::{Deserialize, Serialize};
use songcraft::{lint::Finding, score::Score};
use songsmith::{Brief, PersonaCard, Wishes};

/// What is asked of the pipeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Request {
    /// What the song should be about.
    pub prompt: String,
    /// Whose voice it has.
    pub persona: Option<Persona>,
    /// Whether nothing may leave the server's own machines.
    pub use_local: bool,
    /// How it is to be written.
    pub config: GenerationConfig,
}

impl Request {
    /// What a stored song asks for.
    pub fn of(song: &Song, persona: Option<Persona>) -> Self {
        Self { prompt: song.prompt.clone(), persona, use_local: song.use_local, config: song.config.clone() }
    }

    /// What the built-in writer reads of it.
    pub fn wishes(&self) -> Wishes {
        let persona = self.persona.as_ref().map(|persona| PersonaCard {
            name: persona.name.clone(),
            display_name: persona.display_name.clone(),
            styles: persona.styles.clone(),
            visual_styles: persona.visual_styles.clone(),
        });
        Wishes {
            prompt: self.prompt.clone(),
            title: self.config.title.clone(),
            persona,
            styles: self.config.styles.clone(),
            target: self.config.target.clone(),
            seed: self.config.seed,
        }
    }
}

/// The result of one stage, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "lowercase")]
pub enum StageOutput {
    /// What was understood.
    Brief {
        /// The brief.
        brief: Box<Brief>,
    },
    /// Persona and styles that apply.
    Resources {
        /// The persona's display name, when there is one.
        persona: Option<String>,
        /// Styles that will colour the song.
        styles: Vec<String>,
    },
    /// A sheet and what it scores: the draft, or a sheet after review, critic or repair. When a
    /// revision did not rise, this is the sheet of before.
    Draft(Scored),
    /// See [`StageOutput::Draft`].
    Review(Scored),
    /// See [`StageOutput::Draft`].
    Critic(Scored),
    /// What the lint for the target found.
    Preflight {
        /// All findings, errors first.
        findings: Vec<Finding>,
    },
    /// See [`StageOutput::Draft`].
    Repair(Scored),
    /// Notes for production.
    Metadata {
        /// The notes.
        metadata: Box<SongMetadata>,
    },
    /// The cover is on disk.
    Artwork {
        /// Bytes of the picture.
        size: u64,
    },
}

/// A sheet with its score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// The sheet.
    pub sheet: Sheet,
    /// Its score by songcraft, 0–100 with ten dimensions.
    pub score: Score,
    /// What a model gives it, 0–100, when one was asked and answered.
    #[serde(default)]
    pub judged: Option<f64>,
}

impl Scored {
    /// The score that counts, 0–100: the mean of songcraft's and the model's, or songcraft's alone.
    pub fn total(&self) -> f64 {
        mean(self.score.total, self.judged)
    }

    /// The totals of two versions of a song on one scale: a model's word counts only if it had one on both.
    pub(super) fn against(&self, other: &Self) -> (f64, f64) {
        if self.judged.is_some() == other.judged.is_some() {
            (self.total(), other.total())
        } else {
            (self.score.total, other.score.total)
        }
    }
}

/// Songcraft's score of a sheet, in its brief and its language.
pub(super) fn score(brief: &Brief, sheet: &Sheet) -> Score {
    songsmith::score_of(brief, &sheet.title, &sheet.lyrics)
}

/// A run as far as it has come.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Run {
    /// What was understood.
    pub brief: Option<Brief>,
    /// The best sheet so far, with its score.
    pub best: Option<Scored>,
    /// What preflight found.
    pub findings: Vec<Finding>,
    /// Notes for production.
    pub metadata: Option<SongMetadata>,
    /// The last step that is done.
    pub last: Option<Step>,
    /// Who has written on the sheet so far, each once. It says who wrote, not what is written on.
    #[serde(skip)]
    pub writers: Vec<String>,
}

impl Run {
    /// Folds the result of a stage in that `writer` did.
    pub fn apply(&mut self, step: Step, output: StageOutput, writer: &str) {
        let new = match (&output, &self.best) {
            (StageOutput::Draft(_), _) => true,
            (
                StageOutput::Review(after) | StageOutput::Critic(after) | StageOutput::Repair(after),
                Some(before),
            ) => after.sheet != before.sheet,
            _ => false,
        };
        if new && !writer.is_empty() && !self.writers.iter().any(|known| known == writer) {
            self.writers.push(writer.to_owned());
        }
        match output {
            StageOutput::Brief { brief } => self.brief = Some(*brief),
            StageOutput::Resources { .. } | StageOutput::Artwork { .. } => {}
            StageOutput::Draft(scored)
            | StageOutput::Review(scored)
            | StageOutput::Critic(scored)
            | StageOutput::Repair(scored) => self.best = Some(scored),
            StageOutput::Preflight { findings } => self.findings = findings,
            StageOutput::Metadata { metadata } => self.metadata = Some(*metadata),
        }
        self.last = Some(step);
    }

    /// The step to do next; `None` when all are done. `last_round` says that no further round is wanted.
    pub fn next(&self, config: &GenerationConfig, last_round: bool) -> Option<Step> {
        let Some(last) = self.last else { return Some(Step::FIRST) };
        let total = self.best.as_ref().map_or(0.0, Scored::total);
        let good_enough = total >= to_hundred(config.score_threshold);
        last.next(
            last.stage == Stage::Review && last.round < config.max_rounds && !good_enough && !last_round,
        )
    }
}
