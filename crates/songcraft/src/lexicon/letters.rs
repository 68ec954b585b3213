//! Letter-to-sound rules for words that no dictionary word explains.
//!
//! The build script learns them from the dictionary: a decision tree reads each letter by its neighbours, then weights
//! place the main stress. How often they are right is measured on words that were left out (`docs/songcraft.md`).

mod names;
mod stress;
mod tree;

use super::layout::{Chunk, NONE};
use super::{Phone, Pronunciation, Source};
use stress::StressWeights;
use tree::LetterTree;

pub(super) use names::name_of_letter;

/// Letters read in one word; what follows in an endless one is no word.
const MOST_LETTERS: usize = 64;

/// The rules of a lexicon. Without rules a word has no sounds.
#[derive(Debug, Default)]
pub(super) struct LetterRules {
    classes: Vec<Chunk>,
    tree: LetterTree,
    stress: StressWeights,
}

impl LetterRules {
    /// The rules from the lexicon's parts; `None` where they contradict themselves.
    pub(super) fn read(classes: &[u8], tree: [&[u8]; 3], weights: &[u8]) -> Option<Self> {
        let classes: Vec<Chunk> = classes.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
        let known = |code: &u8| *code == NONE || Phone::from_code(*code).is_some();
        let sound = classes.iter().flatten().all(known);
        let tree = LetterTree::read(tree, classes.len())?;
        sound.then_some(())?;
        Some(Self { classes, tree, stress: StressWeights::read(weights)? })
    }

    pub(super) fn memory(&self) -> usize {
        self.tree.memory() + self.stress.memory()
    }

    /// The sounds that the letters of a folded word suggest.
    pub(super) fn pronounce(&self, bare: &str) -> Pronunciation {
        let word = bare.as_bytes();
        let word = &word[..word.len().min(MOST_LETTERS)];
        let chunks: Vec<Chunk> = self
            .tree
            .classes(word)
            .into_iter()
            .map(|class| self.classes.get(usize::from(class)).copied().unwrap_or([NONE; 2]))
            .collect();
        let stresses = self.stress.place(word, &chunks);
        let mut stresses = stresses.into_iter();
        let phones = chunks.iter().flatten().filter_map(|code| Phone::from_code(*code));
        let phones = phones.map(|phone| {
            if phone.is_vowel() { phone.with_stress(stresses.next().unwrap_or(0)) } else { phone }
        });
        Pronunciation::of_phones(without_doubles(phones), Source::Rules)
    }
}

/// Two letters that stand for one consonant may both be read: "TT" is one T.
fn without_doubles(phones: impl Iterator<Item = Phone>) -> Vec<Phone> {
    let mut kept: Vec<Phone> = Vec::new();
    for phone in phones {
        if phone.is_vowel() || kept.last() != Some(&phone) {
            kept.push(phone);
        }
    }
    kept
}
