//! What speaks for the main stress of a word on one of its vowels; shared by training and use.

use super::layout::{Chunk, NONE};
use super::phone_codes::VOWELS;

/// The number of weights. Features share weights by their hash; a prime factor less would not be noticed.
pub(crate) const WEIGHTS: usize = 1 << 13;

/// Letters of a word's end and of its beginning that are looked at.
const ENDING: usize = 6;
const BEGINNING: usize = 4;

/// A vowel of a word: the letter it stands at and its code without stress.
#[derive(Clone, Copy)]
pub(crate) struct Vowel {
    pub(crate) letter: usize,
    pub(crate) code: u8,
}

/// The vowels of an aligned word in order.
pub(crate) fn vowels(chunks: &[Chunk]) -> Vec<Vowel> {
    let phones =
        chunks.iter().enumerate().flat_map(|(letter, chunk)| chunk.iter().map(move |code| (letter, *code)));
    phones
        .filter(|(_, code)| *code < VOWELS)
        .map(|(letter, code)| Vowel { letter, code: code - code % 3 })
        .collect()
}

/// The features of the stress on vowel `place`, as indices of weights.
pub(crate) fn features(word: &[u8], chunks: &[Chunk], vowels: &[Vowel], place: usize) -> Vec<u16> {
    let mut found = Vec::with_capacity(24);
    let count = small(vowels.len());
    let (front, back) = (small(place), small(vowels.len() - place));
    for length in 1..=ENDING.min(word.len()) {
        found.push(hash(1, &[back, small(length)], &word[word.len() - length..]));
    }
    for length in 1..=BEGINNING.min(word.len()) {
        found.push(hash(2, &[front, small(length)], &word[..length]));
    }
    let Some(vowel) = vowels.get(place).copied() else { return found };
    let after = consonants_after(chunks, vowels, place);
    let last = u8::from(place + 1 == vowels.len());
    let letter = |offset: isize| {
        vowel.letter.checked_add_signed(offset).and_then(|at| word.get(at)).copied().unwrap_or(0)
    };
    let near = back.min(4);
    found.push(hash(3, &[count, front], &[]));
    found.push(hash(4, &[near, vowel.code, after], &[]));
    found.push(hash(5, &[near, after, last], &[]));
    found.push(hash(6, &[vowel.code, front.min(3)], &[]));
    found.push(hash(7, &[near, letter(-1), letter(0), letter(1)], &[]));
    found.push(hash(8, &[front.min(4), letter(0), letter(1), letter(2)], &[]));
    let codes: Vec<u8> = vowels.iter().take(12).map(|vowel| vowel.code).collect();
    found.push(hash(9, &[count, front], &codes));
    let ends: Vec<u8> = vowels.iter().rev().take(3).map(|vowel| vowel.code).collect();
    found.push(hash(10, &[back], &ends));
    found.push(hash(11, &[front], &codes[..codes.len().min(3)]));
    if let Some(next) = vowels.get(place + 1) {
        found.push(hash(12, &[vowel.code, next.code, near], &[]));
    }
    if let Some(before) = place.checked_sub(1).and_then(|at| vowels.get(at)) {
        found.push(hash(13, &[vowel.code, before.code, front.min(4)], &[]));
    }
    found
}

/// The consonants between a vowel and the next, at most three counted.
fn consonants_after(chunks: &[Chunk], vowels: &[Vowel], place: usize) -> u8 {
    let from = vowels.get(place).map_or(0, |vowel| vowel.letter + 1);
    let to = vowels.get(place + 1).map_or(chunks.len(), |vowel| vowel.letter);
    let between = chunks.get(from..to.max(from)).unwrap_or_default().iter().flatten();
    small(between.filter(|code| **code != NONE && **code >= VOWELS).count().min(3))
}

fn small(count: usize) -> u8 {
    count.min(250) as u8
}

/// FNV-1a with a final mix, cut to an index of a weight.
fn hash(kind: u8, numbers: &[u8], letters: &[u8]) -> u16 {
    let bytes = [kind].into_iter().chain(numbers.iter().copied()).chain(letters.iter().copied());
    let hash = bytes.fold(0x811c_9dc5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mixed = (hash ^ (hash >> 15)).wrapping_mul(0x85eb_ca6b);
    ((mixed ^ (mixed >> 13)) as usize % WEIGHTS) as u16
}
