//! Concrete and sensory words against abstract ones; showing against telling.
//!
//! The word lists are our own (`data/concrete_words.txt`, `sensory_words.txt`, `abstract_words.txt`, `telling.txt`).

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::document::{Document, LineKind, Span};
use crate::phrases::{PhraseList, lower_words};
use crate::stem::stem;

const CONCRETE: &str = include_str!("../data/concrete_words.txt");
const SENSORY: &str = include_str!("../data/sensory_words.txt");
const ABSTRACT: &str = include_str!("../data/abstract_words.txt");
const TELLING: &str = include_str!("../data/telling.txt");

/// The images of a line or of a song, counted in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imagery {
    /// Things one can touch, see or point at.
    pub concrete: u32,
    /// Words of the senses: colours, sounds, smells, motions.
    pub sensory: u32,
    /// Ideas and feelings by their name.
    pub abstract_words: u32,
    /// Places where a feeling is told rather than shown, in bytes from the start of the line; empty for a song.
    pub telling: Vec<Span>,
}

impl Imagery {
    /// Concrete and sensory words together.
    pub const fn images(&self) -> u32 {
        self.concrete + self.sensory
    }
}

/// The images of each sung line, with the line's number.
pub fn of_document(document: &Document) -> Vec<(u32, Imagery)> {
    let sung = document.lines().iter().filter(|line| line.kind == LineKind::Sung);
    sung.map(|line| (line.number, of_words(&lower_words(line.text(document))))).collect()
}

/// The images of one line, given as its words.
pub(crate) fn of_words(words: &[(String, Span)]) -> Imagery {
    let lists = lists();
    let mut imagery = Imagery::default();
    for (word, _) in words {
        let stem = stem(word);
        imagery.concrete += u32::from(lists.concrete.contains(&stem));
        imagery.sensory += u32::from(lists.sensory.contains(&stem));
        imagery.abstract_words += u32::from(lists.abstract_words.contains(&stem));
    }
    imagery.telling = lists.telling.find(words).into_iter().map(|found| found.span).collect();
    imagery
}

/// Whether a word is on the list of concrete or sensory words.
pub fn is_image(word: &str) -> bool {
    let stem = stem(word);
    lists().concrete.contains(&stem) || lists().sensory.contains(&stem)
}

struct Lists {
    concrete: HashSet<String>,
    sensory: HashSet<String>,
    abstract_words: HashSet<String>,
    telling: PhraseList,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let concrete = stems(CONCRETE);
        let abstract_words = stems(ABSTRACT);
        // A word that can be touched is counted once, as concrete.
        let sensory = stems(SENSORY).into_iter().filter(|word| !concrete.contains(word)).collect();
        Lists { concrete, sensory, abstract_words, telling: PhraseList::read(TELLING) }
    })
}

fn stems(file: &str) -> HashSet<String> {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).map(stem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Imagery {
        of_words(&lower_words(line))
    }

    #[test]
    fn a_line_of_things_is_told_from_a_line_of_ideas() {
        let shown = of("Your boots by the door, the kettle crying");
        assert!(shown.images() >= 3, "{shown:?}");
        assert_eq!(shown.abstract_words, 0);
        let told = of("My hope and my freedom, my eternal soul");
        assert!(told.abstract_words >= 3, "{told:?}");
    }

    #[test]
    fn telling_is_located() {
        let line = "Tonight I feel so lonely";
        let telling = of(line).telling;
        assert_eq!(telling.len(), 1);
        assert_eq!(&line[telling[0].start..telling[0].end], "I feel so lonely");
    }

    #[test]
    fn no_word_is_both_concrete_and_abstract() {
        let lists = lists();
        let both: Vec<&String> = lists.concrete.intersection(&lists.abstract_words).collect();
        assert!(both.is_empty(), "{both:?}");
        assert!(lists.concrete.len() > 500, "{}", lists.concrete.len());
    }
}
