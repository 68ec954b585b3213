//! Rhyme, meter and singability.

use super::{Measure, scaled, share};
use crate::meter::{matching, syllable_range};
use crate::rhyme::RhymeKind;
use crate::sheet::{LineStudy, Sheet};

/// Share of rhyming lines at which the dimension is full: in XAXA half of the lines rhyme, each pair counting two.
const FULL_RHYME: f64 = 0.75;

/// How many lines rhyme, and how well. A word rhymed with itself counts half; a rhyme inside a line adds a little.
pub(super) fn rhyme(sheet: &Sheet<'_>) -> Measure {
    let (mut lines, mut quality, mut inner) = (0usize, 0.0, 0usize);
    let mut alone = Vec::new();
    for study in &sheet.sections {
        if study.sung.len() < 2 {
            continue;
        }
        let mut best = vec![0.0f64; study.sung.len()];
        for (index, line) in study.measures.scheme.iter().enumerate() {
            let worth = worth(line.kind);
            for at in [Some(index), line.partner].into_iter().flatten() {
                best[at] = best[at].max(worth);
            }
        }
        lines += best.len();
        quality += best.iter().sum::<f64>();
        let numbers = study.sung.iter().zip(&best).filter(|(_, worth)| **worth <= 0.0);
        alone.extend(numbers.map(|(index, _)| *index as u32 + 1));
        inner += sheet.sung_in(study).filter(|(_, line)| line.internal > 0).count();
    }
    if lines == 0 {
        return Measure::new(5.0, alone, "no section has two sung lines to rhyme".to_owned());
    }
    let value = quality / lines as f64 / FULL_RHYME * 10.0 + share(inner, lines) * 2.0;
    let note = format!("{} of {lines} lines rhyme, {inner} rhyme inside", lines - alone.len());
    Measure::new(value, alone, note)
}

const fn worth(kind: RhymeKind) -> f64 {
    match kind {
        RhymeKind::Multisyllabic | RhymeKind::Perfect => 1.0,
        RhymeKind::Family => 0.85,
        RhymeKind::Identity => 0.5,
        _ => 0.0,
    }
}

/// How well the stresses of lines that answer each other align.
pub(super) fn meter(sheet: &Sheet<'_>) -> Measure {
    let (mut sum, mut lines) = (0.0, 0usize);
    let mut rough = Vec::new();
    for study in sheet.sections.iter().filter(|study| study.sung.len() > 1) {
        sum += study.measures.regularity * study.sung.len() as f64;
        lines += study.sung.len();
        let sung: Vec<_> = sheet.sung_in(study).collect();
        for (index, (line, measured)) in sung.iter().enumerate().skip(1) {
            let answers = |back: usize| {
                let partner = index.checked_sub(back).and_then(|at| sung.get(at));
                partner.map_or(0.0, |(_, other)| matching(&measured.meter.stress, &other.meter.stress))
            };
            if answers(1).max(answers(2)) < 0.6 {
                rough.push(line.number);
            }
        }
    }
    if lines == 0 {
        return Measure::new(5.0, rough, "no section has two sung lines to compare".to_owned());
    }
    let mean = sum / lines as f64;
    let note = format!("paired lines match to {} %, {} stand apart", (mean * 100.0).round(), rough.len());
    Measure::new(scaled(mean, 0.45, 0.9), rough, note)
}

/// Lines of a singable length, without consonants piled up, many of them ending in a sound that can be held.
pub(super) fn singability(sheet: &Sheet<'_>) -> Measure {
    let (mut lines, mut out_of_range, mut clusters, mut open) = (0usize, 0usize, 0usize, 0usize);
    let mut evidence = Vec::new();
    for (section, study) in sheet.sections() {
        let range = syllable_range(section.kind, &sheet.prepared.target);
        for (line, measured) in sheet.sung_in(study) {
            lines += 1;
            let long = measured.meter.syllables > *range.end();
            let crowded = has_cluster(measured);
            out_of_range += usize::from(long);
            clusters += usize::from(crowded);
            open += usize::from(ends_open(measured));
            if long || crowded {
                evidence.push(line.number);
            }
        }
    }
    let value =
        8.5 - 10.0 * share(out_of_range, lines) - 5.0 * share(clusters, lines) + 4.0 * share(open, lines);
    let note = format!(
        "{out_of_range} of {lines} lines too long, {clusters} crowded, {open} end on a sound to hold"
    );
    Measure::new(value, evidence, note)
}

/// Five consonants between two vowels stop any melody.
fn has_cluster(study: &LineStudy) -> bool {
    let mut run = 0;
    for phone in study.meter.words.iter().flat_map(|word| &word.pronunciation.phones) {
        run = if phone.is_vowel() { 0 } else { run + 1 };
        if run >= 5 {
            return true;
        }
    }
    false
}

/// Whether the last sound is a vowel, a nasal or a liquid.
fn ends_open(study: &LineStudy) -> bool {
    let last = study.meter.words.iter().rev().find_map(|word| word.pronunciation.phones.last());
    last.is_some_and(|phone| phone.is_vowel() || matches!(phone.name(), "M" | "N" | "NG" | "L" | "R"))
}
