//! Display text and sung text: a respelling for a machine's pronunciation belongs to what is sung, and leaves what is
//! shown clean. Every place of one text maps to a place of the other, and nothing is lost.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Document, LineKind, Span, words};
use crate::lexicon::spell_number;

/// Another spelling for a piece of the display text: "lead" is sung as "led".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Respelling {
    /// The piece, as bytes of the document.
    pub span: Span,
    /// What is sung in its place.
    pub sung: String,
}

/// Why respellings do not fit a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RespellingError {
    /// The span is not a piece of the document.
    #[error("bytes {0} to {1} are no piece of this text")]
    NoPiece(usize, usize),
    /// Two respellings share a byte.
    #[error("two respellings overlap at byte {0}")]
    Overlap(usize),
}

/// The sung form of a document, with the mapping between the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SungText {
    text: String,
    /// The respelled pieces in order: their place in the sung text and what the document shows there.
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    shown: Span,
    sung: Span,
    original: String,
}

impl SungText {
    /// Makes the sung form of a document.
    pub fn new(document: &Document, respellings: &[Respelling]) -> Result<Self, RespellingError> {
        let mut ordered: Vec<&Respelling> = respellings.iter().collect();
        ordered.sort_by_key(|respelling| (respelling.span.start, respelling.span.end));
        let shown = document.text();
        let mut sung = Self { text: String::with_capacity(shown.len()), pieces: Vec::new() };
        let mut at = 0;
        for respelling in ordered {
            let span = respelling.span;
            let missing = RespellingError::NoPiece(span.start, span.end);
            let original = shown.get(span.start..span.end).ok_or(missing)?;
            if span.start < at {
                return Err(RespellingError::Overlap(span.start));
            }
            sung.text.push_str(document.slice(Span::new(at, span.start)));
            let start = sung.text.len();
            sung.text.push_str(&respelling.sung);
            let place = Span::new(start, sung.text.len());
            sung.pieces.push(Piece { shown: span, sung: place, original: original.to_owned() });
            at = span.end;
        }
        sung.text.push_str(document.slice(Span::new(at, shown.len())));
        Ok(sung)
    }

    /// What is sung.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is shown: the document's text, byte for byte.
    pub fn display(&self) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for piece in &self.pieces {
            out.push_str(self.text.get(at..piece.sung.start).unwrap_or_default());
            out.push_str(&piece.original);
            at = piece.sung.end;
        }
        out.push_str(self.text.get(at..).unwrap_or_default());
        out
    }

    /// The place in the sung text for a byte of the display text. A place inside a respelled piece maps to its start.
    pub fn to_sung(&self, shown: usize) -> usize {
        self.map(shown, |piece| (piece.shown, piece.sung))
    }

    /// The place in the display text for a byte of the sung text. A place inside a respelled piece maps to its start.
    pub fn to_display(&self, sung: usize) -> usize {
        self.map(sung, |piece| (piece.sung, piece.shown))
    }

    fn map(&self, at: usize, sides: fn(&Piece) -> (Span, Span)) -> usize {
        let after = self.pieces.partition_point(|piece| sides(piece).0.start <= at);
        let Some(piece) = after.checked_sub(1).and_then(|last| self.pieces.get(last)) else { return at };
        let (from, to) = sides(piece);
        if at < from.end { to.start } else { to.end + (at - from.end) }
    }
}

/// Respellings that are safe to propose: numbers in sung lines, written out.
pub fn number_respellings(document: &Document) -> Vec<Respelling> {
    let sung = document.lines().iter().filter(|line| line.kind == LineKind::Sung);
    let spans = sung.flat_map(super::Line::sung_spans);
    let found = spans.flat_map(|span| words::words(document.slice(span)).map(move |word| (word, span.start)));
    let numbers = found.filter(|(word, _)| word.text.contains(|letter: char| letter.is_ascii_digit()));
    numbers
        .filter_map(|(word, start)| {
            Some(Respelling { span: word.span.shifted(start), sung: spell_number(word.text)? })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn respellings_are_sung_and_the_display_stays() {
        let document = Document::parse("[Verse 1]\nBack in 1999 she would lead\n");
        let mut respellings = number_respellings(&document);
        assert_eq!(respellings.len(), 1);
        let lead = document.text().find("lead").unwrap();
        respellings.push(Respelling { span: Span::new(lead, lead + 4), sung: "leed".to_owned() });
        let sung = SungText::new(&document, &respellings).unwrap();
        assert_eq!(sung.text(), "[Verse 1]\nBack in nineteen ninety nine she would leed\n");
        assert_eq!(sung.display(), document.text());
        let she = document.text().find("she").unwrap();
        assert_eq!(&sung.text()[sung.to_sung(she)..][..3], "she");
        assert_eq!(sung.to_display(sung.to_sung(she)), she);
        assert_eq!(
            sung.to_display(sung.text().find("ninety").unwrap()),
            document.text().find("1999").unwrap()
        );
    }

    #[test]
    fn overlapping_and_split_respellings_are_refused() {
        let document = Document::parse("née");
        let respelling = |start, end| Respelling { span: Span::new(start, end), sung: String::new() };
        assert_eq!(SungText::new(&document, &[respelling(0, 2)]), Err(RespellingError::NoPiece(0, 2)));
        assert_eq!(
            SungText::new(&document, &[respelling(0, 3), respelling(1, 4)]),
            Err(RespellingError::Overlap(1))
        );
    }
}
