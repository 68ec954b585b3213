//! A lexicon with a memory: a song says most of its words more than once.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Language, Lexicon, Pronunciation};

/// Words remembered before the memory starts afresh; a song has a few hundred.
const CAPACITY: usize = 20_000;

/// Pronounces words and remembers them.
#[derive(Debug)]
pub struct Pronouncer<'a> {
    lexicon: &'a Lexicon,
    language: Language,
    known: HashMap<String, Arc<[Pronunciation]>>,
}

impl<'a> Pronouncer<'a> {
    /// A pronouncer that knows no word yet.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Self::of(lexicon, Language::ENGLISH)
    }

    /// A pronouncer for another language than English.
    pub fn of(lexicon: &'a Lexicon, language: Language) -> Self {
        Self { lexicon, language, known: HashMap::new() }
    }

    /// The language that words are read in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The lexicon behind this memory.
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// The ways to say a word, as [`Lexicon::pronounce`] gives them.
    pub fn pronounce(&mut self, word: &str) -> Arc<[Pronunciation]> {
        if let Some(found) = self.known.get(word) {
            return Arc::clone(found);
        }
        let found: Arc<[Pronunciation]> = if self.language.is_heard() {
            self.lexicon.pronounce(word).into()
        } else {
            self.language.count(word).into()
        };
        if self.known.len() >= CAPACITY {
            self.known.clear();
        }
        self.known.insert(word.to_owned(), Arc::clone(&found));
        found
    }
}
