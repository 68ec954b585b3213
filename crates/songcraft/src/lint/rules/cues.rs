//! Cues and directions.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::document::{Line, LineKind, Span};
use crate::lint::report::Report;
use crate::lint::rules::headers::trimmed;
use crate::lint::rules::sections::header;
use crate::phrases::lower_words;
use crate::sheet::Sheet;

const STYLE_WORDS: &str = include_str!("../../../data/style_words.txt");

/// Direction lines in a row that a target still follows.
const MOST_STACKED: usize = 3;

pub(super) fn many_cues(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let Some(most) = sheet.prepared.target.cues_most else { return };
    for section in sheet.document.sections() {
        let count = section.cues.len();
        if let Some(line) = header(sheet, section).filter(|_| count > most as usize) {
            report.line(line, format!("{count} cues on one section; more than {most} blur each other."));
        }
    }
}

pub(super) fn stacked_directions(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let mut run: Vec<&Line> = Vec::new();
    for line in sheet.document.lines() {
        match line.kind {
            LineKind::Direction => run.push(line),
            LineKind::Blank => {}
            LineKind::Header | LineKind::Sung => run.clear(),
        }
        if let Some(line) = run.get(MOST_STACKED).filter(|_| run.len() == MOST_STACKED + 1) {
            report.line(
                line,
                format!("More than {MOST_STACKED} directions in a row; the later ones are ignored."),
            );
        }
    }
}

pub(super) fn tempo_in_cue(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for section in sheet.document.sections() {
        let Some(line) = header(sheet, section) else { continue };
        if section.cues.iter().any(|cue| names_tempo(cue)) {
            report.line(
                line,
                "Tempo, key and genre belong in the style field; here they may be sung.".to_owned(),
            );
        }
    }
    for line in sheet.document.lines().iter().filter(|line| line.kind == LineKind::Direction) {
        if names_tempo(line.text(sheet.document)) {
            report.line(
                line,
                "Tempo, key and genre belong in the style field; here they may be sung.".to_owned(),
            );
        }
    }
}

/// Whether a cue names beats per minute, a key or a genre by its name.
fn names_tempo(cue: &str) -> bool {
    let words = lower_words(cue);
    let labels = ["genre", "tempo", "bpm", "key"];
    words.iter().enumerate().any(|(at, (word, span))| {
        let number_before = at > 0 && words[at - 1].0.bytes().all(|byte| byte.is_ascii_digit());
        let colon_after = cue.get(span.end..).is_some_and(|rest| rest.trim_start().starts_with(':'));
        let glued = word
            .strip_suffix("bpm")
            .is_some_and(|digits| !digits.is_empty() && digits.parse::<u32>().is_ok());
        glued || (word == "bpm" && number_before) || (labels.contains(&word.as_str()) && colon_after)
    })
}

pub(super) fn style_outside_brackets(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    let is_style = |word: &str| style_words().contains(word);
    for (line, study) in sheet.sung() {
        let count = study.words.len();
        if (2..=6).contains(&count)
            && line.backing.is_empty()
            && study.words.iter().all(|(word, _)| is_style(word))
        {
            let text = line.text(sheet.document);
            let (start, end) = trimmed(text);
            let replacement = format!("[{}]", text.trim());
            let message = "Only style and instrument words: outside of brackets they are sung.".to_owned();
            report.replace(line, Span::new(start, end), message, "Put it in brackets", &replacement);
        }
    }
}

fn style_words() -> &'static HashSet<&'static str> {
    static WORDS: OnceLock<HashSet<&str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        STYLE_WORDS.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(' ')).collect()
    })
}

pub(super) fn effect_in_asterisks(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, _) in sheet.sung() {
        let text = line.text(sheet.document).trim();
        let inside = text
            .strip_prefix('*')
            .and_then(|rest| rest.strip_suffix('*'))
            .filter(|inside| !inside.contains('*'));
        if let Some(inside) = inside.filter(|inside| !inside.trim().is_empty()) {
            let (start, end) = trimmed(line.text(sheet.document));
            let message =
                "Sounds between asterisks are read aloud; brackets make them a direction.".to_owned();
            let replacement = format!("[{}]", inside.trim().replace(['[', ']'], ""));
            report.replace(line, Span::new(start, end), message, "Put it in brackets", &replacement);
        }
    }
}

pub(super) fn direction_inside_line(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for (line, study) in sheet.sung().filter(|(_, study)| !study.words.is_empty()) {
        let Some(direction) = line.directions.first() else { continue };
        let place = Span::new(direction.start - line.span.start, direction.end - line.span.start);
        let text = line.text(sheet.document);
        let (before, after) =
            (text.get(..place.start).unwrap_or_default(), text.get(place.end..).unwrap_or_default());
        let rest = format!("{} {}", before.trim_end(), after.trim_start());
        let replacement = format!("{}\n{}", sheet.document.slice(*direction), rest.trim());
        let message = "A direction inside a sung line may be sung; give it a line of its own.".to_owned();
        if study.words.iter().any(|(_, span)| span.end <= place.start) {
            let fix = crate::lint::Fix {
                label: "Give it a line".to_owned(),
                start: line.span.start,
                end: line.span.end,
                replacement,
            };
            report.fix(line, place, message, fix);
        } else {
            report.place(line, place, message);
        }
    }
}
