//! One way to say a word.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::Phone;

/// Where the sounds of a word come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The CMU Pronouncing Dictionary.
    Dictionary,
    /// A form of a dictionary word: plural, possessive, clipped -in', contraction, derived word.
    Form,
    /// Two dictionary words written as one.
    Compound,
    /// Digits, read as a number, a year or an ordinal.
    Number,
    /// Letters, said one by one.
    Spelled,
    /// An interjection such as "ooh" or "yeahhh".
    Interjection,
    /// Letter-to-sound rules.
    Rules,
    /// Hyphenation patterns of another language than English: syllables, no sounds.
    Hyphenation,
    /// No Latin letter and no digit: no claim about sounds.
    Unknown,
}

impl Source {
    /// The name as data writes it, the same as in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Dictionary => "dictionary",
            Self::Form => "form",
            Self::Compound => "compound",
            Self::Number => "number",
            Self::Spelled => "spelled",
            Self::Interjection => "interjection",
            Self::Rules => "rules",
            Self::Hyphenation => "hyphenation",
            Self::Unknown => "unknown",
        }
    }
}

/// The sounds of a word and where they come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pronunciation {
    /// The sounds in order.
    pub phones: Vec<Phone>,
    /// Syllables that are known without sounds; 0 where the sounds tell them.
    pub counted: u32,
    /// Where they come from.
    pub source: Source,
}

impl Pronunciation {
    pub(crate) fn of_codes(codes: &[u8], source: Source) -> Self {
        Self::of_phones(codes.iter().copied().filter_map(Phone::from_code).collect(), source)
    }

    pub(crate) const fn of_phones(phones: Vec<Phone>, source: Source) -> Self {
        Self { phones, counted: 0, source }
    }

    /// The number of syllables.
    pub fn syllables(&self) -> u32 {
        self.counted + self.phones.iter().filter(|phone| phone.is_vowel()).count() as u32
    }

    /// The stress of each syllable in order: 0 none, 1 primary, 2 secondary. "believer" is `010`.
    pub fn stress(&self) -> String {
        self.phones
            .iter()
            .filter_map(|phone| phone.stress())
            .map(|stress| char::from(b'0' + stress))
            .collect()
    }

    /// The sounds in `ARPAbet`, parted by spaces.
    pub fn phones_text(&self) -> String {
        let mut text = String::with_capacity(self.phones.len() * 4);
        for phone in &self.phones {
            if !text.is_empty() {
                text.push(' ');
            }
            // Writing to a String cannot fail.
            let _ = write!(text, "{phone}");
        }
        text
    }
}
