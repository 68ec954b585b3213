//! How words sound: the CMU Pronouncing Dictionary, packed, and rules for the words it does not have.
//!
//! Every [`Pronunciation`] says where its sounds come from. The dictionary is that of the crate `cmudict-fast` 0.8.0
//! (Carnegie Mellon University, BSD-style licence, checked November 2026).

mod fold;
mod forms;
mod interjections;
mod layout;
mod letter_features;
mod letters;
mod numbers;
mod pack;
mod phone;
mod phone_codes;
mod pronouncer;
mod pronunciation;
mod stress_features;

use std::borrow::Cow;
#[cfg(feature = "embedded")]
use std::sync::OnceLock;

pub use pack::LexiconError;
pub use phone::Phone;
pub use pronouncer::Pronouncer;
pub use pronunciation::{Pronunciation, Source};

use pack::Packed;

/// A token with digits, written out as it is sung: `1999` is "nineteen ninety nine". `None` where it has no reading.
pub fn spell_number(token: &str) -> Option<String> {
    Some(numbers::spell(&fold::fold(token))?.join(" "))
}

/// The version of the packed lexicon: a browser may cache the bytes for ever under this name.
pub const LEXICON_VERSION: &str = "2";

/// The packed lexicon, as the server hands it to the browser. Bytes, not compressed.
#[cfg(feature = "embedded")]
pub static LEXICON_BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// An open lexicon: words, their pronunciations, and the rules for other words.
#[derive(Debug)]
pub struct Lexicon {
    packed: Packed,
}

impl Lexicon {
    /// Opens a packed lexicon. Fails on bytes of another version or of a broken download; never panics.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, LexiconError> {
        Ok(Self { packed: Packed::open(&bytes.into())? })
    }

    /// The lexicon that the crate carries, opened once per process.
    ///
    /// # Panics
    /// Never in a released build: the bytes are packed by the crate's own build script, and a test opens them.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self { packed: Packed::open(LEXICON_BYTES).unwrap_or_default() })
    }

    /// The number of words in the dictionary.
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Whether the dictionary has no word; rules still apply then.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The ways to say a word, the usual one first. Case, typographic apostrophes and accents do not matter. Empty
    /// where the word has no Latin letter and no digit.
    pub fn pronounce(&self, word: &str) -> Vec<Pronunciation> {
        forms::pronounce(self, word)
    }

    /// The dictionary's pronunciations of a folded word.
    pub(crate) fn entry(&self, folded: &str) -> Option<Vec<Pronunciation>> {
        let index = self.packed.find(folded)?;
        Some(self.packed.pronunciations(index).map(|codes| Pronunciation::of_codes(codes, Source::Dictionary)).collect())
    }

    /// How common a folded word is: 3 most common, 0 rare or unknown. Source and licence stand in
    /// `data/commonness.txt`.
    pub fn commonness(&self, word: &str) -> u8 {
        self.packed.find(word).map_or(0, |index| self.packed.commonness(index))
    }

    /// Bytes that the lexicon holds in memory.
    pub fn memory(&self) -> usize {
        self.packed.memory()
    }

    /// Every word with its pronunciations, as codes, in alphabetical order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = &[u8]>)> {
        (0..self.len()).map(|index| (self.packed.word(index), self.packed.pronunciations(index)))
    }
}
