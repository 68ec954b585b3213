//! The word lists of `data/brief.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

type Section = Vec<&'static str>;

fn sections() -> &'static HashMap<&'static str, Section> {
    static SECTIONS: OnceLock<HashMap<&'static str, Section>> = OnceLock::new();
    SECTIONS.get_or_init(|| {
        let mut sections = HashMap::<&str, Section>::new();
        let mut current = "";
        for line in include_str!("../../data/brief.txt").lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                current = name;
            } else if line.contains(':') {
                sections.entry(current).or_default().push(line);
            } else {
                sections.entry(current).or_default().extend(line.split_whitespace());
            }
        }
        sections
    })
}

/// Whether a section of plain words has `word` (in lower case).
pub(crate) fn has(section: &'static str, word: &str) -> bool {
    static SETS: OnceLock<HashMap<&'static str, HashSet<&'static str>>> = OnceLock::new();
    let sets = SETS.get_or_init(|| {
        sections().iter().map(|(name, words)| (*name, words.iter().copied().collect())).collect()
    });
    sets.get(section).is_some_and(|words| words.contains(word))
}

/// The lines "word: meaning" of a section, as pairs.
pub(crate) fn pairs(section: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    sections().get(section).into_iter().flatten().filter_map(|line| {
        let (word, meaning) = line.split_once(':')?;
        Some((word.trim(), meaning.trim()))
    })
}

/// The meaning of `word` in a section of pairs.
pub(crate) fn meaning(section: &str, word: &str) -> Option<&'static str> {
    pairs(section).find(|(key, _)| *key == word).map(|(_, meaning)| meaning)
}
