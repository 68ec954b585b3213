//! Words that are written one way and said in two.

use std::sync::OnceLock;

use crate::document::Span;
use crate::phrases::PhraseList;

const FILE: &str = include_str!("../data/homographs.txt");

/// The homographs of a line, given as its words: the word, the two ways to say it, the place.
pub(crate) fn in_words(words: &[(String, Span)]) -> Vec<(&'static str, &'static str, Span)> {
    static LIST: OnceLock<PhraseList> = OnceLock::new();
    let list = LIST.get_or_init(|| PhraseList::read(FILE));
    list.find(words).into_iter().map(|found| (found.phrase, found.remark, found.span)).collect()
}
