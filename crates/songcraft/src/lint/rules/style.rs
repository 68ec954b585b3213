//! The style field.

use std::collections::HashSet;

use crate::document::{LineKind, Span};
use crate::lint::report::Report;
use crate::sheet::Sheet;
use crate::style::folded;

/// Styles from which they water each other down.
const MANY: usize = 15;
/// Excluded styles that a target follows.
const MANY_EXCLUDED: usize = 4;

pub(super) fn artist_in_style(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for style in sheet.prepared.styles.iter().chain(&sheet.prepared.exclude_styles) {
        for (name, _) in sheet.prepared.artists.find(style) {
            report.sheet(format!("The styles name an artist: {name}. Describe the sound instead."));
        }
    }
}

pub(super) fn artist_in_tag(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let bracketed = |kind| matches!(kind, LineKind::Direction | LineKind::Header);
    for line in sheet.document.lines().iter().filter(|line| bracketed(line.kind)) {
        for (name, span) in sheet.prepared.artists.find(line.text(sheet.document)) {
            report.place(line, span, format!("A tag names an artist: {name}. Describe the sound instead."));
        }
    }
    for (line, _) in sheet.sung() {
        for direction in &line.directions {
            for (name, _) in sheet.prepared.artists.find(sheet.document.slice(*direction)) {
                let place = Span::new(direction.start - line.span.start, direction.end - line.span.start);
                report.place(
                    line,
                    place,
                    format!("A tag names an artist: {name}. Describe the sound instead."),
                );
            }
        }
    }
}

pub(super) fn no_styles(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    if sheet.prepared.styles.iter().all(|style| style.trim().is_empty()) {
        report.sheet("The song has no styles; genre, mood and tempo belong there.".to_owned());
    }
}

pub(super) fn many_styles(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let count = sheet.prepared.styles.len();
    if count > MANY {
        report.sheet(format!("The song has {count} styles; beyond {MANY} they water each other down."));
    }
}

pub(super) fn style_twice(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let mut seen = HashSet::new();
    for style in sheet.prepared.styles.iter().filter(|style| !seen.insert(folded(style))) {
        report.sheet(format!("The style \"{}\" is listed twice.", style.trim()));
    }
}

pub(super) fn style_excluded(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let excluded: HashSet<String> = sheet.prepared.exclude_styles.iter().map(|style| folded(style)).collect();
    for style in sheet.prepared.styles.iter().filter(|style| excluded.contains(&folded(style))) {
        report.sheet(format!("\"{}\" is asked for and excluded.", style.trim()));
    }
}

pub(super) fn many_excluded(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let count = sheet.prepared.exclude_styles.len();
    if count > MANY_EXCLUDED {
        report.sheet(format!("{count} styles are excluded; two to four are followed."));
    }
}

pub(super) fn brackets_in_style(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for style in sheet.prepared.styles.iter().filter(|style| style.contains(['[', ']'])) {
        report.sheet(format!("Brackets mean nothing in a style: \"{}\".", style.trim()));
    }
}

pub(super) fn styles_fight(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (one, other) in &sheet.prepared.fighting {
        report.sheet(format!(
            "\"{}\" and \"{}\" fight with each other; one of them will lose.",
            one.trim(),
            other.trim()
        ));
    }
}

pub(super) fn style_misspelt(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (style, meant) in &sheet.prepared.misspelt {
        report.sheet(format!("The style \"{}\" is not known; is \"{meant}\" meant?", style.trim()));
    }
}
