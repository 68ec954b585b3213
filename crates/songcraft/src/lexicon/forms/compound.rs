//! Two dictionary words written as one.

use crate::lexicon::{Lexicon, Phone, Pronunciation, Source};

/// Longer words are no compounds of two; the limit keeps the search small for any input.
const MAX_LENGTH: usize = 32;
const MIN_PART: usize = 3;
/// Rare words are no parts of compounds: "abram" and "son" would make a compound of a name.
const LEAST_COMMON: u8 = 2;

/// The word as two dictionary words, where it can be split: the split with the most even halves counts. The first
/// part keeps the main stress ("`MOONflower`").
pub(super) fn read(lexicon: &Lexicon, bare: &str) -> Option<Pronunciation> {
    if bare.len() < 2 * MIN_PART || bare.len() > MAX_LENGTH || !bare.is_ascii() {
        return None;
    }
    let mut splits: Vec<usize> = (MIN_PART..=bare.len() - MIN_PART).collect();
    splits.sort_by_key(|at| (at.abs_diff(bare.len() - at), *at));
    splits.into_iter().find_map(|at| {
        let (first, second) = bare.split_at(at);
        if lexicon.commonness(first) < LEAST_COMMON || lexicon.commonness(second) < LEAST_COMMON {
            return None;
        }
        let (first, second) = (lexicon.entry(first)?, lexicon.entry(second)?);
        Some(join(first.first()?, second.first()?))
    })
}

fn join(first: &Pronunciation, second: &Pronunciation) -> Pronunciation {
    let lower = |phone: &Phone| match phone.stress() {
        Some(1) => phone.with_stress(2),
        _ => *phone,
    };
    let phones = first.phones.iter().copied().chain(second.phones.iter().map(lower)).collect();
    Pronunciation::of_phones(phones, Source::Compound)
}
