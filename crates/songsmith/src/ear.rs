//! What the writer hears: syllables, stress and rhyme of lines, remembered so that no line is measured twice.

use std::collections::HashMap;

use songcraft::lexicon::Lexicon;
use songcraft::meter::{self, LineMeter};
use songcraft::rhyme::{self, RhymeKind};

/// Measures lines and remembers what it measured.
#[derive(Debug)]
pub(crate) struct Ear {
    lexicon: &'static Lexicon,
    lines: HashMap<String, LineMeter>,
    rhymes: HashMap<(String, String), RhymeKind>,
}

/// Enough of a line's end to decide its rhyme.
const TAIL_WORDS: usize = 4;

impl Ear {
    pub(crate) fn new() -> Self {
        Self { lexicon: Lexicon::embedded(), lines: HashMap::new(), rhymes: HashMap::new() }
    }

    fn measure(&mut self, line: &str) -> &LineMeter {
        if !self.lines.contains_key(line) {
            self.lines.insert(line.to_owned(), meter::line(self.lexicon, line));
        }
        &self.lines[line]
    }

    pub(crate) fn syllables(&mut self, line: &str) -> u32 {
        self.measure(line).syllables
    }

    pub(crate) fn stress(&mut self, line: &str) -> String {
        self.measure(line).stress.clone()
    }

    /// How well the stresses of two lines go together, 0 to 1.
    pub(crate) fn meter_match(&mut self, first: &str, second: &str) -> f64 {
        let first = self.stress(first);
        meter::matching(&first, &self.measure(second).stress)
    }

    /// What the ends of two lines share.
    pub(crate) fn rhyme(&mut self, first: &str, second: &str) -> RhymeKind {
        let key = (tail(first).to_owned(), tail(second).to_owned());
        if let Some(kind) = self.rhymes.get(&key) {
            return *kind;
        }
        let kind = rhyme::classify(self.lexicon, &key.0, &key.1).kind;
        self.rhymes.insert(key, kind);
        kind
    }
}

/// The last few words of a line.
fn tail(line: &str) -> &str {
    let mut spaces = line.char_indices().rev().filter(|(_, c)| *c == ' ');
    spaces.nth(TAIL_WORDS - 1).map_or(line, |(place, _)| &line[place + 1..])
}

/// The last word of a line, in lower case and bare.
pub(crate) fn last_word(line: &str) -> String {
    let line = line.split('(').next().filter(|head| !head.trim().is_empty()).unwrap_or(line);
    let word = line.split_whitespace().next_back().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
