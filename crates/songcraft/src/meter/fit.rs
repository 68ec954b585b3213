//! Chooses, for each word of a line, the pronunciation with which the line alternates best.

use std::sync::Arc;

use super::function_words::is_function_word;
use crate::lexicon::Pronunciation;

/// The pronunciation chosen for a word and the stresses with which it is sung.
pub(super) struct Choice {
    pub(super) candidate: usize,
    pub(super) stress: String,
}

/// More pronunciations than these are variants of variants.
const MAX_CANDIDATES: usize = 4;
/// A second pronunciation is chosen only where it repairs more than this.
const RARER: u32 = 2;
/// Two strong syllables side by side.
const CLASH: u32 = 3;
/// Two weak syllables side by side.
const LAPSE: u32 = 2;
/// A function word on a strong beat.
const PROMOTED: u32 = 1;
/// An article on a strong beat.
const PROMOTED_ARTICLE: u32 = 3;

/// One way to sing a word: the candidate, its stresses, and what it costs by itself.
struct Way {
    candidate: usize,
    stress: String,
    cost: u32,
}

/// A way's cheapest total so far, and the way of the word before that leads to it.
#[derive(Clone, Copy)]
struct Step {
    total: u32,
    before: usize,
    ends_strong: Option<bool>,
}

/// The cheapest choice for the whole line, by dynamic programming over its words.
pub(super) fn choose(words: &[&str], candidates: &[Arc<[Pronunciation]>]) -> Vec<Choice> {
    let ways: Vec<Vec<Way>> = words.iter().zip(candidates).map(|(word, said)| ways(word, said)).collect();
    let mut steps: Vec<Vec<Step>> = Vec::with_capacity(ways.len());
    for options in &ways {
        let before = steps.last().map_or(&[][..], Vec::as_slice);
        let next = options.iter().map(|way| best_step(way, before)).collect();
        steps.push(next);
    }
    trace(ways, &steps)
}

fn ways(word: &str, said: &[Pronunciation]) -> Vec<Way> {
    let may_be_weak = is_function_word(word);
    let is_article = ["a", "an", "the"].iter().any(|article| article.eq_ignore_ascii_case(word));
    let promoted = if is_article { PROMOTED_ARTICLE } else { PROMOTED };
    let mut ways: Vec<Way> = Vec::new();
    for (candidate, pronunciation) in said.iter().take(MAX_CANDIDATES).enumerate() {
        let stress = pronunciation.stress();
        let rank = if candidate == 0 { 0 } else { RARER };
        if stress.len() == 1 && may_be_weak {
            ways.push(Way { candidate, stress: "0".to_owned(), cost: rank });
            ways.push(Way { candidate, stress: "1".to_owned(), cost: rank + promoted });
        } else {
            let stress = if stress == "0" || stress == "2" { "1".to_owned() } else { stress };
            ways.push(Way { candidate, stress, cost: rank });
        }
    }
    if ways.is_empty() {
        ways.push(Way { candidate: 0, stress: String::new(), cost: 0 });
    }
    ways
}

fn best_step(way: &Way, before: &[Step]) -> Step {
    let inside: u32 = way.stress.as_bytes().windows(2).map(|pair| friction(pair[0], pair[1])).sum();
    let own = way.cost + inside;
    let ends_strong = way.stress.bytes().last().map(is_strong);
    let first = way.stress.bytes().next();
    let joined = before.iter().enumerate().map(|(index, step)| {
        let seam = match (step.ends_strong, first) {
            (Some(strong), Some(next)) => friction(if strong { b'1' } else { b'0' }, next),
            _ => 0,
        };
        Step { total: step.total + seam + own, before: index, ends_strong: ends_strong.or(step.ends_strong) }
    });
    joined.min_by_key(|step| step.total).unwrap_or(Step { total: own, before: 0, ends_strong })
}

const fn is_strong(stress: u8) -> bool {
    stress == b'1' || stress == b'2'
}

const fn friction(left: u8, right: u8) -> u32 {
    match (is_strong(left), is_strong(right)) {
        (true, true) => CLASH,
        (false, false) => LAPSE,
        _ => 0,
    }
}

/// Walks back from the cheapest end.
fn trace(ways: Vec<Vec<Way>>, steps: &[Vec<Step>]) -> Vec<Choice> {
    let last = steps.last().map_or(0, |last| cheapest(last));
    let mut at = last;
    let mut chosen = Vec::with_capacity(ways.len());
    for (options, step) in ways.into_iter().zip(steps).rev() {
        let before = step.get(at).map_or(0, |step| step.before);
        if let Some(way) = options.into_iter().nth(at) {
            chosen.push(Choice { candidate: way.candidate, stress: way.stress });
        }
        at = before;
    }
    chosen.reverse();
    chosen
}

fn cheapest(steps: &[Step]) -> usize {
    steps.iter().enumerate().min_by_key(|(_, step)| step.total).map_or(0, |(index, _)| index)
}
