//! The song as a whole.

use std::collections::HashSet;

use crate::document::{Section, SectionKind};
use crate::lint::Fix;
use crate::lint::report::Report;
use crate::sheet::{SectionStudy, Sheet};

fn has_header(sheet: &Sheet<'_>) -> bool {
    sheet.document.sections().iter().any(|section| section.header.is_some())
}

fn is_sung(sheet: &Sheet<'_>) -> bool {
    sheet.sung().next().is_some()
}

pub(super) fn no_sections(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    if is_sung(sheet) && !has_header(sheet) {
        report.sheet(
            "The sheet has no section headers: start parts with [Verse 1], [Chorus] and so on.".to_owned(),
        );
    }
}

pub(super) fn missing_chorus(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let sung = sheet.sections().any(|(section, study)| section.kind.is_central() && !study.sung.is_empty());
    if has_header(sheet) && !sung && is_sung(sheet) {
        report.sheet("The song has no chorus, hook or refrain.".to_owned());
    }
}

pub(super) fn few_verses(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let is_verse = |kind| matches!(kind, SectionKind::Verse | SectionKind::Rap);
    let verses =
        sheet.sections().filter(|(section, study)| is_verse(section.kind) && !study.sung.is_empty()).count();
    if has_header(sheet) && verses < 2 && is_sung(sheet) {
        let plural = if verses == 1 { "" } else { "s" };
        report.sheet(format!("The song has {verses} verse{plural}; most have two or more."));
    }
}

const fn ends(kind: SectionKind) -> bool {
    matches!(kind, SectionKind::End | SectionKind::FadeOut)
}

pub(super) fn missing_ending(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let closes = |section: &Section| ends(section.kind) || section.kind == SectionKind::Outro;
    let Some(line) = sheet.document.lines().last().filter(|_| has_header(sheet) && is_sung(sheet)) else {
        return;
    };
    if !sheet.document.sections().iter().any(closes) {
        let end = sheet.document.text().len();
        let gap = if end > line.span.end { "\n" } else { "\n\n" };
        let fix =
            Fix { label: "Add [End]".to_owned(), start: end, end, replacement: format!("{gap}[End]\n") };
        let place = crate::document::Span::new(0, line.span.len());
        report.fix(line, place, "Nothing says where the song ends: add [End] or [Fade Out].".to_owned(), fix);
    }
}

pub(super) fn sung_after_end(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let mut sections = sheet.sections().skip_while(|(section, _)| !ends(section.kind));
    let Some((end, _)) = sections.next() else { return };
    for (_, study) in sections.filter(|(section, _)| !ends(section.kind)) {
        if let Some((line, _)) = sheet.sung_in(study).next() {
            report.line(line, format!("This is sung after [{}].", end.title));
        }
    }
}

pub(super) fn uneven_verses(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let verses = || sheet.sections().filter(|(section, _)| section.kind == SectionKind::Verse);
    let Some(first) = verses().map(|(_, study)| study.sung.len()).find(|count| *count > 0) else { return };
    for (section, study) in verses().filter(|(_, study)| !study.sung.is_empty() && study.sung.len() != first)
    {
        if let Some(line) = sheet.document.lines().get(section.lines.start) {
            report.line(line, format!("This verse has {} lines, the first has {first}.", study.sung.len()));
        }
    }
}

/// Choruses that share most of their lines and differ in one or two: probably a slip.
pub(super) fn chorus_drift(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let mut choruses =
        sheet.sections().filter(|(s, study)| s.kind == SectionKind::Chorus && study.ids.len() > 2);
    let Some((_, first)) = choruses.next() else { return };
    let known: HashSet<u64> = first.ids.iter().copied().collect();
    for (_, study) in choruses {
        for (line, _) in sheet.sung_in(study).filter(|(_, line)| drifts(study, &known, line.id)) {
            report.line(
                line,
                "The first chorus has other words here; a chorus usually returns word for word.".to_owned(),
            );
        }
    }
}

fn drifts(study: &SectionStudy, known: &HashSet<u64>, id: u64) -> bool {
    let strange = study.ids.iter().filter(|id| !known.contains(id)).count();
    strange * 4 <= study.ids.len() && !known.contains(&id)
}
