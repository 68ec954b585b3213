//! Characters that cannot be sung.

use crate::document::{Line, Span};
use crate::lint::Fix;
use crate::lint::report::Report;
use crate::sheet::Sheet;

/// Control characters, zero-width characters and byte-order marks.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{200b}' | '\u{2060}' | '\u{feff}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

const fn is_emoji(character: char) -> bool {
    matches!(
        character,
        '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{1f1e6}'..='\u{1f1ff}' | '\u{fe0f}' | '\u{2b50}'
    )
}

/// Reports each run of characters of a kind, with a fix that removes it.
fn runs(sheet: &Sheet<'_>, report: &mut Report<'_>, is_wrong: fn(char) -> bool, message: &str) {
    for line in sheet.document.lines() {
        let text = line.text(sheet.document);
        if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
            continue;
        }
        let mut at = 0;
        while let Some(offset) = text[at..].find(is_wrong) {
            let start = at + offset;
            let length = text[start..].find(|character| !is_wrong(character)).unwrap_or(text.len() - start);
            at = start + length;
            report.replace(line, Span::new(start, at), message.to_owned(), "Remove", "");
        }
    }
}

pub(super) fn control_character(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    runs(sheet, report, is_invisible, "An invisible character stands here; some targets refuse the text.");
}

pub(super) fn emoji(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    runs(sheet, report, is_emoji, "A picture cannot be sung.");
}

pub(super) fn address(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, _) in sheet.sung() {
        let text = line.text(sheet.document);
        if !text.contains('@') && !text.contains("://") && !text.contains("www.") {
            continue;
        }
        for part in text.split_whitespace() {
            let web = part.contains("://") || part.starts_with("www.");
            let mail =
                part.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
            if web || mail {
                let start = part.as_ptr() as usize - text.as_ptr() as usize;
                report.place(
                    line,
                    Span::new(start, start + part.len()),
                    "An address is spelled out when it is sung.".to_owned(),
                );
            }
        }
    }
}

pub(super) fn symbol(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, _) in sheet.sung() {
        let text = line.text(sheet.document);
        for (at, character) in text.char_indices().filter(|(_, character)| !character.is_alphanumeric()) {
            let place = Span::new(at, at + character.len_utf8());
            let message = format!("\"{character}\" is read aloud or left out: write the word.");
            match character {
                '&' => report.replace(line, place, message, "Write \"and\"", "and"),
                '%' | '$' | '€' | '£' | '+' | '=' | '<' | '>' | '#' | '@' | '/' | '\\' | '|' | '^' => {
                    report.place(line, place, message);
                }
                _ => {}
            }
        }
    }
}

pub(super) fn digits(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, study) in sheet.sung() {
        for (word, span) in study.words.iter().filter(|(word, _)| word.contains(|c: char| c.is_ascii_digit()))
        {
            let message = format!("\"{word}\" may be read in several ways: write it out in the sung text.");
            match crate::lexicon::spell_number(word) {
                Some(words) => report.replace(line, *span, message, &format!("Write \"{words}\""), &words),
                None => report.place(line, *span, message),
            }
        }
    }
}

pub(super) fn space_at_end(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for line in sheet.document.lines() {
        let text = line.text(sheet.document);
        let kept = text.trim_end().len();
        if kept < text.len() {
            trim(line, kept, text.len(), report);
        }
    }
}

fn trim(line: &Line, start: usize, end: usize, report: &mut Report<'_>) {
    report.replace(
        line,
        Span::new(start, end),
        "White space at the end counts against the limit.".to_owned(),
        "Remove",
        "",
    );
}

pub(super) fn windows_line_ends(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let text = sheet.document.text();
    let Some(line) = sheet.document.lines().first().filter(|_| text.contains('\r')) else { return };
    let replacement = text.replace("\r\n", "\n").replace('\r', "\n");
    let fix = Fix { label: "Write plain line ends".to_owned(), start: 0, end: text.len(), replacement };
    let message = "The text has line ends of another system; each counts as two characters.".to_owned();
    report.fix(line, Span::new(0, line.span.len()), message, fix);
}
