//! Phrases that a writer has used before.

use std::collections::HashSet;

use crate::document::{Document, LineKind, Span};
use crate::meter::is_function_word;
use crate::phrases::lower_words;

/// Words of a phrase; three are idiom, five are rarely repeated by chance or habit.
const LENGTH: usize = 4;
/// Words of a phrase that carry meaning, at least.
const CONTENT: usize = 2;

/// A phrase that also stands in another song, located.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatedPhrase {
    /// The line's number, counted from 1.
    pub line: u32,
    /// The place in the line, in bytes from its start.
    pub span: Span,
    /// The words as the line has them.
    pub phrase: String,
}

/// The four-word phrases of a song that also stand in other songs. Phrases of function words alone do not count.
pub fn repeated_phrases(document: &Document, other_songs: &[&str]) -> Vec<RepeatedPhrase> {
    let index = NgramIndex::new(other_songs);
    let sung = document.lines().iter().filter(|line| line.kind == LineKind::Sung);
    sung.flat_map(|line| {
        let text = line.text(document);
        index.find(&lower_words(text)).into_iter().map(|span| RepeatedPhrase {
            line: line.number,
            span,
            phrase: text.get(span.start..span.end).unwrap_or_default().to_owned(),
        })
    })
    .collect()
}

/// The phrases of other songs, as hashes.
#[derive(Debug, Clone, Default)]
pub(crate) struct NgramIndex {
    hashes: HashSet<u64>,
}

impl NgramIndex {
    pub(crate) fn new(songs: &[&str]) -> Self {
        let mut hashes = HashSet::new();
        for song in songs {
            let document = Document::parse(song);
            for line in document.lines().iter().filter(|line| line.kind == LineKind::Sung) {
                let words = lower_words(line.text(&document));
                hashes.extend(words.windows(LENGTH).filter(|window| has_content(window)).map(hash));
            }
        }
        Self { hashes }
    }

    /// The places in a line where a known phrase stands; overlapping phrases are one place.
    pub(crate) fn find(&self, words: &[(String, Span)]) -> Vec<Span> {
        if self.hashes.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Span> = Vec::new();
        for window in
            words.windows(LENGTH).filter(|window| self.hashes.contains(&hash(window)) && has_content(window))
        {
            let span = Span::new(window[0].1.start, window[LENGTH - 1].1.end);
            match found.last_mut() {
                Some(last) if span.start < last.end => last.end = span.end,
                _ => found.push(span),
            }
        }
        found
    }
}

fn has_content(window: &[(String, Span)]) -> bool {
    window.iter().filter(|(word, _)| !is_function_word(word)).count() >= CONTENT
}

/// FNV-1a over the words; the same on every target.
fn hash(window: &[(String, Span)]) -> u64 {
    let bytes = window.iter().flat_map(|(word, _)| word.bytes().chain([b' ']));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_of_another_song_is_found_as_one_place() {
        let other = "[Verse]\nthe ferry leaves the harbour light behind\n";
        let song = Document::parse("[Verse]\nNow the ferry leaves the harbour again\nsomething else here\n");
        let found = repeated_phrases(&song, &[other]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].phrase, "the ferry leaves the harbour");
        assert_eq!(found[0].line, 2);
    }

    #[test]
    fn function_words_alone_are_no_phrase() {
        let song = Document::parse("and you will be with me\n");
        assert!(repeated_phrases(&song, &["and you will be with me\n"]).is_empty());
    }
}
