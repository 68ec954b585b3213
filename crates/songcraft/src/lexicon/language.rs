//! The language that lyrics are written in, and what can be said of it.

use hypher::Lang;

use super::{Pronunciation, Source};

/// The language of a sheet. English has sounds, and with them stress and rhyme; for other languages that the crate
/// `hypher` has hyphenation patterns for (TeX's, checked November 2026) syllables are counted and nothing else is
/// claimed; of all others nothing is known.
#[derive(Debug, Clone, Copy)]
pub struct Language(Reading);

/// Only a value of [`Reading::Counted`] leads to the patterns: a program that never asks [`Language::of_code`], such
/// as the browser's part for English songs, is built without their 400 KB.
#[derive(Debug, Clone, Copy)]
enum Reading {
    English,
    Counted(Lang, fn(&str, Lang) -> usize),
    Unread,
}

impl Language {
    /// Sounds, stress and rhyme.
    pub const ENGLISH: Self = Self(Reading::English);

    /// The language of an ISO 639-1 code, such as `de`; a region behind it, as in `pt-BR`, does not matter.
    pub fn of_code(code: &str) -> Self {
        let code = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self(match <[u8; 2]>::try_from(code.as_bytes()) {
            Ok(code) if code == *b"en" => Reading::English,
            Ok(code) => {
                Lang::from_iso(code).map_or(Reading::Unread, |lang| Reading::Counted(lang, syllables))
            }
            Err(_) => Reading::Unread,
        })
    }

    /// Whether rhyme and stress can be heard.
    pub const fn is_heard(self) -> bool {
        matches!(self.0, Reading::English)
    }

    /// Whether syllables are known.
    pub const fn is_counted(self) -> bool {
        !matches!(self.0, Reading::Unread)
    }

    /// A word of a language without sounds: its syllables where they can be counted.
    pub(super) fn count(self, word: &str) -> Vec<Pronunciation> {
        match self.0 {
            Reading::Counted(language, syllables) if word.chars().any(char::is_alphabetic) => {
                let counted = syllables(&word.to_lowercase(), language) as u32;
                vec![Pronunciation { phones: Vec::new(), counted, source: Source::Hyphenation }]
            }
            _ => Vec::new(),
        }
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::ENGLISH
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        match (self.0, other.0) {
            (Reading::Counted(one, _), Reading::Counted(other, _)) => one == other,
            (one, other) => std::mem::discriminant(&one) == std::mem::discriminant(&other),
        }
    }
}

impl Eq for Language {}

/// Letters that carry a syllable in the languages with patterns; `vlk` and its like count one all the same.
const VOWELS: &str = "aeiouyàáâãäåæąèéêëęěìíîïıòóôõöøœőùúûüůýÿ";

/// The parts that have a vowel. Hyphenation leaves no single letter at a line's edge, but a syllable may be one
/// letter; so the edges are open, and a part without a vowel belongs to its neighbour.
fn syllables(word: &str, language: Lang) -> usize {
    let parts = hypher::hyphenate_bounded(word, language, 1, 1);
    parts.filter(|part| part.contains(|c| VOWELS.contains(c))).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(code: &str, word: &str) -> Option<u32> {
        Language::of_code(code).count(word).first().map(Pronunciation::syllables)
    }

    #[test]
    fn a_region_or_capitals_do_not_change_the_language() {
        assert_eq!(Language::of_code("en-GB"), Language::ENGLISH);
        assert_eq!(Language::of_code("PT_br"), Language::of_code("pt"));
        assert_ne!(Language::of_code("de"), Language::of_code("pt"));
        assert!(Language::of_code("de").is_counted() && !Language::of_code("de").is_heard());
        for unknown in ["", "xx", "tlh", "🎸"] {
            assert!(!Language::of_code(unknown).is_counted(), "{unknown}");
        }
    }

    #[test]
    fn syllables_are_counted_where_there_are_patterns() {
        assert_eq!(counted("de", "Nachtigall"), Some(3));
        assert_eq!(counted("es", "corazón"), Some(3));
        assert_eq!(counted("it", "amore"), Some(3));
        assert_eq!(counted("de", "🎸"), None);
        assert_eq!(counted("xx", "word"), None);
    }
}
