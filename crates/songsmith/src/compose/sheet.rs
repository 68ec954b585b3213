//! From lines to a sheet with headers, cues and voices.

use super::{Sections, Writer, fold};
use crate::brief::{Brief, Vocal};
use crate::material::{Role, frames};
use crate::plan::Part;

/// Writes the sheet.
pub(super) fn print(brief: &Brief, plan: &[Part], sections: &Sections) -> String {
    let numbered = plan.iter().filter(|part| part.kind == "Verse").count() > 1;
    let mut verse = 0;
    let mut sheet = String::new();
    for (part, lines) in plan.iter().zip(sections) {
        if part.role.is_some() && lines.is_empty() {
            continue;
        }
        let mut header = part.kind.to_owned();
        if part.kind == "Verse" && numbered {
            verse += 1;
            header = format!("Verse {verse}");
        }
        if !part.cues.is_empty() {
            header = format!("{header} - {}", part.cues.join(", "));
        }
        if !sheet.is_empty() {
            sheet.push('\n');
        }
        sheet.push_str(&header_line(&header));
        if part.role.is_some() {
            sheet.push_str(&header_line(voice(brief, part, verse).direction()));
        }
        for line in lines {
            sheet.push_str(line);
            sheet.push('\n');
        }
    }
    sheet.trim_end().to_owned()
}

fn header_line(words: &str) -> String {
    format!("[{words}]\n")
}

/// Who sings a part: in a duet the verses take turns.
fn voice(brief: &Brief, part: &Part, verse: usize) -> Vocal {
    match brief.vocal {
        Some(Vocal::Duet) if part.kind == "Verse" => {
            if verse % 2 == 1 {
                Vocal::Female
            } else {
                Vocal::Male
            }
        }
        Some(Vocal::Duet) if part.role == Some(Role::Bridge) => Vocal::Male,
        Some(vocal) => vocal,
        None => Vocal::Female,
    }
}

impl Writer<'_> {
    /// The lines with an answer of the crew after each.
    pub(super) fn with_answers(&mut self, lines: Vec<String>) -> Vec<String> {
        let groups: Vec<_> = frames("answers").groups(Role::Answer).collect();
        let index = crate::rng::hash(fold(&self.title).as_bytes()) as usize % groups.len().max(1);
        let Some(answers) = groups.get(index) else { return lines };
        lines
            .into_iter()
            .enumerate()
            .flat_map(|(at, line)| {
                let answer = answers.lines[at % answers.lines.len()].source;
                [line, format!("({answer})")]
            })
            .collect()
    }
}
