//! The sounds at the end of a line.

use crate::lexicon::{Lexicon, Phone, Pronunciation};
use crate::meter::{LineMeter, MeasuredWord, is_function_word};

/// Words looked at from the end; a rhyme across more is not heard.
const MAX_WORDS: usize = 4;
/// Sounds kept: enough for any rhyme, and a bound on the work.
const MAX_PHONES: usize = 24;
/// Pronunciations of the last word that are compared.
const MAX_TAILS: usize = 4;

/// The last sounds of a line, in one pronunciation, with the places where words begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tail {
    pub(super) phones: Vec<Phone>,
    /// Where each word of the tail begins, as indices into `phones`.
    pub(super) starts: Vec<usize>,
}

/// The end of a line: its last word and the ways to say it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RhymeEnd {
    pub(super) word: String,
    pub(super) tails: Vec<Tail>,
}

impl RhymeEnd {
    /// The end of a measured line. Backing vocals count only where the line has nothing else.
    pub(crate) fn of(lexicon: &Lexicon, line: &LineMeter) -> Self {
        Self::with(line, |word| lexicon.pronounce(word))
    }

    /// As [`Self::of`], with another source of pronunciations.
    pub(crate) fn with(line: &LineMeter, mut pronounce: impl FnMut(&str) -> Vec<Pronunciation>) -> Self {
        let spoken = |word: &&MeasuredWord| !word.pronunciation.phones.is_empty();
        let lead: Vec<&MeasuredWord> =
            line.words.iter().rev().filter(spoken).filter(|word| !word.backing).take(MAX_WORDS).collect();
        let words = if lead.is_empty() {
            line.words.iter().rev().filter(spoken).take(MAX_WORDS).collect()
        } else {
            lead
        };
        let Some((last, before)) = words.split_first() else { return Self::default() };
        let mut end = Self { word: last.text.to_lowercase(), tails: Vec::new() };
        end.add(before, &last.pronunciation);
        for other in pronounce(&last.text) {
            end.add(before, &other);
        }
        end
    }

    /// The end of a single word said in this way.
    pub(super) fn of_phones(word: &str, phones: &[Phone]) -> Self {
        let skip = phones.len().saturating_sub(MAX_PHONES);
        Self { word: word.to_owned(), tails: vec![Tail { phones: phones[skip..].to_vec(), starts: vec![0] }] }
    }

    /// Takes the sounds of another word; the memory is used again.
    pub(super) fn say(&mut self, codes: &[u8]) {
        if let Some(tail) = self.tails.first_mut() {
            let skip = codes.len().saturating_sub(MAX_PHONES);
            tail.phones.clear();
            tail.phones.extend(codes[skip..].iter().filter_map(|code| Phone::from_code(*code)));
        }
    }

    /// The vowels at which the rhyme may begin.
    pub(super) fn vowels(&self) -> Vec<Phone> {
        self.tails.iter().filter_map(|tail| tail.phones.get(tail.rhyme_start()?).copied()).collect()
    }

    pub(super) fn is_silent(&self) -> bool {
        self.tails.is_empty()
    }

    fn add(&mut self, before: &[&MeasuredWord], last: &Pronunciation) {
        let mut tails = vec![Tail::of(before, &last.phones)];
        // A weak last word lets the rhyme begin in the word before: "know it".
        if last.syllables() == 1 && is_function_word(&self.word) && !before.is_empty() {
            let weak: Vec<Phone> = last.phones.iter().map(|phone| phone.with_stress(0)).collect();
            tails.push(Tail::of(before, &weak));
        }
        for tail in tails {
            if self.tails.len() < MAX_TAILS && !self.tails.contains(&tail) {
                self.tails.push(tail);
            }
        }
    }
}

impl Tail {
    /// `before` lists the words before the last, nearest first.
    fn of(before: &[&MeasuredWord], last: &[Phone]) -> Self {
        let mut phones = Vec::new();
        let mut starts = Vec::new();
        for word in before.iter().rev() {
            starts.push(phones.len());
            phones.extend(sung(word));
        }
        starts.push(phones.len());
        phones.extend_from_slice(last);
        let skip = phones.len().saturating_sub(MAX_PHONES);
        phones.drain(..skip);
        starts.retain(|start| *start >= skip);
        for start in &mut starts {
            *start -= skip;
        }
        Self { phones, starts }
    }

    /// Where the last stressed vowel is; the last vowel where none is stressed.
    pub(super) fn rhyme_start(&self) -> Option<usize> {
        let last = |test: fn(Phone) -> bool| self.phones.iter().rposition(|phone| test(*phone));
        last(Phone::is_stressed).or_else(|| last(Phone::is_vowel))
    }
}

/// The word's sounds with the stresses it is sung with.
fn sung(word: &MeasuredWord) -> impl Iterator<Item = Phone> {
    let mut stresses = word.stress.bytes();
    word.pronunciation.phones.iter().map(move |phone| {
        if phone.is_vowel() {
            stresses.next().map_or(*phone, |digit| phone.with_stress(digit - b'0'))
        } else {
            *phone
        }
    })
}
