//! ChordPro, where square brackets mean chords: sections become environments, directions become comments.

use super::Cover;
use super::clean::heading;
use crate::document::{Document, LineKind, Section, SectionKind};

/// A song as a ChordPro file. [`from_chordpro`] gives the sections and sung lines back.
pub fn chordpro(document: &Document, cover: &Cover<'_>) -> String {
    let mut out = format!("{{title: {}}}\n", braces_out(cover.title));
    for section in document.sections() {
        let environment = environment(section.kind);
        let label = heading(section);
        out.push('\n');
        match &label {
            Some(label) => {
                push(&mut out, &["{start_of_", &environment, ": label=\"", &quotes_out(label), "\"}"]);
            }
            None => push(&mut out, &["{start_of_", &environment, "}"]),
        }
        for cue in &section.cues {
            push_comment(&mut out, cue);
        }
        body(&mut out, document, section);
        push(&mut out, &["{end_of_", &environment, "}"]);
    }
    out
}

fn body(out: &mut String, document: &Document, section: &Section) {
    for line in document.body(section) {
        let text = line.text(document).trim();
        match line.kind {
            LineKind::Direction => push_comment(out, text.trim_matches(['[', ']'])),
            LineKind::Sung => {
                for direction in &line.directions {
                    push_comment(out, document.slice(*direction).trim_matches(['[', ']']));
                }
                out.push_str(&brackets_out(&super::clean::sung_text(document, line)));
                out.push('\n');
            }
            LineKind::Blank | LineKind::Header => {}
        }
    }
}

/// Appends the pieces and a line end.
fn push(out: &mut String, pieces: &[&str]) {
    for piece in pieces {
        out.push_str(piece);
    }
    out.push('\n');
}

fn push_comment(out: &mut String, text: &str) {
    push(out, &["{comment: ", &braces_out(text), "}"]);
}

/// A sheet from a ChordPro file: environments become headers, comments become directions, chords are left out.
pub fn from_chordpro(file: &str) -> String {
    let mut out = String::new();
    for line in file.lines() {
        let trimmed = line.trim();
        match trimmed.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(directive) => read_directive(&mut out, directive),
            None if trimmed.is_empty() || trimmed.starts_with('#') => {}
            None => {
                out.push_str(&without_chords(trimmed));
                out.push('\n');
            }
        }
    }
    out
}

fn read_directive(out: &mut String, directive: &str) {
    let (name, value) = directive.split_once([':', ' ']).unwrap_or((directive, ""));
    let (name, value) = (name.trim(), value.trim());
    if let Some(environment) = name.strip_prefix("start_of_") {
        let label = value.strip_prefix("label=").unwrap_or(value).trim_matches('"').trim();
        let title = if label.is_empty() { label_of(environment) } else { label.to_owned() };
        if !out.is_empty() {
            out.push('\n');
        }
        push(out, &["[", &title, "]"]);
    } else if matches!(name, "comment" | "c") && !value.is_empty() {
        push(out, &["[", value, "]"]);
    }
}

fn label_of(environment: &str) -> String {
    SectionKind::from_id(&environment.replace('_', "-"))
        .map_or_else(|| environment.to_owned(), |kind| kind.label().to_owned())
}

fn environment(kind: SectionKind) -> String {
    if kind == SectionKind::Unknown { "part".to_owned() } else { kind.id().replace('-', "_") }
}

fn without_chords(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let Some((_, following)) = after.split_once(']') else {
            // No bracket closes from here on: the rest is words.
            out.push('[');
            rest = after;
            break;
        };
        rest = following;
    }
    out.push_str(rest);
    out
}

fn braces_out(text: &str) -> String {
    text.replace(['{', '}', '\n', '\r'], " ").trim().to_owned()
}

fn quotes_out(text: &str) -> String {
    braces_out(text).replace('"', "'")
}

/// Brackets and a brace at the start would be read as chords and directives.
fn brackets_out(text: &str) -> String {
    text.replace('[', "(").replace(']', ")").replace('{', "(").replace('}', ")")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str =
        "[Verse 1 - quiet]\n[Male Vocal]\nSummer nights (oh)\nand lights\n\n[Pre-Chorus]\nHold on\n";

    #[test]
    fn sections_become_environments_and_directions_comments() {
        let file = chordpro(&Document::parse(SHEET), &Cover { title: "Lights", ..Cover::default() });
        let expected = "{title: Lights}\n\n{start_of_verse: label=\"Verse 1\"}\n{comment: quiet}\n{comment: Male Vocal}\n\
            Summer nights (oh)\nand lights\n{end_of_verse}\n\n{start_of_pre_chorus: label=\"Pre-Chorus\"}\nHold on\n\
            {end_of_pre_chorus}\n";
        assert_eq!(file, expected);
    }

    #[test]
    fn sections_and_sung_lines_come_back() {
        let file = chordpro(&Document::parse(SHEET), &Cover::default());
        let back = from_chordpro(&file);
        let document = Document::parse(&back);
        let kinds: Vec<_> =
            document.sections().iter().map(|section| (section.kind, section.number)).collect();
        assert_eq!(kinds, [(SectionKind::Verse, Some(1)), (SectionKind::PreChorus, None)]);
        assert!(back.contains("Summer nights (oh)\nand lights\n"));
    }

    #[test]
    fn chords_are_left_out_of_the_words() {
        assert_eq!(from_chordpro("[C]Hold [G/B]on\n[oops\n"), "Hold on\n[oops\n");
    }
}
