//! Everything measured of one line by itself, whatever song it stands in.

use std::sync::Arc;

use crate::analysis::{self, WordAnalysis};
use crate::document::{Document, Line, Span};
use crate::freshness::{self, StaleKind};
use crate::homographs;
use crate::imagery::{self, Imagery};
use crate::lexicon::Pronouncer;
use crate::meter::{self, LineMeter};
use crate::phrases::plain;
use crate::rhyme::RhymeEnd;
use crate::stem::stem;

/// The measures of one line's text.
#[derive(Debug)]
pub(crate) struct LineStudy {
    pub(crate) meter: LineMeter,
    pub(crate) end: RhymeEnd,
    /// The words as an analysis shows them.
    pub(crate) shown: Arc<[WordAnalysis]>,
    /// The sung words in lower case, with their places in the line.
    pub(crate) words: Vec<(String, Span)>,
    /// Their stems, in the same order.
    pub(crate) stems: Vec<String>,
    pub(crate) imagery: Imagery,
    pub(crate) stale: Vec<(StaleKind, &'static str, Span)>,
    /// Words that are said in two ways: the word, the two ways, the place.
    pub(crate) homographs: Vec<(&'static str, &'static str, Span)>,
    /// Rhymes inside the line.
    pub(crate) internal: usize,
    /// Identifies the text of the line: equal lines share it.
    pub(crate) id: u64,
}

impl LineStudy {
    pub(super) fn of(pronouncer: &mut Pronouncer<'_>, document: &Document, line: &Line) -> Self {
        let meter = meter::document_line(pronouncer, document, line);
        let words: Vec<(String, Span)> =
            meter.words.iter().map(|word| (plain(&word.text), word.span)).collect();
        let end = RhymeEnd::with(&meter, |word| pronouncer.pronounce(word).to_vec());
        // The lists of words are English: in another language they would find what is not there.
        let english: &[_] = if pronouncer.language().is_heard() { &words } else { &[] };
        Self {
            stems: words.iter().map(|(word, _)| stem(word)).collect(),
            imagery: imagery::of_words(english),
            stale: freshness::in_words(english),
            homographs: homographs::in_words(english),
            internal: crate::rhyme::internal(&meter).len(),
            id: id_of(&words),
            shown: analysis::shown(&meter),
            meter,
            end,
            words,
        }
    }
}

/// FNV-1a over the words: lines that differ in case or punctuation alone are one line to the ear.
fn id_of(words: &[(String, Span)]) -> u64 {
    let bytes = words.iter().flat_map(|(word, _)| word.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
