//! Words and phrases.

use std::sync::OnceLock;

use crate::freshness::StaleKind;
use crate::lint::report::Report;
use crate::phrases::PhraseList;
use crate::sheet::Sheet;

const HOMOGRAPHS: &str = include_str!("../../../data/homographs.txt");

fn homographs() -> &'static PhraseList {
    static LIST: OnceLock<PhraseList> = OnceLock::new();
    LIST.get_or_init(|| PhraseList::read(HOMOGRAPHS))
}

pub(super) fn homograph(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, study) in sheet.sung() {
        for found in homographs().find(&study.words) {
            let message = format!(
                "\"{}\" is said in two ways: {}. Respell the one you mean.",
                found.phrase, found.remark
            );
            report.place(line, found.span, message);
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
