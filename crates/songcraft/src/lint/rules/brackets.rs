//! Brackets that do not close.

use crate::document::{Line, LineKind, Span};
use crate::lint::report::Report;
use crate::sheet::Sheet;

/// Square brackets of a line that have no partner: the last one left open, and the first one left without opening.
fn unpaired(text: &str) -> (Option<usize>, Option<usize>) {
    let (mut open, mut lone_close) = (None, None);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => open = Some(at),
            b']' if open.take().is_none() => lone_close = lone_close.or(Some(at)),
            _ => {}
        }
    }
    (open, lone_close)
}

fn lines<'a>(sheet: &Sheet<'a>) -> impl Iterator<Item = (&'a Line, &'a str)> + use<'a> {
    let document = sheet.document;
    let sung = document.lines().iter().filter(|line| line.kind == LineKind::Sung);
    sung.map(move |line| (line, line.text(document)))
}

pub(super) fn unclosed_bracket(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, text) in lines(sheet) {
        let Some(at) = unpaired(text).0 else { continue };
        let place = Span::new(at, text.len());
        let message = "This bracket does not close: the line will be sung.".to_owned();
        if text.trim_start().starts_with('[') && !text[at..].trim_matches('[').trim().is_empty() {
            let replacement = format!("{}]", text[at..].trim_end());
            report.replace(line, place, message, "Close the bracket", &replacement);
        } else {
            report.place(line, place, message);
        }
    }
}

pub(super) fn unopened_bracket(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, text) in lines(sheet) {
        if let Some(at) = unpaired(text).1 {
            let nested = text[..at].contains(']');
            if !nested {
                report.place(line, Span::new(at, at + 1), "This bracket was never opened.".to_owned());
            }
        }
    }
}

pub(super) fn unclosed_parenthesis(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, text) in lines(sheet) {
        let mut open = Vec::new();
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'(' => open.push(at),
                b')' if open.pop().is_none() => {
                    report.place(
                        line,
                        Span::new(at, at + 1),
                        "This parenthesis was never opened.".to_owned(),
                    );
                }
                _ => {}
            }
        }
        if let Some(at) = open.last().copied() {
            let place = Span::new(at, text.len());
            let replacement = format!("{})", text[at..].trim_end());
            report.replace(
                line,
                place,
                "This parenthesis does not close.".to_owned(),
                "Close it",
                &replacement,
            );
        }
    }
}

pub(super) fn empty_brackets(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, text) in lines(sheet) {
        let Some(start) = text.find('[') else { continue };
        let Some(length) = text[start..].find(']') else { continue };
        let inside = &text[start + 1..start + length];
        if inside.trim().is_empty() {
            let place = Span::new(start, start + length + 1);
            report.replace(line, place, "These brackets are empty.".to_owned(), "Remove them", "");
        }
    }
}

pub(super) fn nested_brackets(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, text) in lines(sheet) {
        let mut depth = 0usize;
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'[' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                _ => continue,
            }
            if depth == 2 {
                report.place(
                    line,
                    Span::new(at, at + 1),
                    "Brackets inside brackets are not understood.".to_owned(),
                );
                break;
            }
        }
    }
}
