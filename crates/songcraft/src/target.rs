//! What a sheet is written for, and its limits.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

const FILE: &str = include_str!("../data/targets.json");

/// The id of the target that a new song gets.
pub const DEFAULT_TARGET: &str = "suno-v5";

/// A singer, machine or human, with the limits of what it takes. Lengths are in characters (Unicode scalar values).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Target {
    /// `suno-v5`, `plain`, …
    pub id: String,
    /// The name to show.
    pub name: String,
    /// The most characters of lyrics.
    pub lyrics_limit: Option<u32>,
    /// The most characters of the style or caption field.
    pub style_limit: Option<u32>,
    /// The most characters of the title.
    pub title_limit: Option<u32>,
    /// The most words that a song comfortably holds.
    pub words_most: Option<u32>,
    /// The fewest words of a full song.
    pub words_least: Option<u32>,
    /// Whether every sung section should name its voice.
    pub names_voice: bool,
    /// Whether section headers and cues in brackets mean anything to the target.
    pub reads_tags: bool,
    /// The most cues a header should carry.
    pub cues_most: Option<u32>,
    /// How the target joins styles: a comma with or without a space.
    pub style_separator: String,
    /// Where the facts come from.
    pub source: String,
    /// When they were checked, as `YYYY-MM`.
    pub checked: String,
}

impl Target {
    /// The targets that come with the crate, in the order to show them.
    pub fn all() -> &'static [Self] {
        static TARGETS: OnceLock<Vec<Target>> = OnceLock::new();
        TARGETS.get_or_init(|| Self::read_list(FILE).unwrap_or_default())
    }

    /// The target with this id.
    pub fn find(id: &str) -> Option<&'static Self> {
        Self::all().iter().find(|target| target.id == id)
    }

    /// The target of a new song: Suno v5.
    pub fn default_target() -> &'static Self {
        static NONE: OnceLock<Target> = OnceLock::new();
        Self::find(DEFAULT_TARGET).unwrap_or_else(|| NONE.get_or_init(Self::default))
    }

    /// Reads an edited list, in the form of `data/targets.json`.
    pub fn read_list(json: &str) -> Result<Vec<Self>, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// Whether the target belongs to a family, such as `suno` or `plain`.
    pub fn is(&self, family: &str) -> bool {
        self.id == family || self.id.strip_prefix(family).is_some_and(|rest| rest.starts_with('-'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_targets_of_the_design_are_there_with_their_limits() {
        let ids: Vec<&str> = Target::all().iter().map(|target| target.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "suno-v4",
                "suno-v4.5-free",
                "suno-v4.5",
                "suno-v5",
                "suno-v5.5",
                "ace-step-1.5",
                "heartmula",
                "plain"
            ]
        );
        assert_eq!(Target::find("suno-v4").unwrap().lyrics_limit, Some(3000));
        assert_eq!(Target::default_target().style_limit, Some(1000));
        assert_eq!(Target::find("ace-step-1.5").unwrap().lyrics_limit, Some(4096));
        assert_eq!(Target::find("plain").unwrap().lyrics_limit, None);
        assert!(Target::all().iter().all(|target| !target.source.is_empty() && target.checked.len() == 7));
    }

    #[test]
    fn a_family_is_the_first_part_of_an_id() {
        assert!(Target::find("suno-v4.5").unwrap().is("suno"));
        assert!(Target::find("plain").unwrap().is("plain"));
        assert!(!Target::find("plain").unwrap().is("suno"));
    }
}
