//! Rhymes inside a line.

use super::RhymeKind;
use super::compare;
use super::tail::RhymeEnd;
use crate::document::Span;
use crate::meter::{LineMeter, is_function_word};

/// Words looked at before each word; also the bound that keeps the search linear.
const REACH: usize = 8;

/// Two words of one line that rhyme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InternalRhyme {
    /// The earlier word, in bytes from the start of the line.
    pub first: Span,
    /// The later word.
    pub second: Span,
    /// What they share: perfect, multisyllabic or family.
    pub kind: RhymeKind,
}

/// The rhymes inside a line: perfect ones, and family ones between words of two or more syllables. Function words and
/// repeated words do not count.
pub fn internal(line: &LineMeter) -> Vec<InternalRhyme> {
    let ends: Vec<(Span, u32, RhymeEnd)> = line
        .words
        .iter()
        .filter(|word| !word.pronunciation.phones.is_empty() && !is_function_word(&word.text))
        .map(|word| {
            let end = RhymeEnd::of_phones(&word.text.to_lowercase(), &word.pronunciation.phones);
            (word.span, word.pronunciation.syllables(), end)
        })
        .collect();
    let mut found = Vec::new();
    for (index, (second, syllables, end)) in ends.iter().enumerate() {
        let earlier = ends[index.saturating_sub(REACH)..index].iter().rev();
        let partner = earlier.map(|(first, others, other)| (*first, *others, compare::kind(other, end)));
        let heard = |others: u32, kind: RhymeKind| match kind {
            RhymeKind::Perfect | RhymeKind::Multisyllabic => true,
            RhymeKind::Family => others > 1 && *syllables > 1,
            _ => false,
        };
        let partner = partner.into_iter().find(|(_, others, kind)| heard(*others, *kind));
        found.extend(partner.map(|(first, _, kind)| InternalRhyme { first, second: *second, kind }));
    }
    found
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::meter;

    #[test]
    fn a_rhyme_inside_a_line_is_located() {
        let text = "the rain on the train was cold";
        let line = meter::line(Lexicon::embedded(), text);
        let found = internal(&line);
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].first.start..found[0].first.end], "rain");
        assert_eq!(&text[found[0].second.start..found[0].second.end], "train");
    }

    #[test]
    fn a_repeated_word_is_no_internal_rhyme() {
        assert!(internal(&meter::line(Lexicon::embedded(), "rain rain go away")).is_empty());
    }
}
