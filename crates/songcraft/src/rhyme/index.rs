//! The dictionary's pronunciations, ordered by the sounds that rhyme.

use crate::lexicon::{Lexicon, Phone, Said};

/// The pronunciations of a lexicon, grouped by their rhyme part: the sounds from the last stressed vowel on, stress
/// aside. Groups stand in the order of their parts, so that those of one vowel stand together.
#[derive(Debug, Default)]
pub(crate) struct RhymeIndex {
    entries: Vec<Said>,
    /// Where each group begins in `entries`.
    starts: Vec<u32>,
}

/// The rhyme part of a pronunciation, as codes without stress; empty where it has no vowel.
fn part(codes: &[u8]) -> impl Iterator<Item = u8> + Clone {
    let phone = |code: &u8| Phone::from_code(*code);
    let is = |test: fn(Phone) -> bool| codes.iter().rposition(|code| phone(code).is_some_and(test));
    let start = is(Phone::is_stressed).or_else(|| is(Phone::is_vowel)).unwrap_or(codes.len());
    codes[start..].iter().map(|code| Phone::plain_code(*code))
}

/// The first eight codes of a part, in one number that sorts as they do.
fn prefix(codes: &[u8]) -> u64 {
    let mut number = 0;
    let mut part = part(codes);
    for _ in 0..8 {
        number = number << 8 | part.next().map_or(0, |code| u64::from(code) + 1);
    }
    number
}

impl RhymeIndex {
    pub(crate) fn of(lexicon: &Lexicon) -> Self {
        let mut sorted: Vec<(u64, Said)> =
            lexicon.all_said().map(|said| (prefix(lexicon.codes(said)), said)).collect();
        sorted.retain(|(prefix, _)| *prefix > 0);
        let part = |said: Said| part(lexicon.codes(said));
        sorted.sort_unstable_by(|left, right| {
            left.0.cmp(&right.0).then_with(|| part(left.1).cmp(part(right.1))).then(left.1.cmp(&right.1))
        });
        let mut starts = Vec::new();
        for (at, (prefix, said)) in sorted.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| sorted[before]);
            if before.is_none_or(|before| before.0 != *prefix || !part(before.1).eq(part(*said))) {
                starts.push(at as u32);
            }
        }
        starts.push(sorted.len() as u32);
        starts.shrink_to_fit();
        Self { entries: sorted.into_iter().map(|(_, said)| said).collect(), starts }
    }

    /// The groups whose part begins with one of these vowels, or all of them.
    pub(super) fn groups<'a>(&'a self, lexicon: &'a Lexicon, vowels: Option<&[Phone]>) -> Vec<&'a [Said]> {
        let vowel = |at: usize| part(lexicon.codes(self.entries[self.starts[at] as usize])).next();
        let count = self.starts.len().saturating_sub(1);
        let Some(wanted) = vowels else { return self.range(0, count) };
        let mut codes: Vec<u8> = wanted.iter().map(|vowel| vowel.with_stress(0).code()).collect();
        codes.sort_unstable();
        codes.dedup();
        let mut groups = Vec::new();
        for code in codes {
            let from = first(count, |at| vowel(at) >= Some(code));
            let to = first(count, |at| vowel(at) > Some(code));
            groups.extend(self.range(from, to));
        }
        groups
    }

    fn range(&self, from: usize, to: usize) -> Vec<&[Said]> {
        let bounds = self.starts.get(from..=to).unwrap_or_default();
        bounds.windows(2).map(|pair| &self.entries[pair[0] as usize..pair[1] as usize]).collect()
    }

    /// Bytes held in memory.
    pub(crate) fn memory(&self) -> usize {
        4 * (self.entries.capacity() + self.starts.capacity())
    }
}

/// The first place below `count` where a test holds that holds from there on.
fn first(count: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
