//! Structure, hook and contrast.

use std::collections::HashSet;

use super::{Measure, scaled, share};
use crate::document::{Section, SectionKind};
use crate::meter::is_function_word;
use crate::phrases::lower_words;
use crate::sheet::{SectionStudy, Sheet};

/// Verses, a chorus that returns, something between, and parts of a like shape.
pub(super) fn structure(sheet: &Sheet<'_>) -> Measure {
    let kinds: Vec<SectionKind> = sheet
        .sections()
        .filter(|(_, study)| !study.sung.is_empty())
        .map(|(section, _)| section.kind)
        .collect();
    let count = |kind: SectionKind| kinds.iter().filter(|other| **other == kind).count();
    let central = kinds.iter().filter(|kind| kind.is_central()).count();
    let verses = count(SectionKind::Verse) + count(SectionKind::Rap);
    let turns =
        [SectionKind::Bridge, SectionKind::PreChorus, SectionKind::Breakdown, SectionKind::PostChorus];
    let turn = kinds.iter().any(|kind| turns.contains(kind));
    let mut value = [0.0, 1.5, 3.0][verses.min(2)] + [0.0, 2.0, 3.0][central.min(2)];
    value += if turn { 1.5 } else { 0.0 };
    let even = even_verses(sheet);
    value += if verses > 1 && even.is_empty() { 1.5 } else { 0.0 };
    value += if (4..=12).contains(&kinds.len()) { 1.0 } else { 0.0 };
    let note = format!("{verses} verses, {central} choruses, {} sung sections", kinds.len());
    Measure::new(value, even, note)
}

/// The first lines of verses that have another number of lines than the first verse.
fn even_verses(sheet: &Sheet<'_>) -> Vec<u32> {
    let mut verses = sheet.sections().filter(|(section, _)| section.kind == SectionKind::Verse);
    let Some((_, first)) = verses.next() else { return Vec::new() };
    let uneven = verses.filter(|(_, study)| study.sung.len() != first.sung.len());
    uneven.filter_map(|(_, study)| study.sung.first().map(|index| *index as u32 + 1)).collect()
}

/// The title in the chorus, lines that return, and lines short enough to stay in the ear.
pub(super) fn hook(sheet: &Sheet<'_>) -> Measure {
    let central: Vec<(&Section, &SectionStudy)> = sheet
        .sections()
        .filter(|(section, study)| section.kind.is_central() && !study.sung.is_empty())
        .collect();
    let Some((_, first)) = central.first() else {
        return Measure::new(1.0, Vec::new(), "there is no chorus, hook or refrain".to_owned());
    };
    let mut evidence = Vec::new();
    let mut value = 1.0;
    let title = title_lines(sheet, first);
    let note = match &title {
        Some(lines) if lines.is_empty() => "the title does not occur in the chorus".to_owned(),
        Some(lines) => {
            value += if lines.len() > 1 { 4.0 } else { 3.5 };
            evidence.extend(lines);
            "the title occurs in the chorus".to_owned()
        }
        None => {
            value += 1.5;
            "the song has no title yet".to_owned()
        }
    };
    value += if central.iter().filter(|(_, study)| repeats(study, first)).count() > 1 { 2.5 } else { 0.0 };
    value += repetition(first);
    let syllables: u32 = sheet.sung_in(first).map(|(_, line)| line.meter.syllables).sum();
    let mean = f64::from(syllables) / first.sung.len() as f64;
    value += if mean <= 9.0 { 1.5 } else { scaled(-mean, -13.0, -9.0) * 0.15 };
    Measure::new(value, evidence, note)
}

/// The lines of the section that hold the title's words in order; `None` where there is no title.
fn title_lines(sheet: &Sheet<'_>, study: &SectionStudy) -> Option<Vec<u32>> {
    let title: Vec<String> =
        lower_words(sheet.prepared.title.as_deref()?).into_iter().map(|(word, _)| word).collect();
    if title.is_empty() {
        return None;
    }
    let holds = |words: &[(String, crate::document::Span)]| {
        words.windows(title.len()).any(|window| window.iter().map(|(word, _)| word).eq(&title))
    };
    Some(sheet.sung_in(study).filter(|(_, line)| holds(&line.words)).map(|(line, _)| line.number).collect())
}

/// Whether at least half of the lines return.
fn repeats(study: &SectionStudy, first: &SectionStudy) -> bool {
    let known: HashSet<u64> = first.ids.iter().copied().collect();
    2 * study.ids.iter().filter(|id| known.contains(id)).count() >= first.ids.len()
}

/// A line that returns within the chorus.
fn repetition(study: &SectionStudy) -> f64 {
    let different: HashSet<u64> = study.ids.iter().copied().collect();
    if different.len() < study.ids.len() { 1.0 } else { 0.0 }
}

/// How the chorus differs from the verse: its words, its length of line, its scheme.
pub(super) fn contrast(sheet: &Sheet<'_>) -> Measure {
    let find = |test: fn(SectionKind) -> bool| {
        sheet
            .sections()
            .find(|(section, study)| test(section.kind) && !study.sung.is_empty())
            .map(|(_, study)| study)
    };
    let verse = find(|kind| matches!(kind, SectionKind::Verse | SectionKind::Rap));
    let (Some(verse), Some(chorus)) = (verse, find(SectionKind::is_central)) else {
        return Measure::new(2.0, Vec::new(), "a verse and a chorus are needed for contrast".to_owned());
    };
    let (verse_words, chorus_words) = (content(sheet, verse), content(sheet, chorus));
    let shared = chorus_words.iter().filter(|word| verse_words.contains(*word)).count();
    let overlap = share(shared, chorus_words.len());
    let (verse_mean, chorus_mean) = (mean_syllables(sheet, verse), mean_syllables(sheet, chorus));
    let difference = (verse_mean - chorus_mean).abs();
    let mut value = 5.0 * (1.0 - overlap) + scaled(difference, 0.0, 2.0) * 0.3;
    value += if verse.letters() == chorus.letters() { 0.0 } else { 1.0 };
    value += if verse.sung.len() == chorus.sung.len() { 0.5 } else { 1.0 };
    let evidence =
        sheet.sung_in(chorus).filter(|(_, line)| line.stems.iter().any(|word| verse_words.contains(word)));
    let evidence = evidence.map(|(line, _)| line.number).collect();
    let note =
        format!("{shared} of {} meaningful words of the chorus stand in the verse too", chorus_words.len());
    Measure::new(value, evidence, note)
}

/// The stems of the words that carry meaning.
fn content(sheet: &Sheet<'_>, study: &SectionStudy) -> HashSet<String> {
    let words = sheet.sung_in(study).flat_map(|(_, line)| line.words.iter().zip(&line.stems));
    words.filter(|((word, _), _)| !is_function_word(word)).map(|(_, stem)| stem.clone()).collect()
}

fn mean_syllables(sheet: &Sheet<'_>, study: &SectionStudy) -> f64 {
    let sum: u32 = sheet.sung_in(study).map(|(_, line)| line.meter.syllables).sum();
    f64::from(sum) / study.sung.len().max(1) as f64
}
