//! Aligns the letters of each word with its sounds: every letter gets a chunk of no, one or two phones.

use std::collections::HashMap;

/// The most phones one letter can stand for, as `x` does in "fox".
pub(crate) const MOST_PHONES: usize = 2;
/// Rounds of re-estimation; the alignment hardly changes after the third.
const ROUNDS: usize = 4;
/// Cost of a chunk that a letter has never had, in 1/16 bit.
const UNSEEN: u32 = 16 * 18;

/// A letter's phones, as codes; unused places hold [`NONE`].
pub(crate) type Chunk = [u8; MOST_PHONES];
/// The mark of an unused place in a chunk.
pub(crate) const NONE: u8 = u8::MAX;

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

/// What it costs that a letter stands for a chunk, in 1/16 bit.
struct Costs {
    known: HashMap<(u8, Chunk), u32>,
    seed: bool,
}

impl Costs {
    fn first() -> Self {
        Self { known: HashMap::new(), seed: true }
    }

    fn learn(pairs: &[(&[u8], &[u8])], aligned: &[Option<Aligned>]) -> Self {
        let mut counts: HashMap<(u8, Chunk), u32> = HashMap::new();
        let mut totals: HashMap<u8, u32> = HashMap::new();
        for ((letters, _), chunks) in pairs.iter().zip(aligned) {
            let Some(chunks) = chunks else { continue };
            for (letter, chunk) in letters.iter().zip(chunks) {
                *counts.entry((*letter, without_stress(*chunk))).or_default() += 1;
                *totals.entry(*letter).or_default() += 1;
            }
        }
        let cost = |letter: u8, count: u32| log2_sixteenths(totals[&letter]) - log2_sixteenths(count);
        let known = counts.iter().map(|(key, count)| (*key, cost(key.0, *count))).collect();
        Self { known, seed: false }
    }

    fn of(&self, letter: u8, chunk: Chunk) -> u32 {
        let plain = without_stress(chunk);
        if self.seed {
            return seed_cost(letter, plain);
        }
        self.known.get(&(letter, plain)).copied().unwrap_or(UNSEEN)
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
    phone < crate::phone_codes::VOWELS
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
