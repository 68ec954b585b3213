//! Artist names, which targets refuse in a style.

use crate::document::Span;
use crate::phrases::{PhraseList, lower_words};

const FILE: &str = include_str!("../../data/artists.txt");

/// A remark that marks a name that is also a plain word.
const WORD: &str = "word";

/// The crate's list of names and those a user added.
#[derive(Debug, Clone)]
pub(crate) struct ArtistList {
    names: PhraseList,
}

impl ArtistList {
    pub(crate) fn with(more: &[String]) -> Self {
        let mut names = PhraseList::read(FILE);
        for name in more {
            names.add(name, "");
        }
        Self { names }
    }

    /// The names in a text. A name that is also a plain word ("queen") counts only where it stands alone or after
    /// "like", "by" or "of".
    pub(super) fn find(&self, text: &str) -> Vec<(String, Span)> {
        let words = lower_words(text);
        let named = |span: Span| {
            let before = words.iter().take_while(|(_, place)| place.end <= span.start).last();
            let alone = text.trim().len() == span.len();
            alone || before.is_some_and(|(word, _)| matches!(word.as_str(), "like" | "by" | "of"))
        };
        let found =
            self.names.find(&words).into_iter().filter(|found| found.remark != WORD || named(found.span));
        found
            .map(|found| {
                (text.get(found.span.start..found.span.end).unwrap_or_default().to_owned(), found.span)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        ArtistList::with(&["The Paper Kites Club".to_owned()])
            .find(text)
            .into_iter()
            .map(|(name, _)| name)
            .collect()
    }

    #[test]
    fn names_are_found_in_any_case_and_added_ones_too() {
        assert_eq!(names("in the style of TAYLOR SWIFT, upbeat"), ["TAYLOR SWIFT"]);
        assert_eq!(names("the paper kites club"), ["the paper kites club"]);
        assert!(names("indie folk, warm").is_empty());
    }

    #[test]
    fn a_plain_word_is_a_name_only_where_it_is_used_as_one() {
        assert_eq!(names("Queen"), ["Queen"]);
        assert_eq!(names("anthem like Queen"), ["Queen"]);
        assert!(names("dancing queen energy").is_empty());
    }
}
