//! The rhyme scheme of a section, in letters.

use super::compare;
use super::{RhymeEnd, RhymeKind};
use crate::document::{Document, Section};
use crate::lexicon::{Lexicon, Pronouncer};
use crate::meter;

/// How many lines back a rhyme is still heard; also the bound that keeps the search linear.
const REACH: usize = 6;
/// The letter of a line that rhymes with no other.
const NO_RHYME: char = 'X';
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWYZabcdefghijklmnopqrstuvwxyz";

/// A line's place in a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchemeLine {
    /// The letter, `X` where the line rhymes with no other.
    pub letter: char,
    /// The index of the earlier line it rhymes with.
    pub partner: Option<usize>,
    /// What it shares with that line.
    pub kind: RhymeKind,
}

/// The scheme of a section, one letter for each sung line: `ABAB`. `X` marks a line that rhymes with no other.
pub fn scheme(lexicon: &Lexicon, document: &Document, section: &Section) -> String {
    let mut pronouncer = Pronouncer::new(lexicon);
    let lines =
        document.sung_lines(section).map(|line| meter::document_line(&mut pronouncer, document, line));
    let ends: Vec<RhymeEnd> =
        lines.collect::<Vec<_>>().iter().map(|line| RhymeEnd::of(lexicon, line)).collect();
    of_ends(&ends.iter().collect::<Vec<_>>()).into_iter().map(|line| line.letter).collect()
}

/// The scheme of these lines, whatever document they come from.
pub fn scheme_of(lexicon: &Lexicon, lines: &[&str]) -> Vec<SchemeLine> {
    let ends: Vec<RhymeEnd> =
        lines.iter().map(|line| RhymeEnd::of(lexicon, &meter::line(lexicon, line))).collect();
    of_ends(&ends.iter().collect::<Vec<_>>())
}

/// The scheme of measured line ends.
pub(crate) fn of_ends(ends: &[&RhymeEnd]) -> Vec<SchemeLine> {
    let mut lines: Vec<SchemeLine> = Vec::with_capacity(ends.len());
    let mut letters = LETTERS.chars().cycle();
    for (index, end) in ends.iter().enumerate() {
        let earlier = (index.saturating_sub(REACH)..index).rev();
        let found = earlier.map(|at| (compare::kind(ends[at], end), at)).filter(|(kind, _)| kind.is_heard());
        // The strongest kind counts; among equals the nearest line, which comes first.
        let Some((kind, partner)) = found.min_by_key(|(kind, _)| *kind) else {
            lines.push(SchemeLine { letter: NO_RHYME, partner: None, kind: RhymeKind::None });
            continue;
        };
        if lines[partner].letter == NO_RHYME {
            lines[partner].letter = letters.next().unwrap_or(NO_RHYME);
        }
        lines.push(SchemeLine { letter: lines[partner].letter, partner: Some(partner), kind });
    }
    relabel(&mut lines);
    lines
}

/// Gives the letters in the order in which they appear.
fn relabel(lines: &mut [SchemeLine]) {
    let mut seen: Vec<(char, char)> = Vec::new();
    let mut fresh = LETTERS.chars().cycle();
    for line in lines.iter_mut().filter(|line| line.letter != NO_RHYME) {
        let known = seen.iter().find(|(old, _)| *old == line.letter).map(|(_, new)| *new);
        line.letter = known.unwrap_or_else(|| {
            let new = fresh.next().unwrap_or(NO_RHYME);
            seen.push((line.letter, new));
            new
        });
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    fn letters(lines: &[&str]) -> String {
        scheme_of(Lexicon::embedded(), lines).into_iter().map(|line| line.letter).collect()
    }

    #[test]
    fn common_schemes_get_their_letters() {
        assert_eq!(letters(&["the night", "the moon", "the light", "in June"]), "ABAB");
        assert_eq!(letters(&["the night", "the light", "the moon", "in June"]), "AABB");
        assert_eq!(letters(&["the river", "the moon", "the sand", "in June"]), "XAXA");
        assert_eq!(letters(&["the night", "the moon", "in June", "the light"]), "ABBA");
        assert_eq!(letters(&[]), "");
    }

    #[test]
    fn a_line_out_of_reach_is_no_partner() {
        let mut lines = vec!["the night"];
        lines.extend(["oak", "sand", "moss", "queen", "hill", "cup", "web"]);
        lines.push("the light");
        assert_eq!(scheme_of(Lexicon::embedded(), &lines).last().unwrap().letter, 'X');
    }
}
