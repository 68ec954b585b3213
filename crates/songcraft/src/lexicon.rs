//! How words sound: the CMU Pronouncing Dictionary, packed, and rules for the words it does not have.
//!
//! Every [`Pronunciation`] says where its sounds come from. The dictionary is that of the crate `cmudict-fast` 0.8.0
//! (Carnegie Mellon University, BSD-style licence, checked November 2026).

mod fold;
mod forms;
mod interjections;
mod language;
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
use std::sync::OnceLock;

pub use language::Language;
pub use pack::LexiconError;
pub use phone::Phone;
pub use pronouncer::Pronouncer;
pub use pronunciation::{Pronunciation, Source};

use pack::Packed;

use crate::rhyme::RhymeIndex;

/// A token with digits, written out as it is sung: `1999` is "nineteen ninety nine". `None` where it has no reading.
pub fn spell_number(token: &str) -> Option<String> {
    Some(numbers::spell(&fold::fold(token))?.join(" "))
}

/// The version of the packed lexicon, made from its bytes: a browser may keep it for ever under this name.
pub const LEXICON_VERSION: &str = env!("SONGCRAFT_LEXICON");

/// The packed lexicon, as the server hands it to the browser. Bytes, not compressed.
#[cfg(feature = "embedded")]
pub static LEXICON_BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// One pronunciation of a dictionary word: the word's number, and which of its pronunciations, in four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Said(u32);

impl Said {
    /// No dictionary word has sixteen pronunciations; further ones would be taken for the sixteenth.
    const NTH_BITS: u32 = 4;

    fn new(word: usize, nth: usize) -> Self {
        Self((word as u32) << Self::NTH_BITS | (nth as u32).min((1 << Self::NTH_BITS) - 1))
    }

    const fn word(self) -> usize {
        (self.0 >> Self::NTH_BITS) as usize
    }

    const fn nth(self) -> usize {
        (self.0 & ((1 << Self::NTH_BITS) - 1)) as usize
    }
}

/// An open lexicon: words, their pronunciations, and the rules for other words.
#[derive(Debug)]
pub struct Lexicon {
    packed: Packed,
    rhymes: OnceLock<RhymeIndex>,
}

impl Lexicon {
    /// Opens a packed lexicon. Fails on bytes of another version or of a broken download; never panics.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, LexiconError> {
        Ok(Self::with(Packed::open(&bytes.into())?))
    }

    fn with(packed: Packed) -> Self {
        Self { packed, rhymes: OnceLock::new() }
    }

    /// The lexicon that the crate carries, opened once per process.
    /// Should the bytes be broken, which a test rules out, it has no words.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self::with(Packed::open(LEXICON_BYTES).unwrap_or_default()))
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
        Some(
            self.packed
                .pronunciations(index)
                .map(|codes| Pronunciation::of_codes(codes, Source::Dictionary))
                .collect(),
        )
    }

    /// How common a folded word is: 3 most common, 0 rare or unknown. Source and licence stand in
    /// `data/commonness.txt`.
    pub fn commonness(&self, word: &str) -> u8 {
        self.packed.find(word).map_or(0, |index| self.packed.commonness(index))
    }

    /// Bytes that the lexicon holds in memory, with its index of rhymes where that is built.
    pub fn memory(&self) -> usize {
        self.packed.memory() + self.rhymes.get().map_or(0, RhymeIndex::memory)
    }

    /// Every pronunciation of every word, in the order of the words.
    pub(crate) fn all_said(&self) -> impl Iterator<Item = Said> {
        (0..self.len()).flat_map(|word| {
            (0..self.packed.pronunciation_range(word).len()).map(move |nth| Said::new(word, nth))
        })
    }

    /// The codes of a pronunciation.
    pub(crate) fn codes(&self, said: Said) -> &[u8] {
        self.packed.codes(self.packed.pronunciation_range(said.word()).start + said.nth())
    }

    /// The word of a pronunciation, and how common it is.
    pub(crate) fn word_of(&self, said: Said) -> (&str, u8) {
        (self.packed.word(said.word()), self.packed.commonness(said.word()))
    }

    /// The pronunciations by rhyme; built when it is first asked for.
    pub(crate) fn rhymes(&self) -> &RhymeIndex {
        self.rhymes.get_or_init(|| RhymeIndex::of(self))
    }

    /// Builds the index that [`crate::rhyme::search`] needs, so that the first search does not wait for it.
    pub fn prepare_rhymes(&self) {
        self.rhymes();
    }
}
