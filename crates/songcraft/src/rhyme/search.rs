//! Words that rhyme with a word or a phrase.

use std::ops::RangeInclusive;

use serde::Serialize;

use super::compare;
use super::tail::RhymeEnd;
use super::RhymeKind;
use crate::lexicon::{Lexicon, Phone};
use crate::meter;

/// What to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RhymeQuery {
    /// The kinds wanted; all but identity where empty.
    pub kinds: Vec<RhymeKind>,
    /// The syllables a word may have.
    pub syllables: Option<RangeInclusive<u32>>,
    /// The stress pattern a word must have, such as `01`.
    pub stress: Option<String>,
    /// The most words to return.
    pub limit: usize,
}

impl Default for RhymeQuery {
    fn default() -> Self {
        Self { kinds: vec![RhymeKind::Perfect, RhymeKind::Family], syllables: None, stress: None, limit: 100 }
    }
}

/// A word that rhymes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RhymeCandidate {
    /// The word, as the dictionary writes it.
    pub word: String,
    /// What it shares with the word asked for.
    pub kind: RhymeKind,
    /// Its syllables.
    pub syllables: u32,
    /// Its stresses.
    pub stress: String,
}

/// The dictionary's words that rhyme with the end of a word or phrase, most useful first: by kind, then by how common
/// the word is, then by length and alphabet.
pub fn search(lexicon: &Lexicon, word_or_phrase: &str, query: &RhymeQuery) -> Vec<RhymeCandidate> {
    let end = RhymeEnd::of(lexicon, &meter::line(lexicon, word_or_phrase));
    if end.is_silent() {
        return Vec::new();
    }
    let mut found: Vec<RhymeCandidate> = Vec::new();
    for (word, pronunciations) in lexicon.entries() {
        if word == end.word || word.contains(|letter: char| !letter.is_ascii_alphabetic()) {
            continue;
        }
        for codes in pronunciations {
            let phones: Vec<Phone> = codes.iter().copied().filter_map(Phone::from_code).collect();
            if let Some(candidate) = candidate(&end, word, &phones, query) {
                found.push(candidate);
                break;
            }
        }
    }
    found.sort_by(|left, right| {
        let key = |candidate: &RhymeCandidate| (candidate.kind, candidate.word.len());
        key(left).cmp(&key(right)).then_with(|| left.word.cmp(&right.word))
    });
    found.truncate(query.limit);
    found
}

fn candidate(end: &RhymeEnd, word: &str, phones: &[Phone], query: &RhymeQuery) -> Option<RhymeCandidate> {
    let syllables = phones.iter().filter(|phone| phone.is_vowel()).count() as u32;
    if query.syllables.as_ref().is_some_and(|range| !range.contains(&syllables)) {
        return None;
    }
    let kind = compare::kind(end, &RhymeEnd::of_phones(word, phones));
    let wanted = if query.kinds.is_empty() {
        !matches!(kind, RhymeKind::None | RhymeKind::Identity)
    } else {
        query.kinds.contains(&kind)
    };
    let stress: String = phones.iter().filter_map(|phone| phone.stress()).map(|digit| char::from(b'0' + digit)).collect();
    let fits = query.stress.as_ref().is_none_or(|wanted| *wanted == stress);
    (wanted && fits).then(|| RhymeCandidate { word: word.to_owned(), kind, syllables, stress })
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    fn words(asked: &str, query: &RhymeQuery) -> Vec<String> {
        search(Lexicon::embedded(), asked, query).into_iter().map(|candidate| candidate.word).collect()
    }

    #[test]
    fn perfect_rhymes_are_found_and_the_word_itself_is_not() {
        let query = RhymeQuery { kinds: vec![RhymeKind::Perfect], limit: 1000, ..RhymeQuery::default() };
        let found = words("night", &query);
        assert!(found.contains(&"light".to_owned()));
        assert!(!found.contains(&"night".to_owned()));
        assert!(!found.contains(&"ride".to_owned()));
    }

    #[test]
    fn syllables_and_stress_narrow_the_search() {
        let query = RhymeQuery {
            kinds: vec![RhymeKind::Perfect],
            syllables: Some(2..=2),
            stress: Some("01".to_owned()),
            limit: 1000,
        };
        let found = search(Lexicon::embedded(), "away", &query);
        assert!(!found.is_empty());
        assert!(found.iter().all(|candidate| candidate.syllables == 2 && candidate.stress == "01"));
    }

    #[test]
    fn a_phrase_is_searched_by_its_end() {
        let query = RhymeQuery::default();
        assert!(words("down by the river stone", &query).contains(&"alone".to_owned()));
        assert!(words("🎸", &query).is_empty());
    }
}
