//! The title.

use crate::lint::report::Report;
use crate::phrases::lower_words;
use crate::sheet::Sheet;

pub(super) fn missing_title(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    if sheet.prepared.title.is_none() && sheet.sung().next().is_some() {
        report.sheet("The song has no title yet.".to_owned());
    }
}

pub(super) fn title_not_sung(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let Some(title) = sheet.prepared.title.as_deref() else { return };
    let words: Vec<String> = lower_words(title).into_iter().map(|(word, _)| word).collect();
    if words.is_empty() || sheet.sung().next().is_none() {
        return;
    }
    let holds = sheet.sung().any(|(_, study)| {
        study.words.windows(words.len()).any(|window| window.iter().map(|(word, _)| word).eq(&words))
    });
    if !holds {
        report.sheet(format!("The title \"{title}\" is never sung."));
    }
}

pub(super) fn title_in_quotes(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let Some(title) = sheet.prepared.title.as_deref() else { return };
    let quoted = [('"', '"'), ('“', '”'), ('«', '»')];
    if quoted
        .iter()
        .any(|(open, close)| title.len() > 1 && title.starts_with(*open) && title.ends_with(*close))
    {
        report.sheet("The title stands in quotation marks; they will be part of it.".to_owned());
    }
}
