//! Who sings.

use crate::document::{LineKind, Section, Span};
use crate::lint::Fix;
use crate::lint::report::Report;
use crate::lint::rules::sections::header;
use crate::phrases::lower_words;
use crate::sheet::Sheet;

const VOICE_WORDS: &[&str] = &[
    "vocal", "vocals", "voice", "voices", "male", "female", "duet", "choir", "man", "woman", "men", "women",
    "boy", "girl", "singer", "soprano", "alto", "tenor", "baritone", "falsetto", "rapper", "narrator",
    "children", "both", "all",
];

fn names_voice(text: &str) -> bool {
    lower_words(text).iter().any(|(word, _)| VOICE_WORDS.contains(&word.as_str()))
}

/// The direction of a section that names its voice.
fn voice<'a>(sheet: &Sheet<'a>, section: &Section) -> Option<&'a str> {
    let directions = sheet.document.body(section).iter().filter(|line| line.kind == LineKind::Direction);
    directions.map(|line| line.text(sheet.document)).find(|text| names_voice(text))
}

pub(super) fn missing_voice(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    if !sheet.prepared.target.names_voice {
        return;
    }
    let known = sheet.document.sections().iter().find_map(|section| voice(sheet, section));
    for (section, study) in sheet.sections().filter(|(_, study)| !study.sung.is_empty()) {
        let Some(line) = header(sheet, section) else { continue };
        let named = names_voice(&section.title) || section.cues.iter().any(|cue| names_voice(cue));
        if named || study.sung.is_empty() || voice(sheet, section).is_some() {
            continue;
        }
        let message = format!(
            "[{}] does not name its voice: add [Female Vocal], [Male Vocal] or [Duet].",
            section.title
        );
        match known {
            Some(voice) => {
                let at = line.span.end;
                let voice = voice.trim();
                let fix = Fix {
                    label: format!("Add {voice}"),
                    start: at,
                    end: at,
                    replacement: format!("\n{voice}"),
                };
                report.fix(line, Span::new(0, line.span.len()), message, fix);
            }
            None => report.line(line, message),
        }
    }
}
