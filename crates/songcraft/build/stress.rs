//! Learns where the main stress of a word lies: an averaged perceptron over hashed features, in whole numbers.

use super::align::{Aligned, without_stress};
use super::layout::{Chunk, has_main_stress};
use super::stress_features::{WEIGHTS, features, vowels};

const EPOCHS: u64 = 5;
/// Weights are kept as −31…31; finer ones change nothing that can be measured.
const LEVELS: i64 = 31;
/// The share of weights, in thousandths, that fits the scale; the rest is cut.
const FITTING: usize = 999;

/// A word of two or more syllables: the features of each place, and the place of its stress.
struct Example {
    places: Vec<Vec<u16>>,
    stressed: usize,
}

/// The weights, as signed bytes.
pub(crate) fn learn<'a>(words: impl Iterator<Item = (&'a [u8], &'a Aligned)>) -> Vec<u8> {
    let examples: Vec<Example> = words.filter_map(|(word, aligned)| example(word, aligned)).collect();
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut weights = vec![0i32; WEIGHTS];
    let mut sums = vec![0i64; WEIGHTS];
    let mut since = vec![0i64; WEIGHTS];
    let mut step = 0i64;
    for epoch in 0..EPOCHS {
        order.sort_by_key(|index| shuffled(u64::from(*index), epoch));
        for index in &order {
            let example = &examples[*index as usize];
            step += 1;
            let guessed = guess(example, &weights);
            if guessed == example.stressed {
                continue;
            }
            for (place, change) in [(example.stressed, 1), (guessed, -1)] {
                for feature in &example.places[place] {
                    let at = usize::from(*feature);
                    sums[at] += i64::from(weights[at]) * (step - since[at]);
                    since[at] = step;
                    weights[at] += change;
                }
            }
        }
    }
    for at in 0..WEIGHTS {
        sums[at] += i64::from(weights[at]) * (step - since[at]);
    }
    quantised(&sums)
}

fn example(word: &[u8], aligned: &Aligned) -> Option<Example> {
    let chunks: Vec<Chunk> = aligned.iter().map(|chunk| without_stress(*chunk)).collect();
    let vowels = vowels(&chunks);
    let letter = aligned.iter().position(|chunk| has_main_stress(*chunk))?;
    let stressed = vowels.iter().position(|vowel| vowel.letter == letter)?;
    if vowels.len() < 2 {
        return None;
    }
    let places = (0..vowels.len()).map(|place| features(word, &chunks, &vowels, place)).collect();
    Some(Example { places, stressed })
}

fn guess(example: &Example, weights: &[i32]) -> usize {
    let mut best = (i32::MIN, 0);
    for (place, features) in example.places.iter().enumerate() {
        let score = features.iter().map(|feature| weights[usize::from(*feature)]).sum();
        if score > best.0 {
            best = (score, place);
        }
    }
    best.1
}

/// A fixed order of the examples for each epoch (`SplitMix64`).
fn shuffled(index: u64, epoch: u64) -> u64 {
    let mut mixed = (index + (epoch << 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn quantised(sums: &[i64]) -> Vec<u8> {
    let mut sizes: Vec<i64> = sums.iter().map(|sum| sum.abs()).collect();
    sizes.sort_unstable();
    let scale = sizes[sizes.len() * FITTING / 1000].max(1);
    sums.iter().map(|sum| ((sum * LEVELS) / scale).clamp(-LEVELS, LEVELS) as i8 as u8).collect()
}
