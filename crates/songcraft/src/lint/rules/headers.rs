//! Section headers and what looks like one.

use crate::document::{Document, Line, LineKind, Section, SectionKind, Span};
use crate::lint::report::Report;
use crate::lint::rules::sections::header;
use crate::sheet::Sheet;

pub(super) fn unreliable_intro(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for section in sheet.document.sections() {
        let Some(line) = header(sheet, section).filter(|_| section.title.eq_ignore_ascii_case("intro"))
        else {
            continue;
        };
        let (start, end) = trimmed(line.text(sheet.document));
        let message = "[Intro] does not work reliably; say what is heard.".to_owned();
        report.replace(
            line,
            Span::new(start, end),
            message,
            "Write [Short Instrumental Intro]",
            "[Short Instrumental Intro]",
        );
    }
}

/// Where the text of a line begins and ends, without the white space around it.
pub(super) fn trimmed(text: &str) -> (usize, usize) {
    let start = text.len() - text.trim_start().len();
    (start, start + text.trim().len())
}

/// Reads a sung line as if it stood in brackets: the section that it would open.
fn as_header(title: &str) -> Option<Section> {
    let words = title.split_whitespace().count();
    if title.is_empty() || title.len() > 40 || words > 3 || title.contains(['[', ']', '\n']) {
        return None;
    }
    let document = Document::parse(&format!("[{title}]"));
    let section = document.sections().first()?.clone();
    // "Break" or "End" may well be sung; "Verse 1" and "Chorus" are not.
    let certain = matches!(
        section.kind,
        SectionKind::Verse
            | SectionKind::Chorus
            | SectionKind::PreChorus
            | SectionKind::PostChorus
            | SectionKind::Bridge
            | SectionKind::Intro
            | SectionKind::Outro
            | SectionKind::Interlude
    );
    let first = title.split_whitespace().next().unwrap_or_default();
    let numbered = section.number.is_some();
    (certain && (words == 1 || numbered || is_qualifier(first) || section.kind == SectionKind::PreChorus))
        .then_some(section)
}

fn is_qualifier(word: &str) -> bool {
    ["final", "last", "first", "second", "pre", "post", "short"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}

fn sung<'a>(sheet: &'a Sheet<'_>) -> impl Iterator<Item = (&'a Line, &'a str)> {
    let lines = sheet.document.lines().iter().filter(|line| line.kind == LineKind::Sung);
    lines.map(|line| (line, line.text(sheet.document)))
}

fn bracketed(line: &Line, text: &str, title: &str, message: &str, report: &mut Report<'_>) {
    let (start, end) = trimmed(text);
    let replacement = format!("[{title}]");
    report.replace(
        line,
        Span::new(start, end),
        message.to_owned(),
        &format!("Write {replacement}"),
        &replacement,
    );
}

pub(super) fn bare_header(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, text) in sung(sheet) {
        let title = text.trim().trim_end_matches(':').trim();
        if as_header(title).is_some() {
            bracketed(
                line,
                text,
                title,
                "This looks like a section header without brackets; it will be sung.",
                report,
            );
        }
    }
}

pub(super) fn parenthesised_header(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, text) in sung(sheet) {
        let inside = text.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        if let Some(title) = inside.map(str::trim).filter(|title| as_header(title).is_some()) {
            bracketed(
                line,
                text,
                title,
                "Parentheses mean backing vocals: this header will be sung.",
                report,
            );
        }
    }
}

pub(super) fn markdown_header(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, text) in sung(sheet) {
        let bare = text.trim().trim_start_matches('#').trim_matches(['*', '_']).trim();
        let bare = bare.trim_end_matches(':').trim_matches(['*', '_', '[', ']']).trim();
        let marked = text.trim().starts_with(['#', '*', '_']);
        if marked && as_header(bare).is_some() {
            bracketed(line, text, bare, "Targets do not read Markdown: this header will be sung.", report);
        }
    }
}

pub(super) fn words_after_header(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, text) in sung(sheet) {
        let Some(direction) = line.directions.first() else { continue };
        let place = Span::new(direction.start - line.span.start, direction.end - line.span.start);
        let title = sheet.document.slice(*direction).trim_matches(['[', ']']);
        if trimmed(text).0 == place.start && as_header(title).is_some() {
            let rest = text.get(place.end..).unwrap_or_default().trim_start();
            let message = "Words on the line of a header: give the header a line of its own.".to_owned();
            let replacement = format!("[{title}]\n{rest}");
            report.replace(line, Span::new(0, line.span.len()), message, "Part the lines", &replacement);
        }
    }
}

pub(super) fn repeat_in_header(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for section in sheet.document.sections() {
        let Some(line) = header(sheet, section) else { continue };
        let marks = |word: &str| {
            let digits = word.strip_prefix(['x', 'X']).or_else(|| word.strip_suffix(['x', 'X']));
            digits
                .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        };
        if section.title.split([' ', '(', ')']).any(marks) {
            report.line(line, "A repeat in a header is not heard: write the lines again.".to_owned());
        }
    }
}

/// HeartMuLa reads bare names without hyphens and cues.
pub(super) fn compact_header(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for section in sheet.document.sections().iter().filter(|section| section.kind != SectionKind::Unknown) {
        let Some(line) = header(sheet, section) else { continue };
        let name = crate::export::compact_name(section.kind);
        let (start, end) = trimmed(line.text(sheet.document));
        let wanted = format!("[{name}]");
        if line.text(sheet.document).trim() != wanted {
            let message = format!("The target knows this section as {wanted}.");
            report.replace(line, Span::new(start, end), message, &format!("Write {wanted}"), &wanted);
        }
    }
}
