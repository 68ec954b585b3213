//! Lists of phrases, found in lines by their words.

use std::collections::HashMap;

use crate::document::Span;

/// A list of phrases. In its file a phrase is a line of words; `*` ends a word whose ending is open; a tab parts the
/// phrase from a remark.
#[derive(Debug, Clone, Default)]
pub(crate) struct PhraseList {
    phrases: Vec<Phrase>,
    /// Phrases by the first letters of their first word.
    by_start: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone)]
struct Phrase {
    text: String,
    remark: String,
    words: Vec<Pattern>,
}

#[derive(Debug, Clone)]
enum Pattern {
    Whole(String),
    Begins(String),
}

/// A phrase found in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PhraseMatch<'a> {
    pub(crate) phrase: &'a str,
    pub(crate) remark: &'a str,
    pub(crate) span: Span,
}

/// Letters of the first word that choose the phrases to try.
const KEY: usize = 3;

impl PhraseList {
    /// Reads a list: one phrase a line, `#` before remarks.
    pub(crate) fn read(file: &str) -> Self {
        let mut list = Self::default();
        for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (text, remark) = line.split_once('\t').unwrap_or((line, ""));
            list.add(text.trim(), remark.trim());
        }
        list
    }

    pub(crate) fn add(&mut self, text: &str, remark: &str) {
        let words: Vec<Pattern> = text.split_whitespace().map(pattern).collect();
        let Some(first) = words.first() else { return };
        let key = key_of(first.text());
        self.by_start.entry(key).or_default().push(self.phrases.len());
        self.phrases.push(Phrase { text: text.replace('*', ""), remark: remark.to_owned(), words });
    }

    /// The phrases that occur in a line, given as its words in lower case with their places. Longer phrases count
    /// before shorter ones, and matches do not overlap.
    pub(crate) fn find<'a>(&'a self, words: &[(String, Span)]) -> Vec<PhraseMatch<'a>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let Some(phrase) = self.longest_at(&words[at..]) else {
                at += 1;
                continue;
            };
            let last = at + phrase.words.len() - 1;
            let span = Span::new(words[at].1.start, words[last].1.end);
            found.push(PhraseMatch { phrase: &phrase.text, remark: &phrase.remark, span });
            at = last + 1;
        }
        found
    }

    fn longest_at(&self, words: &[(String, Span)]) -> Option<&Phrase> {
        let (first, _) = words.first()?;
        let candidates = self.by_start.get(&key_of(first))?;
        let phrases = candidates.iter().filter_map(|index| self.phrases.get(*index));
        phrases.filter(|phrase| phrase.starts(words)).max_by_key(|phrase| phrase.words.len())
    }
}

impl Phrase {
    fn starts(&self, words: &[(String, Span)]) -> bool {
        words.len() >= self.words.len()
            && self.words.iter().zip(words).all(|(pattern, (word, _))| pattern.fits(word))
    }
}

impl Pattern {
    fn text(&self) -> &str {
        match self {
            Self::Whole(text) | Self::Begins(text) => text,
        }
    }

    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Whole(text) => word == text,
            Self::Begins(text) => word.starts_with(text.as_str()),
        }
    }
}

fn pattern(word: &str) -> Pattern {
    let lower = word.to_lowercase();
    match lower.strip_suffix('*') {
        Some(start) => Pattern::Begins(start.to_owned()),
        None => Pattern::Whole(lower),
    }
}

fn key_of(word: &str) -> String {
    word.chars().take(KEY).collect()
}

/// The words of a text in lower case, with plain apostrophes, and their places.
pub(crate) fn lower_words(text: &str) -> Vec<(String, Span)> {
    crate::document::words::words(text).map(|word| (plain(word.text), word.span)).collect()
}

/// A word in lower case, with plain apostrophes and none around it.
pub(crate) fn plain(word: &str) -> String {
    let lower = word.to_lowercase().replace(['\u{2019}', '\u{2018}', '\u{02BC}'], "'");
    lower.trim_matches('\'').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_in_any_case_and_with_open_endings() {
        let list = PhraseList::read("# remark\nwhisper* in the dark\tsay who\nin the dark\n");
        let text = "Whispers in the DARK, in the dark";
        let found = list.find(&lower_words(text));
        let pieces: Vec<&str> = found.iter().map(|found| &text[found.span.start..found.span.end]).collect();
        assert_eq!(pieces, ["Whispers in the DARK", "in the dark"]);
        assert_eq!(found[0].remark, "say who");
    }

    #[test]
    fn a_phrase_needs_all_its_words() {
        let list = PhraseList::read("neon glow\n");
        assert!(list.find(&lower_words("the neon glows")).is_empty());
        assert!(list.find(&lower_words("neon")).is_empty());
    }
}
