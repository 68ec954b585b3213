//! Words that rhyme with a word or a phrase.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::RhymeKind;
use super::compare;
use super::tail::RhymeEnd;
use crate::lexicon::{Lexicon, Phone, Said};
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

impl RhymeQuery {
    fn wants(&self, kind: RhymeKind) -> bool {
        if self.kinds.is_empty() {
            !matches!(kind, RhymeKind::None | RhymeKind::Identity)
        } else {
            self.kinds.contains(&kind)
        }
    }

    /// Whether the kinds wanted can be found among words with another stressed vowel.
    fn crosses_vowels(&self) -> bool {
        [RhymeKind::Assonance, RhymeKind::Consonance, RhymeKind::None]
            .into_iter()
            .any(|kind| self.wants(kind))
    }
}

/// A word that rhymes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
/// the word is, then by length and alphabet. The first search of a lexicon builds its index.
pub fn search(lexicon: &Lexicon, word_or_phrase: &str, query: &RhymeQuery) -> Vec<RhymeCandidate> {
    let end = RhymeEnd::of(lexicon, &meter::line(lexicon, word_or_phrase));
    if end.is_silent() {
        return Vec::new();
    }
    // Tens of thousands of words may match and a hundred are wanted: only the shelves that are reached are put in order.
    let mut shelves: BTreeMap<(RhymeKind, Reverse<u8>), Vec<Said>> = BTreeMap::new();
    for (kind, said) in matches(lexicon, &end, query) {
        shelves.entry((kind, Reverse(lexicon.word_of(said).1))).or_default().push(said);
    }
    let mut seen = HashSet::new();
    let mut best = Vec::new();
    for ((kind, _), mut shelf) in shelves {
        shelf.sort_by_cached_key(|said| {
            let word = lexicon.word_of(*said).0;
            (word.len(), word)
        });
        for said in shelf {
            if best.len() == query.limit {
                return best;
            }
            if seen.insert(lexicon.word_of(said).0) {
                best.push(candidate(lexicon, kind, said));
            }
        }
    }
    best
}

/// The pronunciations that fit the query, with what they share.
fn matches(lexicon: &Lexicon, end: &RhymeEnd, query: &RhymeQuery) -> Vec<(RhymeKind, Said)> {
    let vowels = end.vowels();
    let vowels = if query.crosses_vowels() { None } else { Some(vowels.as_slice()) };
    let mut other = RhymeEnd::of_phones("", &[]);
    let mut found = Vec::new();
    for group in lexicon.rhymes().groups(lexicon, vowels) {
        other.say(lexicon.codes(group[0]));
        let first = compare::kind(end, &other);
        // Onsets, which differ within a group, matter only where the parts are equal.
        let onsets_matter =
            matches!(first, RhymeKind::Perfect | RhymeKind::Identity | RhymeKind::Multisyllabic);
        if !onsets_matter && !query.wants(first) {
            continue;
        }
        for said in group.iter().filter(|said| fits(lexicon, **said, end, query)) {
            let kind = if onsets_matter {
                other.say(lexicon.codes(*said));
                compare::kind(end, &other)
            } else {
                first
            };
            if query.wants(kind) {
                found.push((kind, *said));
            }
        }
    }
    found
}

/// Whether a pronunciation is of another, plain word and has the syllables and the stress wanted.
fn fits(lexicon: &Lexicon, said: Said, end: &RhymeEnd, query: &RhymeQuery) -> bool {
    let stresses = || lexicon.codes(said).iter().filter_map(|code| Phone::from_code(*code)?.stress());
    let (word, _) = lexicon.word_of(said);
    word != end.word
        && word.bytes().all(|letter| letter.is_ascii_lowercase())
        && query.syllables.as_ref().is_none_or(|range| range.contains(&(stresses().count() as u32)))
        && query
            .stress
            .as_ref()
            .is_none_or(|wanted| wanted.bytes().eq(stresses().map(|stress| b'0' + stress)))
}

fn candidate(lexicon: &Lexicon, kind: RhymeKind, said: Said) -> RhymeCandidate {
    let codes = lexicon.codes(said);
    let stresses = codes.iter().filter_map(|code| Phone::from_code(*code)?.stress());
    let stress: String = stresses.map(|digit| char::from(b'0' + digit)).collect();
    let (word, _) = lexicon.word_of(said);
    RhymeCandidate { word: word.to_owned(), kind, syllables: stress.len() as u32, stress }
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
    fn common_words_come_first_and_none_comes_twice() {
        let found = words("night", &RhymeQuery::default());
        let place = |word: &str| found.iter().position(|other| other == word).unwrap();
        assert!(place("light") < 20, "{found:?}");
        let mut sorted = found.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), found.len());
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

    #[test]
    fn every_kind_wanted_is_found_and_no_other() {
        for kind in [
            RhymeKind::Perfect,
            RhymeKind::Identity,
            RhymeKind::Family,
            RhymeKind::Assonance,
            RhymeKind::Consonance,
        ] {
            let query = RhymeQuery { kinds: vec![kind], limit: 50, ..RhymeQuery::default() };
            let found = search(Lexicon::embedded(), "light", &query);
            assert!(!found.is_empty(), "{kind:?}");
            for candidate in found {
                assert_eq!(candidate.kind, kind, "{}", candidate.word);
                assert!(crate::rhyme::classify(Lexicon::embedded(), "light", &candidate.word).kind <= kind);
            }
        }
    }
}
