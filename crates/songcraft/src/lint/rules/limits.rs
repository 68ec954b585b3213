//! Lengths in characters.

use crate::lint::report::Report;
use crate::sheet::Sheet;

pub(super) fn lyrics_too_long(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let length = sheet.document.text().chars().count();
    over(report, "The lyrics have", length, sheet.prepared.target.lyrics_limit, &sheet.prepared.target.name);
}

pub(super) fn title_too_long(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let length = sheet.prepared.title.as_deref().map_or(0, |title| title.chars().count());
    over(report, "The title has", length, sheet.prepared.target.title_limit, &sheet.prepared.target.name);
}

pub(super) fn styles_too_long(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let target = &sheet.prepared.target;
    let length = sheet.prepared.styles.join(&target.style_separator).chars().count();
    over(report, "The styles have", length, target.style_limit, &target.name);
}

fn over(report: &mut Report<'_>, what: &str, length: usize, limit: Option<u32>, target: &str) {
    let Some(limit) = limit else { return };
    let over = length.saturating_sub(limit as usize);
    if over > 0 {
        report.sheet(format!("{what} {length} characters, {over} more than {target} takes ({limit})."));
    }
}
