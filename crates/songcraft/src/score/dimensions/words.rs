//! Freshness, imagery and fit.

use std::collections::HashSet;

use super::{Measure, scaled, share};
use crate::freshness::StaleKind;
use crate::phrases::lower_words;
use crate::sheet::Sheet;
use crate::stem::stem;

/// Stale and repeated phrases, per hundred words. A line that returns is counted once.
pub(super) fn freshness(sheet: &Sheet<'_>) -> Measure {
    let (mut cliches, mut stock, mut repeated, mut words) = (0usize, 0usize, 0usize, 0usize);
    let mut evidence = Vec::new();
    let mut seen = HashSet::new();
    for (line, study) in sheet.sung().filter(|(_, study)| seen.insert(study.id)) {
        words += study.words.len();
        let again = sheet.prepared.others.find(&study.words).len();
        if again > 0 || !study.stale.is_empty() {
            evidence.push(line.number);
        }
        repeated += again;
        cliches += study.stale.iter().filter(|(kind, _, _)| *kind == StaleKind::Cliche).count();
        stock += study.stale.iter().filter(|(kind, _, _)| *kind == StaleKind::StockPhrase).count();
    }
    let weight = cliches as f64 + 1.5 * stock as f64 + 1.5 * repeated as f64;
    let per_hundred = if words == 0 { 0.0 } else { weight * 100.0 / words.max(100) as f64 };
    let note = format!("{cliches} clichés, {stock} stock phrases, {repeated} phrases of other songs");
    Measure::new(10.0 - 1.8 * per_hundred, evidence, note)
}

/// Concrete and sensory words against abstract ones, and feelings told by their name.
pub(super) fn imagery(sheet: &Sheet<'_>) -> Measure {
    let (mut images, mut abstracts, mut words, mut telling) = (0usize, 0usize, 0usize, 0usize);
    let mut evidence = Vec::new();
    let mut seen = HashSet::new();
    for (line, study) in sheet.sung().filter(|(_, study)| seen.insert(study.id)) {
        images += study.imagery.images() as usize;
        abstracts += study.imagery.abstract_words as usize;
        telling += study.imagery.telling.len();
        words += study.words.len();
        if !study.imagery.telling.is_empty() || study.imagery.abstract_words > study.imagery.images() {
            evidence.push(line.number);
        }
    }
    let density = scaled(share(images, words), 0.02, 0.2);
    let balance = if images + abstracts == 0 { 5.0 } else { 10.0 * share(images, images + abstracts) };
    let value = 0.65 * density + 0.35 * balance - 0.8 * telling as f64;
    let note = format!(
        "{images} images and {abstracts} abstract words among {words}, {telling} feelings told by name"
    );
    Measure::new(value, evidence, note)
}

/// How much of the brief is in the song, its title and its styles.
pub(super) fn fit(sheet: &Sheet<'_>) -> Measure {
    let brief = &sheet.prepared.brief;
    if brief.is_empty() {
        return Measure::silent("no brief to compare with");
    }
    let fields = sheet.prepared.title.iter().chain(&sheet.prepared.styles);
    let fields: HashSet<String> =
        fields.flat_map(|field| lower_words(field)).map(|(word, _)| stem(&word)).collect();
    let wanted: HashSet<&str> = brief.iter().map(String::as_str).collect();
    let mut present: HashSet<&str> = wanted.iter().copied().filter(|word| fields.contains(*word)).collect();
    let mut evidence = Vec::new();
    for (line, study) in sheet.sung() {
        let here: Vec<&str> =
            study.stems.iter().filter_map(|stem| wanted.get(stem.as_str()).copied()).collect();
        if !here.is_empty() {
            evidence.push(line.number);
            present.extend(here);
        }
    }
    let value = scaled(share(present.len(), wanted.len()), 0.0, 0.7);
    Measure::new(
        value,
        evidence,
        format!("{} of {} words of the brief are in the song", present.len(), wanted.len()),
    )
}
