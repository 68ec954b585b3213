//! Sung lines.

use std::collections::HashMap;

use crate::document::{SectionKind, Span};
use crate::lint::report::Report;
use crate::meter::syllable_range;
use crate::phrases::lower_words;
use crate::sheet::Sheet;

/// Syllables over the range that a singer can still place.
const TOLERANCE: u32 = 2;
/// Syllables in one pair of parentheses from which a backing vocal is a line of its own.
const LONG_BACKING: u32 = 8;

pub(super) fn long_line(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (section, study) in sheet.sections() {
        let range = syllable_range(section.kind, &sheet.prepared.target);
        for (line, measured) in sheet.sung_in(study) {
            let lead: u32 = measured
                .meter
                .words
                .iter()
                .filter(|word| !word.backing)
                .map(|word| word.pronunciation.syllables())
                .sum();
            if lead > range.end() + TOLERANCE {
                let name = section.kind.label().to_lowercase();
                let most = range.end();
                report.line(line, format!("{lead} syllables; lines of a {name} have up to {most}."));
            }
        }
    }
}

/// The same line in two verses, other than their last lines (a refrain).
pub(super) fn line_said_again(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    for (section, study) in sheet.sections().filter(|(section, _)| section.kind == SectionKind::Verse) {
        let last = study.sung.len().saturating_sub(1);
        let mut here: Vec<(u64, u32)> = Vec::new();
        for (index, (line, measured)) in sheet.sung_in(study).enumerate() {
            if index == last || measured.words.len() < 4 {
                continue;
            }
            if let Some(first) = seen.get(&measured.id) {
                report.line(line, format!("Line {first} said this already in another verse."));
            }
            here.push((measured.id, line.number));
        }
        let _ = section;
        for (id, number) in here {
            seen.entry(id).or_insert(number);
        }
    }
}

pub(super) fn repeat_mark(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, study) in sheet.sung() {
        for (index, (word, span)) in study.words.iter().enumerate() {
            let digits = word.strip_prefix('x').or_else(|| word.strip_suffix('x'));
            let times = digits
                .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
            if times && index + 1 == study.words.len() {
                let message = "A repeat mark is sung or ignored: write the line again.".to_owned();
                report.place(line, *span, message);
            }
        }
        if study.words.len() > 2 {
            continue;
        }
        let text = line.text(sheet.document).trim().to_lowercase();
        let whole = text.trim_matches(['(', ')', '.', ':']);
        if ["repeat chorus", "repeat", "chorus repeats", "repeat verse"].contains(&whole) {
            report.line(line, "A repeat mark is sung or ignored: write the lines again.".to_owned());
        }
    }
}

pub(super) fn long_backing(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, study) in sheet.sung().filter(|(_, study)| study.meter.words.iter().any(|word| !word.backing))
    {
        for backing in &line.backing {
            let place = Span::new(backing.start - line.span.start, backing.end - line.span.start);
            let words = study.meter.words.iter().filter(|word| place.covers(word.span));
            let syllables: u32 = words.map(|word| word.pronunciation.syllables()).sum();
            if syllables > LONG_BACKING {
                report.place(
                    line,
                    place,
                    format!("A backing vocal of {syllables} syllables covers the lead: give it a line."),
                );
            }
        }
    }
}

pub(super) fn capitals(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, study) in sheet.sung() {
        let text = line.text(sheet.document);
        if text.contains(char::is_lowercase) {
            continue;
        }
        let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
        let capital = text.chars().filter(|letter| letter.is_uppercase()).count();
        if study.words.len() > 1 && letters > 6 && capital == letters {
            let message = "A line in capitals is shouted, or spelled out letter by letter.".to_owned();
            let lowered = sentence_case(text);
            report.replace(line, Span::new(0, text.len()), message, "Write it in small letters", &lowered);
        }
    }
}

/// Small letters with a capital at the start; "I" keeps its capital.
fn sentence_case(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut out = String::with_capacity(lower.len());
    let mut at = 0;
    for (index, (word, span)) in lower_words(&lower).into_iter().enumerate() {
        out.push_str(lower.get(at..span.start).unwrap_or_default());
        let written = lower.get(span.start..span.end).unwrap_or_default();
        let capital = index == 0 || word == "i" || word.starts_with("i'");
        let mut letters = written.chars();
        match letters.next().filter(|_| capital) {
            Some(first) => {
                out.extend(first.to_uppercase());
                out.push_str(letters.as_str());
            }
            None => out.push_str(written),
        }
        at = span.end;
    }
    out.push_str(lower.get(at..).unwrap_or_default());
    out
}
