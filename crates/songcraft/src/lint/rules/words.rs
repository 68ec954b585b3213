//! Words and phrases.

use crate::freshness::StaleKind;
use crate::lint::report::Report;
use crate::sheet::Sheet;

pub(super) fn homograph(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, study) in sheet.sung() {
        for (word, ways, span) in &study.homographs {
            let message = format!("\"{word}\" is said in two ways: {ways}. Respell the one you mean.");
            report.place(line, *span, message);
        }
    }
}

fn stale(sheet: &Sheet<'_>, report: &mut Report<'_>, wanted: StaleKind, what: &str) {
    for (line, study) in sheet.sung() {
        for (_, phrase, span) in study.stale.iter().filter(|(kind, _, _)| *kind == wanted) {
            report.place(line, *span, format!("\"{phrase}\" is {what}."));
        }
    }
}

pub(super) fn cliche(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    stale(sheet, report, StaleKind::Cliche, "worn by many songs");
}

pub(super) fn stock_phrase(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    stale(sheet, report, StaleKind::StockPhrase, "a stock phrase of machine-written lyrics");
}

pub(super) fn told_feeling(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, study) in sheet.sung() {
        for span in &study.imagery.telling {
            report.place(
                line,
                *span,
                "This tells a feeling by its name; show what one would see.".to_owned(),
            );
        }
    }
}

pub(super) fn phrase_of_other_song(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, study) in sheet.sung() {
        for span in sheet.prepared.others.find(&study.words) {
            report.place(line, span, "Another of your songs has this phrase.".to_owned());
        }
    }
}
