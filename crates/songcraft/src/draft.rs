//! A draft while it is being written: whether there is any use in reading on.

use std::{collections::HashMap, fmt};

use crate::{
    document::{Document, LineKind, SectionKind},
    target::Target,
};

/// Characters in which a song has begun, or never will; a critic's remarks may stand before it.
const PATIENCE: usize = 3_000;
/// Characters that no line of a song has.
const ENDLESS: usize = 2_000;
/// Times that one line may be sung before it is a loop and no refrain.
const MOST_REPEATS: usize = 12;
/// Characters that a sheet may have beyond its limit: so much can be cut or mended later.
const SLACK: usize = 1_000;

/// Why a draft is given up before its end. Its sentence goes on after "stopped, because".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hopeless {
    /// No section of a song has begun.
    NoSong {
        /// Characters that were read.
        characters: usize,
    },
    /// A line does not end.
    EndlessLine,
    /// The sheet is longer than its target takes, and by more than could be cut.
    TooLong {
        /// Characters that the target takes.
        limit: u32,
        /// The target's name.
        target: String,
    },
    /// One line is written again and again.
    Loop,
}

impl fmt::Display for Hopeless {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSong { characters } => {
                write!(formatter, "after {characters} characters no section of a song has begun")
            }
            Self::EndlessLine => formatter.write_str("it writes a line without an end"),
            Self::TooLong { limit, target } => {
                write!(formatter, "it is longer than the {limit} characters that {target} takes")
            }
            Self::Loop => formatter.write_str("it writes one line again and again"),
        }
    }
}

/// Whether a draft, as far as it goes, can still become a song for this target.
pub fn hopeless(draft: &Document, target: &Target) -> Option<Hopeless> {
    let characters = draft.text().chars().count();
    if draft.sections().iter().all(|section| section.kind == SectionKind::Unknown) {
        return (characters > PATIENCE).then_some(Hopeless::NoSong { characters });
    }
    let mut times: HashMap<&str, usize> = HashMap::new();
    for line in draft.lines() {
        let text = line.text(draft);
        if text.chars().count() > ENDLESS {
            return Some(Hopeless::EndlessLine);
        }
        if line.kind == LineKind::Sung {
            *times.entry(text.trim()).or_default() += 1;
        }
    }
    if times.into_values().any(|times| times > MOST_REPEATS) {
        return Some(Hopeless::Loop);
    }
    let limit = target.lyrics_limit.filter(|limit| characters > *limit as usize + SLACK)?;
    Some(Hopeless::TooLong { limit, target: target.name.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Hopeless> {
        hopeless(&Document::parse(text), Target::default_target())
    }

    /// Four hundred lines, each another one.
    fn novel() -> String {
        (0..400).map(|number| format!("the number of this line is {number}")).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_song_that_is_under_way_is_not_given_up() {
        assert_eq!(of(""), None);
        assert_eq!(of("Certainly! Here is a song"), None);
        assert_eq!(of(&format!("[Verse 1]\nThe boat\n\n[Chorus]\n{}", "Carry me over\n".repeat(8))), None);
    }

    #[test]
    fn an_essay_a_loop_an_endless_line_and_a_novel_are_given_up() {
        let essay = "This is an essay about ferries and not a song at all. ".repeat(60);
        assert_eq!(of(&essay), Some(Hopeless::NoSong { characters: essay.len() }));
        assert_eq!(of(&format!("[Notes]\n{essay}")), Some(Hopeless::NoSong { characters: essay.len() + 8 }));
        assert_eq!(of(&format!("[Verse]\n{}", "la la la\n".repeat(14))), Some(Hopeless::Loop));
        assert_eq!(of(&format!("[Verse]\n{}", "la ".repeat(1_000))), Some(Hopeless::EndlessLine));
        assert!(matches!(of(&format!("[Verse]\n{}", novel())), Some(Hopeless::TooLong { limit: 5_000, .. })));
    }

    #[test]
    fn a_song_for_people_may_be_as_long_as_it_likes() {
        let plain = Target::find("plain").unwrap();
        assert_eq!(hopeless(&Document::parse(&format!("[Verse]\n{}", novel())), plain), None);
    }
}
