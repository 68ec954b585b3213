//! Aligns the letters of each word with its sounds: every letter gets a chunk of no, one or two phones.

use super::layout::{Chunk, LETTERS, MOST_PHONES, NONE, letter_number};
use super::phone_codes;

/// Rounds of re-estimation; the alignment hardly changes after the third.
const ROUNDS: usize = 3;
/// Cost of a chunk that a letter has never had, in 1/16 bit.
const UNSEEN: u32 = 16 * 18;
/// Places in the table of costs: phones and "none".
const PHONES: usize = phone_codes::COUNT as usize + 1;

/// A word, letter by letter.
pub(crate) type Aligned = Vec<Chunk>;

/// Aligns each pair of letters and phones; `None` where a word has more sounds than its letters can carry.
pub(crate) fn align_all<'a>(pairs: &[(&'a [u8], &'a [u8])]) -> Vec<Option<Aligned>> {
    let mut costs = Costs::first();
    let mut aligned: Vec<Option<Aligned>> = Vec::new();
    for _ in 0..ROUNDS {
        aligned = pairs.iter().map(|(letters, phones)| align(letters, phones, &costs)).collect();
        costs = Costs::learn(pairs, &aligned);
    }
    aligned
}

/// What it costs that a letter stands for a chunk, in 1/16 bit, by letter and phones.
struct Costs {
    table: Vec<u32>,
}

/// The place of a letter and a chunk in the table; stress does not count.
fn place(letter: u8, chunk: Chunk) -> usize {
    let phone = |phone: u8| if phone == NONE { PHONES - 1 } else { usize::from(phone) };
    let plain = without_stress(chunk);
    (letter_number(letter) * PHONES + phone(plain[0])) * PHONES + phone(plain[1])
}

impl Costs {
    fn first() -> Self {
        let mut table = vec![UNSEEN; LETTERS * PHONES * PHONES];
        let codes = || (0..phone_codes::COUNT).chain([NONE]);
        for letter in (b'a'..=b'z').chain(*b"'-.") {
            for first in codes() {
                for second in codes().filter(|second| first != NONE || *second == NONE) {
                    table[place(letter, [first, second])] = seed_cost(letter, [first, second]);
                }
            }
        }
        Self { table }
    }

    fn learn(pairs: &[(&[u8], &[u8])], aligned: &[Option<Aligned>]) -> Self {
        let mut table = vec![0u32; LETTERS * PHONES * PHONES];
        let mut totals = [0u32; LETTERS];
        for ((letters, _), chunks) in pairs.iter().zip(aligned) {
            for (letter, chunk) in letters.iter().zip(chunks.iter().flatten()) {
                table[place(*letter, *chunk)] += 1;
                totals[letter_number(*letter)] += 1;
            }
        }
        for (at, entry) in table.iter_mut().enumerate() {
            let total = totals[at / (PHONES * PHONES)];
            *entry = if *entry == 0 { UNSEEN } else { log2_sixteenths(total) - log2_sixteenths(*entry) };
        }
        Self { table }
    }

    fn of(&self, letter: u8, chunk: Chunk) -> u32 {
        self.table[place(letter, chunk)]
    }
}

/// Vowel letters stand for vowels, consonants for consonants; everything else costs more.
fn seed_cost(letter: u8, chunk: Chunk) -> u32 {
    let vowel_letter = b"aeiouy".contains(&letter);
    let count = chunk.iter().filter(|phone| **phone != NONE).count() as u32;
    let vowels = chunk.iter().filter(|phone| **phone != NONE && is_vowel(**phone)).count() as u32;
    match (count, vowel_letter) {
        (0, _) => 40,
        (1, true) => 16 + 60 * (1 - vowels),
        (1, false) => 16 + 60 * vowels,
        _ => 70 + 16 * count,
    }
}

pub(crate) fn is_vowel(phone: u8) -> bool {
    phone < phone_codes::VOWELS
}

/// The chunk with its vowels unstressed.
pub(crate) fn without_stress(chunk: Chunk) -> Chunk {
    chunk.map(|phone| if phone != NONE && is_vowel(phone) { phone - phone % 3 } else { phone })
}

/// The binary logarithm in sixteenths, in whole numbers: the same on every machine.
pub(crate) fn log2_sixteenths(value: u32) -> u32 {
    let value = value.max(1);
    let whole = value.ilog2();
    let fraction = ((u64::from(value) << 8) >> whole) as u32 - 256;
    whole * 16 + fraction / 16
}

/// The cheapest alignment, by dynamic programming over letters and phones.
fn align(letters: &[u8], phones: &[u8], costs: &Costs) -> Option<Aligned> {
    const FAR: u32 = u32::MAX / 2;
    let width = phones.len() + 1;
    let mut best = vec![FAR; (letters.len() + 1) * width];
    let mut taken = vec![0u8; best.len()];
    best[0] = 0;
    for (row, letter) in letters.iter().enumerate() {
        for at in 0..width {
            let so_far = best[row * width + at];
            if so_far >= FAR {
                continue;
            }
            for count in 0..=MOST_PHONES.min(phones.len() - at) {
                let total = so_far + costs.of(*letter, chunk_of(&phones[at..at + count]));
                let next = (row + 1) * width + at + count;
                if total < best[next] {
                    best[next] = total;
                    taken[next] = count as u8;
                }
            }
        }
    }
    let mut at = phones.len();
    if best[letters.len() * width + at] >= FAR {
        return None;
    }
    let mut chunks = Vec::with_capacity(letters.len());
    for row in (1..=letters.len()).rev() {
        let count = usize::from(taken[row * width + at]);
        chunks.push(chunk_of(&phones[at - count..at]));
        at -= count;
    }
    chunks.reverse();
    Some(chunks)
}

fn chunk_of(phones: &[u8]) -> Chunk {
    let mut chunk = [NONE; MOST_PHONES];
    chunk[..phones.len()].copy_from_slice(phones);
    chunk
}
