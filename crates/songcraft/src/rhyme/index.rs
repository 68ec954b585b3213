//! The dictionary's pronunciations, ordered by the sounds that rhyme.

use crate::lexicon::{Lexicon, Phone};

/// The pronunciations of a lexicon, grouped by their rhyme part: the sounds from the last stressed vowel on, stress
/// aside. Groups stand in the order of their parts, so that those of one vowel stand together.
#[derive(Debug, Default)]
pub(crate) struct RhymeIndex {
    /// Pronunciation numbers.
    entries: Vec<u32>,
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

impl RhymeIndex {
    pub(crate) fn of(lexicon: &Lexicon) -> Self {
        let codes = |number: u32| lexicon.codes(number as usize);
        let mut entries: Vec<u32> = (0..lexicon.pronunciation_count() as u32)
            .filter(|number| part(codes(*number)).next().is_some())
            .collect();
        entries.sort_by(|left, right| part(codes(*left)).cmp(part(codes(*right))).then(left.cmp(right)));
        let mut starts = Vec::new();
        for (at, number) in entries.iter().enumerate() {
            if at == 0 || !part(codes(entries[at - 1])).eq(part(codes(*number))) {
                starts.push(at as u32);
            }
        }
        starts.push(entries.len() as u32);
        starts.shrink_to_fit();
        Self { entries, starts }
    }

    /// The groups whose part begins with one of these vowels, or all of them.
    pub(super) fn groups<'a>(
        &'a self,
        lexicon: &'a Lexicon,
        vowels: Option<&'a [Phone]>,
    ) -> impl Iterator<Item = &'a [u32]> + 'a {
        let groups = self.starts.windows(2).map(|pair| &self.entries[pair[0] as usize..pair[1] as usize]);
        groups.filter(move |group| {
            let Some(wanted) = vowels else { return true };
            let first = part(lexicon.codes(group[0] as usize)).next();
            wanted.iter().any(|vowel| first == Some(vowel.with_stress(0).code()))
        })
    }

    /// Bytes held in memory.
    pub(crate) fn memory(&self) -> usize {
        4 * (self.entries.capacity() + self.starts.capacity())
    }
}
