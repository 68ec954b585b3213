//! Ranks the chunks that letters stand for, by context: what is usual gets 0.

use std::collections::BTreeMap;

use super::align::Aligned;
use super::layout::{Before, CONTEXTS, Chunk, LETTERS, context_of, has_main_stress, letter_number};

/// A context must occur this often to get a list of its own.
const LEAST_CONTEXT: u32 = 3;
/// A chunk must occur this often in a context to be on its list.
const LEAST_CHUNK: u32 = 2;

/// The lists by which ranks are read.
pub(crate) struct Ranking {
    /// For each letter, its chunks, the most frequent first.
    pub(crate) letters: Vec<Vec<Chunk>>,
    /// For each context that has one, its list, as places in the letter's list.
    pub(crate) contexts: BTreeMap<usize, Vec<u8>>,
}

/// Visits each letter of an aligned word with its context.
pub(crate) fn visit(word: &[u8], aligned: &Aligned, mut visitor: impl FnMut(usize, usize, Chunk)) {
    let (mut stressed, mut before) = (false, Before::Edge);
    let number = |at: usize| word.get(at).map_or(0, |letter| letter_number(*letter));
    for (at, chunk) in aligned.iter().enumerate() {
        let letters = [at.checked_sub(1).map_or(0, number), number(at), number(at + 1)];
        visitor(letters[1], context_of(letters, stressed, before), *chunk);
        stressed |= has_main_stress(*chunk);
        before = Before::of(*chunk);
    }
}

impl Ranking {
    pub(crate) fn learn<'a>(words: impl Iterator<Item = (&'a [u8], &'a Aligned)> + Clone) -> Self {
        let mut by_letter: Vec<BTreeMap<Chunk, u32>> = vec![BTreeMap::new(); LETTERS];
        let mut by_context: Vec<Vec<(Chunk, u32)>> = vec![Vec::new(); CONTEXTS];
        for (word, aligned) in words {
            visit(word, aligned, |letter, context, chunk| {
                *by_letter[letter].entry(chunk).or_default() += 1;
                match by_context[context].iter_mut().find(|(known, _)| *known == chunk) {
                    Some((_, count)) => *count += 1,
                    None => by_context[context].push((chunk, 1)),
                }
            });
        }
        let letters: Vec<Vec<Chunk>> =
            by_letter.into_iter().map(|counts| by_count(counts.into_iter().collect())).collect();
        let mut contexts = BTreeMap::new();
        for (context, counts) in by_context.into_iter().enumerate() {
            if counts.iter().map(|(_, count)| count).sum::<u32>() < LEAST_CONTEXT {
                continue;
            }
            let letter = context / 8 / LETTERS % LETTERS;
            let usual = by_count(counts.into_iter().filter(|(_, count)| *count >= LEAST_CHUNK).collect());
            let places = usual.iter().filter_map(|chunk| place(&letters[letter], *chunk)).collect();
            contexts.insert(context, places);
        }
        Self { letters, contexts }
    }

    /// The rank of a chunk: its place on the context's list, or after it among the letter's other chunks.
    pub(crate) fn rank(&self, letter: usize, context: usize, chunk: Chunk) -> u8 {
        let list = self.contexts.get(&context).map_or(&[][..], Vec::as_slice);
        let known = place(&self.letters[letter], chunk).unwrap_or_default();
        match list.iter().position(|place| *place == known) {
            Some(rank) => rank as u8,
            None => (list.len() + (0..known).filter(|other| !list.contains(other)).count()) as u8,
        }
    }
}

fn place(chunks: &[Chunk], chunk: Chunk) -> Option<u8> {
    chunks.iter().position(|known| *known == chunk).map(|at| at as u8)
}

fn by_count(mut counts: Vec<(Chunk, u32)>) -> Vec<Chunk> {
    counts.sort_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(&right.0)));
    counts.into_iter().map(|(chunk, _)| chunk).collect()
}
