//! Single sections.

use std::collections::HashMap;

use crate::document::{Line, LineKind, Section, SectionKind, Span};
use crate::lint::Fix;
use crate::lint::report::Report;
use crate::sheet::Sheet;

/// Sung lines from which a section is long.
const LONG: usize = 14;

/// The header line of a section.
pub(super) fn header<'a>(sheet: &Sheet<'a>, section: &Section) -> Option<&'a Line> {
    section.header?;
    sheet.document.lines().get(section.lines.start)
}

pub(super) fn unknown_section(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for section in sheet.document.sections().iter().filter(|section| section.kind == SectionKind::Unknown) {
        if let Some(line) = header(sheet, section) {
            report.line(line, format!("\"{}\" is no section that a target knows.", section.title));
        }
    }
}

pub(super) fn empty_section(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (section, study) in sheet.sections() {
        let wants_words = !section.kind.is_instrumental()
            && !matches!(
                section.kind,
                SectionKind::Intro | SectionKind::Outro | SectionKind::Unknown | SectionKind::Breakdown
            );
        let Some(line) = header(sheet, section).filter(|_| wants_words && study.sung.is_empty()) else {
            continue;
        };
        let message = format!("[{}] has no words; a target does not repeat them by itself.", section.title);
        match earlier_words(sheet, section) {
            Some(words) => {
                let at = line.span.end;
                let fix = Fix {
                    label: "Repeat the words".to_owned(),
                    start: at,
                    end: at,
                    replacement: format!("\n{words}"),
                };
                report.fix(line, Span::new(0, line.span.len()), message, fix);
            }
            None => report.line(line, message),
        }
    }
}

/// The words of the first section of the same kind that has words, where it comes before.
fn earlier_words(sheet: &Sheet<'_>, section: &Section) -> Option<String> {
    if !section.kind.is_central() && section.kind != SectionKind::PreChorus {
        return None;
    }
    let same = |other: &&(&Section, &crate::sheet::SectionStudy)| {
        other.0.kind == section.kind && !other.1.sung.is_empty()
    };
    let all: Vec<_> =
        sheet.sections().take_while(|(other, _)| other.lines.start < section.lines.start).collect();
    let (first, _) = all.iter().find(same)?;
    let words = sheet.document.sung_lines(first).map(|line| line.text(sheet.document));
    Some(words.collect::<Vec<_>>().join("\n"))
}

pub(super) fn same_number_twice(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let mut seen: HashMap<(SectionKind, u32), &[u64]> = HashMap::new();
    for (section, study) in sheet.sections().filter(|(section, _)| section.kind == SectionKind::Verse) {
        let Some(number) = section.number else { continue };
        match seen.get(&(section.kind, number)) {
            Some(ids) if *ids != study.ids.as_slice() => {
                if let Some(line) = header(sheet, section) {
                    report.line(
                        line,
                        format!(
                            "There are two sections [{} {number}] with other words.",
                            section.kind.label()
                        ),
                    );
                }
            }
            Some(_) => {}
            None => {
                seen.insert((section.kind, number), study.ids.as_slice());
            }
        }
    }
}

pub(super) fn verse_out_of_order(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let mut highest = 0;
    for section in sheet.document.sections().iter().filter(|section| section.kind == SectionKind::Verse) {
        let Some(number) = section.number else { continue };
        if let Some(line) = header(sheet, section).filter(|_| number > highest + 1 || number < highest) {
            let wanted = highest + 1;
            let text = line.text(sheet.document);
            let message = format!("Verse {number} stands where verse {wanted} is expected.");
            match text.find(&number.to_string()) {
                Some(at) if number > wanted => {
                    let place = Span::new(at, at + number.to_string().len());
                    report.replace(line, place, message, "Renumber", &wanted.to_string());
                }
                _ => report.line(line, message),
            }
        }
        highest = highest.max(number);
    }
}

pub(super) fn lines_before_header(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let sections = sheet.document.sections();
    let Some((first, _)) =
        sheet.sections().next().filter(|(first, study)| first.header.is_none() && !study.sung.is_empty())
    else {
        return;
    };
    let Some(line) = sheet.document.sung_lines(first).next().filter(|_| sections.len() > 1) else { return };
    let fix = Fix {
        label: "Add [Verse]".to_owned(),
        start: line.span.start,
        end: line.span.start,
        replacement: "[Verse]\n".to_owned(),
    };
    let place = Span::new(0, line.span.len());
    report.fix(line, place, "These lines stand before the first header.".to_owned(), fix);
}

pub(super) fn long_section(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (section, study) in sheet.sections().filter(|(section, _)| section.kind != SectionKind::Rap) {
        let count = study.sung.len();
        if let Some(line) = header(sheet, section).filter(|_| count > LONG) {
            report.line(
                line,
                format!("[{}] has {count} lines; sections over {LONG} lose their shape.", section.title),
            );
        }
    }
}

pub(super) fn no_gap_before_header(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let lines = sheet.document.lines();
    for section in sheet.document.sections() {
        let Some(line) = header(sheet, section) else { continue };
        let before = section.lines.start.checked_sub(1).and_then(|at| lines.get(at));
        if before.is_some_and(|before| before.kind == LineKind::Sung) {
            let at = line.span.start;
            let fix = Fix {
                label: "Add a blank line".to_owned(),
                start: at,
                end: at,
                replacement: "\n".to_owned(),
            };
            report.fix(
                line,
                Span::new(0, line.span.len()),
                "No blank line parts this section from the one before.".to_owned(),
                fix,
            );
        }
    }
}
