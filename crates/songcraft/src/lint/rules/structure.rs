//! Sections that are missing or not understood.

use crate::document::SectionKind;
use crate::lint::report::Report;
use crate::sheet::Sheet;

pub(super) fn no_sections(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let sung = sheet.sung().count();
    if sung > 0 && sheet.document.sections().iter().all(|section| section.header.is_none()) {
        report.sheet("The sheet has no section headers: start parts with [Verse 1], [Chorus] and so on.".to_owned());
    }
}

pub(super) fn missing_chorus(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let sections = sheet.document.sections();
    let has_header = sections.iter().any(|section| section.header.is_some());
    let sung = sheet.sections().any(|(section, study)| section.kind.is_central() && !study.sung.is_empty());
    if has_header && !sung && sheet.sung().next().is_some() {
        report.sheet("The song has no chorus, hook or refrain.".to_owned());
    }
}

pub(super) fn few_verses(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let is_verse = |kind| matches!(kind, SectionKind::Verse | SectionKind::Rap);
    let verses = sheet.sections().filter(|(section, study)| is_verse(section.kind) && !study.sung.is_empty()).count();
    let has_header = sheet.document.sections().iter().any(|section| section.header.is_some());
    if has_header && verses < 2 && sheet.sung().next().is_some() {
        report.sheet(format!("The song has {verses} verse{}; most have two or more.", if verses == 1 { "" } else { "s" }));
    }
}

pub(super) fn unknown_section(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for section in sheet.document.sections() {
        let header = sheet.document.lines().get(section.lines.start).filter(|_| section.header.is_some());
        if let Some(line) = header.filter(|_| section.kind == SectionKind::Unknown) {
            report.line(line, format!("\"{}\" is no section that a target knows.", section.title));
        }
    }
}
