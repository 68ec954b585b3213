//! The stages of a generation and their order.

use serde::{Deserialize, Serialize};

/// One stage of the pipeline, in the order in which they run; `Review` runs once per round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Reads the prompt.
    Brief,
    /// Loads persona, styles and defaults.
    Resources,
    /// Writes a first full song.
    Draft,
    /// Three reviewers, one revision, one score.
    Review,
    /// One ruthless pass over cliché and weak spots.
    Critic,
    /// The target's lint.
    Preflight,
    /// Rewrites the flagged lines only.
    Repair,
    /// Description, styles, audience, technical notes.
    Metadata,
    /// The cover.
    Artwork,
    /// Clean lyrics, files, checksums.
    Finish,
}

/// One step of a run: a stage, and its round (0 for stages that run once, 1 and up for reviews).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Step {
    /// The stage.
    pub stage: Stage,
    /// Its round.
    pub round: u32,
}

impl Stage {
    /// All stages in order.
    pub const ALL: [Self; 10] = [
        Self::Brief,
        Self::Resources,
        Self::Draft,
        Self::Review,
        Self::Critic,
        Self::Preflight,
        Self::Repair,
        Self::Metadata,
        Self::Artwork,
        Self::Finish,
    ];

    /// The word in the database and in events.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Resources => "resources",
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Critic => "critic",
            Self::Preflight => "preflight",
            Self::Repair => "repair",
            Self::Metadata => "metadata",
            Self::Artwork => "artwork",
            Self::Finish => "finish",
        }
    }

    /// The stage that a database word names.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.id() == id)
    }

    /// The name that people read on the stage rail.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Brief => "Reading the prompt",
            Self::Resources => "Gathering styles",
            Self::Draft => "Writing the draft",
            Self::Review => "Review rounds",
            Self::Critic => "The critic",
            Self::Preflight => "Checking for the singer",
            Self::Repair => "Repairing lines",
            Self::Metadata => "Notes for production",
            Self::Artwork => "Drawing the cover",
            Self::Finish => "Finishing",
        }
    }

    /// The stage after this one; reviews repeat before it is asked for.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| *stage > self)
    }
}

impl Step {
    /// The first step of every run.
    pub const FIRST: Self = Self { stage: Stage::Brief, round: 0 };

    /// The step after this one. `another_round` is asked only after a review.
    pub fn next(self, another_round: bool) -> Option<Self> {
        if self.stage == Stage::Review && another_round {
            return Some(Self { stage: Stage::Review, round: self.round + 1 });
        }
        let stage = self.stage.next()?;
        Some(Self { stage, round: u32::from(stage == Stage::Review) })
    }

    /// How much of the work lies behind when this step is done, in percent, if all rounds are used.
    pub fn percent_done(self, max_rounds: u32) -> f64 {
        let rounds = max_rounds.max(1);
        let steps = Stage::ALL.len() as u32 - 1 + rounds;
        let before = Stage::ALL.iter().position(|stage| *stage == self.stage).unwrap_or(0) as u32;
        let done = match self.stage {
            stage if stage < Stage::Review => before + 1,
            Stage::Review => before + self.round.min(rounds),
            _ => before + rounds,
        };
        f64::from(done) * 100.0 / f64::from(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_visits_every_stage_once_and_review_once_per_round() {
        let mut steps = vec![Step::FIRST];
        while let Some(step) = steps.last().and_then(|step| step.next(step.round < 3)) {
            steps.push(step);
        }
        assert_eq!(steps.len(), 12);
        assert_eq!(steps[3..6].iter().map(|step| step.round).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(steps.last(), Some(&Step { stage: Stage::Finish, round: 0 }));
    }

    #[test]
    fn progress_grows_with_every_step_and_ends_at_a_hundred() {
        let mut step = Some(Step::FIRST);
        let mut last = 0.0;
        while let Some(now) = step {
            assert!(now.percent_done(3) > last, "{now:?}");
            last = now.percent_done(3);
            step = now.next(now.round < 3);
        }
        assert!((last - 100.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_stage_and_its_word_belong_together() {
        for stage in Stage::ALL {
            assert_eq!(Stage::from_id(stage.id()), Some(stage));
        }
    }
}
