//! Lengths in characters and words.

use crate::lint::report::Report;
use crate::sheet::Sheet;

/// The share of a limit, in percent, from which it is near.
const NEAR: usize = 95;

pub(super) fn lyrics_too_long(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let target = &sheet.prepared.target;
    over(report, "The lyrics have", characters(sheet), target.lyrics_limit, &target.name);
}

pub(super) fn lyrics_near_limit(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let target = &sheet.prepared.target;
    let Some(limit) = target.lyrics_limit.map(|limit| limit as usize) else { return };
    let length = characters(sheet);
    if length <= limit && length * 100 > limit * NEAR {
        report.sheet(format!("The lyrics have {length} characters; {} takes {limit}.", target.name));
    }
}

pub(super) fn title_too_long(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let target = &sheet.prepared.target;
    let length = sheet.prepared.title.as_deref().map_or(0, |title| title.chars().count());
    over(report, "The title has", length, target.title_limit, &target.name);
}

pub(super) fn styles_too_long(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let target = &sheet.prepared.target;
    let length = sheet.prepared.styles.join(&target.style_separator).chars().count();
    over(report, "The styles have", length, target.style_limit, &target.name);
}

pub(super) fn many_words(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let count = sheet.word_count();
    if let Some(most) = sheet.prepared.target.words_most.filter(|most| count > *most as usize) {
        report.sheet(format!("The song has {count} words; beyond {most} it is sung in a hurry."));
    }
}

pub(super) fn few_words(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let count = sheet.word_count();
    let least = sheet.prepared.target.words_least;
    if let Some(least) = least.filter(|least| count > 0 && count < *least as usize / 2) {
        report.sheet(format!("The song has {count} words; a full song has {least} or more."));
    }
}

fn characters(sheet: &Sheet<'_>) -> usize {
    sheet.document.text().chars().count()
}

fn over(report: &mut Report<'_>, what: &str, length: usize, limit: Option<u32>, target: &str) {
    let Some(limit) = limit else { return };
    let over = length.saturating_sub(limit as usize);
    if over > 0 {
        report.sheet(format!("{what} {length} characters, {over} more than {target} takes ({limit})."));
    }
}
