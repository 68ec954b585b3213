//! Changes of a sheet. Each gives a new document, parsed from the changed text; what is not touched keeps its bytes.

use thiserror::Error;

use super::{Document, Line, LineKind, Section, Span};

/// Why a change is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EditError {
    /// There is no line with this number.
    #[error("there is no line {0}")]
    NoLine(u32),
    /// There is no section at this place.
    #[error("there is no section {0}")]
    NoSection(usize),
    /// The span does not lie on character boundaries of the document.
    #[error("bytes {0} to {1} are no piece of this text")]
    NoPiece(usize, usize),
}

impl Document {
    /// The line end that the sheet uses: CRLF where its first line end is one, LF otherwise.
    pub fn line_end(&self) -> &'static str {
        let first = self.text.find('\n');
        let crlf = first.is_some_and(|at| self.text[..at].ends_with('\r'));
        if crlf { "\r\n" } else { "\n" }
    }

    /// Puts other text in the place of a span; with an empty span, inserts it.
    pub fn replace_span(&self, span: Span, text: &str) -> Result<Self, EditError> {
        let none = EditError::NoPiece(span.start, span.end);
        let before = self.text.get(..span.start).ok_or(none)?;
        let after = self.text.get(span.end..).filter(|_| span.start <= span.end).ok_or(none)?;
        Ok(Self::parse(&format!("{before}{text}{after}")))
    }

    /// Puts other words in the place of a line; its line end stays.
    pub fn replace_line(&self, number: u32, text: &str) -> Result<Self, EditError> {
        let line = self.line(number).ok_or(EditError::NoLine(number))?;
        self.replace_span(line.span, text)
    }

    /// Inserts a line before the line with this number. The number after the last appends it.
    pub fn insert_line(&self, number: u32, text: &str) -> Result<Self, EditError> {
        let end = self.line_end();
        if let Some(line) = self.line(number) {
            let at = Span::new(line.span.start, line.span.start);
            return self.replace_span(at, &format!("{text}{end}"));
        }
        if number as usize != self.lines.len() + 1 {
            return Err(EditError::NoLine(number));
        }
        let open = !self.text.is_empty() && !self.text.ends_with(['\n', '\r']);
        let gap = if open { end } else { "" };
        self.replace_span(Span::new(self.text.len(), self.text.len()), &format!("{gap}{text}{end}"))
    }

    /// Removes a line together with its line end.
    pub fn remove_line(&self, number: u32) -> Result<Self, EditError> {
        let line = self.line(number).ok_or(EditError::NoLine(number))?;
        self.replace_span(Span::new(line.span.start, self.end_of(line)), "")
    }

    /// Moves a section, header and lines, so that it stands at the place `to` (both counted from 0).
    pub fn move_section(&self, from: usize, to: usize) -> Result<Self, EditError> {
        let count = self.sections.len();
        for place in [from, to] {
            if place >= count {
                return Err(EditError::NoSection(place));
            }
        }
        let mut order: Vec<usize> = (0..count).collect();
        let moved = order.remove(from);
        order.insert(to, moved);
        Ok(Self::parse(&self.joined(&order)))
    }

    /// Puts other lines under the header of a section; the header stays.
    pub fn replace_body(&self, section: usize, body: &str) -> Result<Self, EditError> {
        let found = self.sections.get(section).ok_or(EditError::NoSection(section))?;
        let span = self.body_span(found);
        let last = span.end == self.text.len();
        let end = self.line_end();
        let gap = if body.is_empty() || body.ends_with('\n') || last { "" } else { end };
        // A header at the very end of the text has no line end yet.
        let lead = if span.start > 0 && !self.text[..span.start].ends_with(['\n', '\r']) { end } else { "" };
        self.replace_span(span, &format!("{lead}{body}{gap}"))
    }

    /// The sections that repeat this one word for word, itself included, in order. Only sung lines count.
    pub fn linked_sections(&self, section: usize) -> Vec<usize> {
        let words = |section: &Section| -> Vec<&str> {
            self.sung_lines(section).map(|line| line.text(self).trim()).collect()
        };
        let Some(found) = self.sections.get(section) else { return Vec::new() };
        let wanted = words(found);
        if wanted.is_empty() {
            return vec![section];
        }
        let same = |other: &&(usize, &Section)| other.1.kind == found.kind && words(other.1) == wanted;
        self.sections.iter().enumerate().filter(|other| same(&other)).map(|(place, _)| place).collect()
    }

    /// Puts other words in the place of one sung line of a section and of the sections linked to it. `line` counts the
    /// section's sung lines from 0.
    pub fn replace_linked_line(&self, section: usize, line: usize, text: &str) -> Result<Self, EditError> {
        if section >= self.sections.len() {
            return Err(EditError::NoSection(section));
        }
        let linked = self.linked_sections(section);
        let lines = linked.iter().filter_map(|place| self.sung_lines(self.sections.get(*place)?).nth(line));
        let mut spans: Vec<Span> = lines.map(|line| line.span).collect();
        if spans.is_empty() {
            return Err(EditError::NoLine(line as u32));
        }
        spans.sort_by_key(|span| span.start);
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for span in spans {
            out.push_str(self.slice(Span::new(at, span.start)));
            out.push_str(text);
            at = span.end;
        }
        out.push_str(self.slice(Span::new(at, self.text.len())));
        Ok(Self::parse(&out))
    }

    /// The byte after a line's line end.
    fn end_of(&self, line: &Line) -> usize {
        self.lines.get(line.number as usize).map_or(self.text.len(), |next| next.span.start)
    }

    /// The bytes of a section, line ends included.
    fn section_span(&self, section: &Section) -> Span {
        let start = self.lines.get(section.lines.start).map_or(0, |line| line.span.start);
        let end = self.lines.get(section.lines.end).map_or(self.text.len(), |line| line.span.start);
        Span::new(start, end)
    }

    fn body_span(&self, section: &Section) -> Span {
        let whole = self.section_span(section);
        match self.lines.get(section.lines.start) {
            Some(line) if line.kind == LineKind::Header => Span::new(self.end_of(line), whole.end),
            _ => whole,
        }
    }

    /// The sections in another order; one that did not end in a line end gets one where another follows.
    fn joined(&self, order: &[usize]) -> String {
        let mut out = String::with_capacity(self.text.len() + 2);
        for section in order.iter().filter_map(|place| self.sections.get(*place)) {
            if !out.is_empty() && !out.ends_with(['\n', '\r']) {
                out.push_str(self.line_end());
                out.push_str(self.line_end());
            }
            out.push_str(self.slice(self.section_span(section)));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SectionKind;

    const SHEET: &str = "[Verse 1]\none\ntwo\n\n[Chorus]\nhey\n\n[Verse 2]\nthree\n\n[Chorus]\nhey";

    #[test]
    fn lines_are_replaced_inserted_and_removed_in_their_own_line_ends() {
        let document = Document::parse("a\r\nb\r\nc");
        assert_eq!(document.replace_line(2, "B").unwrap().text(), "a\r\nB\r\nc");
        assert_eq!(document.insert_line(2, "x").unwrap().text(), "a\r\nx\r\nb\r\nc");
        assert_eq!(document.insert_line(4, "d").unwrap().text(), "a\r\nb\r\nc\r\nd\r\n");
        assert_eq!(document.remove_line(2).unwrap().text(), "a\r\nc");
        assert_eq!(document.remove_line(9), Err(EditError::NoLine(9)));
        assert_eq!(document.insert_line(9, "x"), Err(EditError::NoLine(9)));
    }

    #[test]
    fn a_section_moves_with_its_header_and_lines() {
        let moved = Document::parse(SHEET).move_section(3, 0).unwrap();
        assert_eq!(moved.sections()[0].kind, SectionKind::Chorus);
        assert_eq!(moved.sections().len(), 4);
        assert!(moved.text().starts_with("[Chorus]\nhey\n\n[Verse 1]\n"));
        assert_eq!(Document::parse(SHEET).move_section(0, 4), Err(EditError::NoSection(4)));
    }

    #[test]
    fn editing_a_linked_chorus_edits_all_of_them() {
        let document = Document::parse(SHEET);
        assert_eq!(document.linked_sections(1), [1, 3]);
        assert_eq!(document.linked_sections(0), [0]);
        let edited = document.replace_linked_line(3, 0, "ho").unwrap();
        assert_eq!(edited.text(), SHEET.replace("hey", "ho"));
        assert_eq!(edited.linked_sections(1), [1, 3]);
    }

    #[test]
    fn a_body_is_replaced_under_its_header() {
        let document = Document::parse(SHEET);
        assert_eq!(
            document.replace_body(1, "new\n\n").unwrap().text(),
            SHEET.replacen("hey\n\n", "new\n\n", 1)
        );
        assert_eq!(
            document.replace_body(3, "new").unwrap().text(),
            format!("{}new", &SHEET[..SHEET.len() - 3])
        );
        assert_eq!(Document::parse("[Solo]").replace_body(0, "la").unwrap().text(), "[Solo]\nla");
    }

    #[test]
    fn a_span_inside_a_character_is_refused() {
        let document = Document::parse("é");
        assert_eq!(document.replace_span(Span::new(1, 2), "x"), Err(EditError::NoPiece(1, 2)));
    }
}
