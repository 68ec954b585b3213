//! From text to lines and sections, in one pass.

use super::{Document, Line, LineKind, Section, SectionKind, Span, header};

pub(super) fn parse(text: &str) -> Document {
    let mut lines = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    let spans = split_lines(text);
    for (index, span) in spans.iter().enumerate() {
        let mut line = classify(text, *span, index as u32 + 1);
        let next_is_sung = || spans.get(index + 1).is_some_and(|next| is_words(&text[next.start..next.end]));
        let after_gap = lines.last().is_none_or(|last: &Line| last.kind == LineKind::Blank);
        let header = match line.kind {
            LineKind::Direction => section_header(text, *span, after_gap && next_is_sung()),
            _ => None,
        };
        if let Some(mut section) = header {
            line.kind = LineKind::Header;
            section.lines = index..index + 1;
            sections.push(section);
        } else if let Some(section) = sections.last_mut() {
            section.lines.end = index + 1;
        } else {
            sections.push(unnamed(index));
        }
        lines.push(line);
    }
    Document { text: text.to_owned(), lines, sections }
}

fn unnamed(index: usize) -> Section {
    Section {
        kind: SectionKind::Unknown,
        number: None,
        cues: Vec::new(),
        header: None,
        title: String::new(),
        lines: index..index + 1,
    }
}

/// Splits at LF, CRLF and lone CR. An empty text has no line; a final line end starts no further line.
fn split_lines(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut spans = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        let width = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\n' | b'\r' => 1,
            _ => 0,
        };
        if width > 0 {
            spans.push(Span::new(start, at));
            start = at + width;
        }
        at += width.max(1);
    }
    if start < bytes.len() {
        spans.push(Span::new(start, bytes.len()));
    }
    spans
}

fn is_words(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && bracket_groups(text).is_none()
}

fn classify(text: &str, span: Span, number: u32) -> Line {
    let content = &text[span.start..span.end];
    let trimmed = content.trim();
    let kind = if trimmed.is_empty() {
        LineKind::Blank
    } else if bracket_groups(trimmed).is_some() {
        LineKind::Direction
    } else {
        LineKind::Sung
    };
    let (backing, directions) =
        if kind == LineKind::Sung { inner_spans(content, span.start) } else { (Vec::new(), Vec::new()) };
    Line { number, span, kind, backing, directions }
}

/// The insides of the bracket groups of a line that consists of nothing else: `[Chorus] [Duet]`.
fn bracket_groups(trimmed: &str) -> Option<Vec<&str>> {
    let mut groups = Vec::new();
    let mut rest = trimmed;
    while !rest.is_empty() {
        let inside = rest.strip_prefix('[')?;
        let close = inside.find(']')?;
        let group = inside.get(..close)?;
        if group.contains('[') || group.trim().is_empty() {
            return None;
        }
        groups.push(group);
        rest = inside.get(close + 1..)?.trim_start();
    }
    (!groups.is_empty()).then_some(groups)
}

/// Reads a bracketed line as the header of a section. `stands_alone` says that it has the place of a header: after a
/// gap and above sung words; only there does an unknown name count as a header.
fn section_header(text: &str, span: Span, stands_alone: bool) -> Option<Section> {
    let groups = bracket_groups(text[span.start..span.end].trim())?;
    let (title, others) = groups.split_first()?;
    let title = title.trim();
    let (kind, number, mut cues) = match header::read(title) {
        Some(header) => (header.kind, header.number, header.cues),
        None if stands_alone && others.is_empty() && !header::is_direction(title) => {
            (SectionKind::Unknown, None, header::cues_of_unknown(title))
        }
        None => return None,
    };
    cues.extend(others.iter().map(|cue| cue.trim().to_owned()));
    Some(Section { kind, number, cues, header: Some(span), title: title.to_owned(), lines: 0..0 })
}

/// The backing vocals and the directions inside a sung line. Unbalanced brackets are words.
fn inner_spans(content: &str, base: usize) -> (Vec<Span>, Vec<Span>) {
    let (mut backing, mut directions) = (Vec::new(), Vec::new());
    let (mut round, mut square) = (None, None);
    for (at, byte) in content.bytes().enumerate() {
        match byte {
            b'(' if square.is_none() => round = round.or(Some(at + 1)),
            b')' if square.is_none() => {
                if let Some(start) = round.take() {
                    backing.push(Span::new(start, at).shifted(base));
                }
            }
            b'[' => square = Some(at),
            b']' => {
                if let Some(start) = square.take() {
                    directions.push(Span::new(start, at + 1).shifted(base));
                }
            }
            _ => {}
        }
    }
    (backing, directions)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "[Verse 1 - quiet, intimate]\n[Male Vocal]\nSummer nights and city lights\n(oh, oh)\n\n[Guitar Solo]\n";

    #[test]
    fn the_lines_of_a_sheet_are_told_apart() {
        use LineKind::{Blank, Direction, Header, Sung};
        let document = Document::parse(SHEET);
        let kinds: Vec<LineKind> = document.lines().iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [Header, Direction, Sung, Sung, Blank, Header]);
        assert_eq!(document.sections().len(), 2);
        assert_eq!(document.sections()[0].cues, ["quiet", "intimate"]);
        assert_eq!(document.sections()[0].number, Some(1));
        assert_eq!(document.sections()[1].kind, SectionKind::Solo);
        assert_eq!(document.slice(document.lines()[3].backing[0]), "oh, oh");
    }

    #[test]
    fn lines_before_the_first_header_are_a_section_without_header() {
        let document = Document::parse("la la\n[Chorus]\nhey");
        assert_eq!(document.sections()[0].header, None);
        assert_eq!(document.sections()[0].lines, 0..1);
        assert_eq!(document.sections()[1].kind, SectionKind::Chorus);
        assert_eq!(document.section_of(3).unwrap().kind, SectionKind::Chorus);
    }

    #[test]
    fn an_unknown_header_is_kept_as_a_section() {
        let document = Document::parse("[Part Blue]\nwords here\n\n[whispered]\nmore");
        assert_eq!(document.sections().len(), 1);
        assert_eq!(document.sections()[0].kind, SectionKind::Unknown);
        assert_eq!(document.sections()[0].title, "Part Blue");
        assert_eq!(document.lines()[3].kind, LineKind::Direction);
    }

    #[test]
    fn windows_and_old_mac_line_ends_split_lines_without_belonging_to_them() {
        let document = Document::parse("one\r\ntwo\rthree\n");
        let texts: Vec<&str> = document.lines().iter().map(|line| line.text(&document)).collect();
        assert_eq!(texts, ["one", "two", "three"]);
        assert_eq!(document.text(), "one\r\ntwo\rthree\n");
    }

    #[test]
    fn unbalanced_brackets_are_words() {
        let document = Document::parse("[Verse 1\nwords] here (and more\n[]\n[[nested]]");
        assert!(document.lines().iter().all(|line| line.kind == LineKind::Sung), "{:?}", document.lines());
    }

    #[test]
    fn a_direction_inside_a_sung_line_is_not_sung() {
        let document = Document::parse("hold on [softly] to me (to me)");
        let line = &document.lines()[0];
        let sung: Vec<&str> = line.sung_spans().into_iter().map(|span| document.slice(span)).collect();
        assert_eq!(sung, ["hold on ", " to me (to me)"]);
        assert!(line.is_backing(line.backing[0]));
    }
}
