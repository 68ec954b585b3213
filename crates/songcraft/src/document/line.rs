//! One line of a sheet.

use serde::{Deserialize, Serialize};

use super::{Document, Span};

/// What a line of a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// A bracketed section header such as `[Verse 1 - quiet]`.
    Header,
    /// A bracketed line that is never sung, such as `[Male Vocal]`.
    Direction,
    /// A line that is sung. Backing vocals in parentheses are sung too.
    Sung,
    /// Nothing but white space.
    Blank,
}

/// One line, with its parts as spans of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The line's number in the file, counted from 1.
    pub number: u32,
    /// The line without its line end, as bytes of the document.
    pub span: Span,
    /// What the line is.
    pub kind: LineKind,
    /// Backing vocals: the inside of each pair of parentheses of a sung line, as bytes of the document.
    pub backing: Vec<Span>,
    /// Directions inside a sung line, brackets included, as bytes of the document. They are not sung.
    pub directions: Vec<Span>,
}

impl Line {
    /// The line as written, without its line end.
    pub fn text<'a>(&self, document: &'a Document) -> &'a str {
        document.slice(self.span)
    }

    /// The sung stretches of the line: what lies outside of bracketed directions.
    pub fn sung_spans(&self) -> Vec<Span> {
        if self.kind != LineKind::Sung {
            return Vec::new();
        }
        let mut spans = Vec::with_capacity(self.directions.len() + 1);
        let mut start = self.span.start;
        for direction in &self.directions {
            spans.push(Span::new(start, direction.start));
            start = direction.end;
        }
        spans.push(Span::new(start, self.span.end));
        spans.retain(|span| !span.is_empty());
        spans
    }

    /// Whether the bytes from `span.start` are backing vocals.
    pub fn is_backing(&self, span: Span) -> bool {
        let after = self.backing.partition_point(|backing| backing.end <= span.start);
        self.backing.get(after).is_some_and(|backing| backing.start <= span.start)
    }
}
