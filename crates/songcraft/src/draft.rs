//! A draft while it is being written: whether there is any use in reading on.

use std::{collections::HashSet, fmt};

use crate::{
    document::{Document, LineKind, SectionKind},
    target::Target,
};

/// Characters in which a song has begun, or never will; a critic's remarks may stand before it.
const PATIENCE: usize = 3_000;
/// Characters that no line of a song has.
const ENDLESS: usize = 2_000;
/// Times that one line may be sung in a row before it is a loop and no refrain.
const MOST_IN_A_ROW: usize = 12;
/// Sung lines from which a quarter of them has to differ, however often the choruses come back.
const ENOUGH: usize = 24;
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
    /// The same few lines are written again and again.
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
            Self::Loop => formatter.write_str("it writes the same again and again"),
        }
    }
}

/// Whether a draft, as far as it goes, can still become a song for this target.
pub fn hopeless(draft: &Document, target: &Target) -> Option<Hopeless> {
    let characters = draft.text().chars().count();
    if draft.sections().iter().all(|section| section.kind == SectionKind::Unknown) {
        return (characters > PATIENCE).then_some(Hopeless::NoSong { characters });
    }
    if draft.lines().iter().any(|line| line.text(draft).chars().count() > ENDLESS) {
        return Some(Hopeless::EndlessLine);
    }
    if loops(draft) {
        return Some(Hopeless::Loop);
    }
    let limit = target.lyrics_limit.filter(|limit| characters > *limit as usize + SLACK)?;
    Some(Hopeless::TooLong { limit, target: target.name.clone() })
}

fn loops(draft: &Document) -> bool {
    let sung = draft.lines().iter().filter(|line| line.kind == LineKind::Sung);
    let sung: Vec<&str> = sung.map(|line| line.text(draft).trim()).collect();
    let in_a_row = sung.iter().rev().take_while(|line| Some(*line) == sung.last()).count();
    let different = sung.iter().collect::<HashSet<_>>().len();
    in_a_row > MOST_IN_A_ROW || (sung.len() > ENOUGH && different * 4 < sung.len())
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
        let chorus = format!("\n[Chorus]\n{}Carry me home\n", "Carry me over\n".repeat(4));
        let verse = |number: u32| {
            format!("\n[Verse {number}]\nThe boat {number}\nThe bell {number}\nThe rope {number}\n")
        };
        let song: String = (1..=5).map(|number| verse(number) + &chorus).collect();
        assert_eq!(of(&song), None, "a refrain that is sung twenty times");
    }

    #[test]
    fn an_essay_a_loop_an_endless_line_and_a_novel_are_given_up() {
        let essay = "This is an essay about ferries and not a song at all. ".repeat(60);
        assert_eq!(of(&essay), Some(Hopeless::NoSong { characters: essay.len() }));
        assert_eq!(of(&format!("[Notes]\n{essay}")), Some(Hopeless::NoSong { characters: essay.len() + 8 }));
        assert_eq!(of(&format!("[Verse]\n{}", "la la la\n".repeat(14))), Some(Hopeless::Loop));
        assert_eq!(of(&format!("[Verse]\n{}", "la\nli\nlo\nlu\n".repeat(7))), Some(Hopeless::Loop));
        assert_eq!(of(&format!("[Verse]\n{}", "la ".repeat(1_000))), Some(Hopeless::EndlessLine));
        assert!(matches!(of(&format!("[Verse]\n{}", novel())), Some(Hopeless::TooLong { limit: 5_000, .. })));
    }

    #[test]
    fn a_song_for_people_may_be_as_long_as_it_likes() {
        let plain = Target::find("plain").unwrap();
        assert_eq!(hopeless(&Document::parse(&format!("[Verse]\n{}", novel())), plain), None);
    }
}
