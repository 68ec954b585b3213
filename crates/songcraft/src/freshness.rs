//! Clichés, machine-written stock phrases, and phrases repeated from other songs.

mod ngrams;

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::document::{Document, LineKind, Span};
use crate::phrases::{PhraseList, lower_words};

pub(crate) use ngrams::NgramIndex;
pub use ngrams::{RepeatedPhrase, repeated_phrases};

const CLICHES: &str = include_str!("../data/cliches.txt");
const STOCK_PHRASES: &str = include_str!("../data/stock_phrases.txt");

/// Which list a phrase is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StaleKind {
    /// Worn by generations of songwriters.
    Cliche,
    /// Typical of machine-written lyrics.
    StockPhrase,
}

/// A stale phrase, located.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StalePhrase {
    /// The line's number, counted from 1.
    pub line: u32,
    /// The place in the line, in bytes from its start.
    pub span: Span,
    /// The phrase as its list has it.
    pub phrase: String,
    /// Which list it is on.
    pub kind: StaleKind,
}

/// The stale phrases of a song's sung lines, in order.
pub fn stale_phrases(document: &Document) -> Vec<StalePhrase> {
    let sung = document.lines().iter().filter(|line| line.kind == LineKind::Sung);
    sung.flat_map(|line| {
        in_words(&lower_words(line.text(document))).into_iter().map(|(kind, phrase, span)| StalePhrase {
            line: line.number,
            span,
            phrase: phrase.to_owned(),
            kind,
        })
    })
    .collect()
}

/// The stale phrases of one line, given as its words.
pub(crate) fn in_words(words: &[(String, Span)]) -> Vec<(StaleKind, &'static str, Span)> {
    let from = |list: &'static PhraseList, kind| {
        list.find(words).into_iter().map(move |found| (kind, found.phrase, found.span))
    };
    let mut found: Vec<_> =
        from(cliches(), StaleKind::Cliche).chain(from(stock_phrases(), StaleKind::StockPhrase)).collect();
    found.sort_by_key(|(_, _, span)| (span.start, span.end));
    found.dedup_by(|later, earlier| later.2.start < earlier.2.end);
    found
}

fn cliches() -> &'static PhraseList {
    static LIST: OnceLock<PhraseList> = OnceLock::new();
    LIST.get_or_init(|| PhraseList::read(CLICHES))
}

fn stock_phrases() -> &'static PhraseList {
    static LIST: OnceLock<PhraseList> = OnceLock::new();
    LIST.get_or_init(|| PhraseList::read(STOCK_PHRASES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stale_phrases_are_located() {
        let text = "[Verse 1]\nWhispers in the dark again\nI sold the piano in May\n";
        let found = stale_phrases(&Document::parse(text));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].line, 2);
        let line = "Whispers in the dark again";
        assert_eq!(&line[found[0].span.start..found[0].span.end], "Whispers in the dark");
    }

    #[test]
    fn the_lists_are_long_and_have_no_doubles() {
        for (file, least) in [(CLICHES, 200), (STOCK_PHRASES, 150)] {
            let lines: Vec<&str> =
                file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
            let mut sorted = lines.clone();
            sorted.sort_unstable();
            let before = sorted.len();
            sorted.dedup();
            assert_eq!(sorted.len(), before, "a phrase stands twice in a list");
            assert!(lines.len() >= least, "{} phrases", lines.len());
        }
    }
}
