//! A lyric sheet as a document: sections, cues, directions, sung lines, backing vocals and blank lines.
//!
//! Parsing never fails and never loses a byte: a [`Document`] keeps the text it was given and lays spans over it, so
//! that [`Document::text`] and [`std::fmt::Display`] give the same bytes back for any input.

mod edit;
mod header;
mod line;
mod parse;
mod section;
mod span;
mod sung;
pub mod words;

use std::fmt;

pub use edit::EditError;
pub use line::{Line, LineKind};
pub use section::{Section, SectionKind};
pub use span::Span;
pub use sung::{Respelling, RespellingError, SungText, number_respellings};

/// A parsed lyric sheet. All spans are byte offsets into [`Document::text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    text: String,
    lines: Vec<Line>,
    sections: Vec<Section>,
}

impl Document {
    /// Parses any text. What cannot be understood is kept as it is: as a sung line, or as a section of
    /// [`SectionKind::Unknown`]. Takes time linear in the length of the text.
    pub fn parse(text: &str) -> Self {
        parse::parse(text)
    }

    /// The sheet, byte for byte as it was parsed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The sections in order. Lines before the first header form a section without a header.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Every line of the sheet in order, headers and blank lines included.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The text of a span; empty where the span does not lie on character boundaries of this document.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The lines of a section, without its header line.
    pub fn body(&self, section: &Section) -> &[Line] {
        let lines = self.lines.get(section.lines.clone()).unwrap_or_default();
        match lines.split_first() {
            Some((first, rest)) if first.kind == LineKind::Header => rest,
            _ => lines,
        }
    }

    /// The sung lines of a section.
    pub fn sung_lines<'a>(&'a self, section: &Section) -> impl Iterator<Item = &'a Line> + use<'a> {
        self.body(section).iter().filter(|line| line.kind == LineKind::Sung)
    }

    /// The line with this number, counted from 1.
    pub fn line(&self, number: u32) -> Option<&Line> {
        self.lines.get((number as usize).checked_sub(1)?)
    }

    /// The section that holds the line with this number, counted from 1.
    pub fn section_of(&self, number: u32) -> Option<&Section> {
        let index = (number as usize).checked_sub(1)?;
        let after = self.sections.partition_point(|section| section.lines.end <= index);
        self.sections.get(after).filter(|section| section.lines.contains(&index))
    }
}

impl fmt::Display for Document {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
