//! Places the stresses of a word whose vowels are known.

use crate::lexicon::layout::Chunk;
use crate::lexicon::phone_codes;
use crate::lexicon::stress_features::{Vowel, WEIGHTS, features, vowels};

/// What speaks for the main stress, learned from the dictionary.
#[derive(Debug, Default)]
pub(super) struct StressWeights {
    weights: Vec<i8>,
}

impl StressWeights {
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let weights: Vec<i8> = bytes.iter().map(|byte| i8::from_le_bytes([*byte])).collect();
        (weights.len() == WEIGHTS).then_some(Self { weights })
    }

    pub(super) fn memory(&self) -> usize {
        self.weights.capacity()
    }

    /// The stress of each vowel: 1 on the best place, 2 on full vowels two or more syllables away, 0 elsewhere.
    pub(super) fn place(&self, word: &[u8], chunks: &[Chunk]) -> Vec<u8> {
        let vowels = vowels(chunks);
        let mut best = (i32::MIN, 0);
        for place in 0..vowels.len() {
            let found = features(word, chunks, &vowels, place);
            let score = found
                .iter()
                .filter_map(|at| self.weights.get(usize::from(*at)))
                .map(|weight| i32::from(*weight))
                .sum();
            if score > best.0 {
                best = (score, place);
            }
        }
        let main = best.1;
        vowels.iter().enumerate().map(|(place, vowel)| stress_of(*vowel, place, main)).collect()
    }
}

fn stress_of(vowel: Vowel, place: usize, main: usize) -> u8 {
    let reduced = matches!(phone_codes::name_of(vowel.code), "AH" | "IH" | "ER" | "IY");
    match place.abs_diff(main) {
        0 => 1,
        1 => 0,
        _ if reduced => 0,
        _ => 2,
    }
}
