//! Personas: style cards that lend a song a voice.

use serde::{Deserialize, Serialize};

/// A persona as it is listed and used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persona {
    /// The slug of its file, which songs store.
    pub name: String,
    /// The name that people read.
    pub display_name: String,
    /// Styles of its music.
    pub styles: Vec<String>,
    /// Styles of its pictures.
    pub visual_styles: Vec<String>,
    /// Who it is; may be empty.
    pub description: String,
    /// Songs that were written with it.
    pub usage_count: u32,
}

/// Reads a persona's file: headings name the parts, the text below belongs to them.
///
/// Returns `None` when there is no display name. Unknown headings are passed over.
pub fn parse(slug: &str, text: &str) -> Option<Persona> {
    let mut persona = Persona { name: slug.to_owned(), ..Persona::default() };
    for (heading, body) in parts(text) {
        match heading.to_lowercase().as_str() {
            "suno persona name" | "persona name" => persona.display_name = one_line(&body),
            "persona styles" => persona.styles = list(&body),
            "visual styles" => persona.visual_styles = list(&body),
            "description" => persona.description = one_line(&body),
            _ => {}
        }
    }
    (!persona.display_name.is_empty()).then_some(persona)
}

/// Words after which a single word is meant as a persona's name.
const INTRODUCE: [&str; 6] = ["persona", "by", "as", "like", "of", "for"];

/// The persona that a prompt names: its display name stands there as it is written, and a name of one word, which may be
/// any word, after one that introduces it. The longest name counts.
pub fn named_in<'a>(prompt: &str, personas: &'a [Persona]) -> Option<&'a Persona> {
    let words: Vec<&str> = prompt
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .collect();
    let stands = |persona: &&Persona| {
        let name: Vec<&str> = persona.display_name.split_whitespace().collect();
        let found = words.windows(name.len().max(1)).position(|window| window == name);
        found.is_some_and(|at| {
            let before =
                at.checked_sub(1).and_then(|before| words.get(before)).map(|word| word.to_lowercase());
            name.len() > 1 || before.is_some_and(|word| INTRODUCE.contains(&word.as_str()))
        })
    };
    personas.iter().filter(stands).max_by_key(|persona| persona.display_name.len())
}

/// A slug that can be a file's name: lower-case letters, digits and underscores.
pub fn is_slug(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 100
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn parts(text: &str) -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with('#') {
            parts.push((line.trim_start_matches('#').trim().to_owned(), String::new()));
        } else if let Some((_, body)) = parts.last_mut() {
            body.push_str(line);
            body.push('\n');
        }
    }
    parts
}

fn one_line(body: &str) -> String {
    body.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list(body: &str) -> Vec<String> {
    body.split([',', '\n'])
        .map(|style| style.trim().trim_start_matches(['-', '*']).trim().to_owned())
        .filter(|style| !style.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = "# Suno Persona Name\r\nAntidote\r\n\r\n## Persona styles\r\n80s hair metal, glam rock,\r\n- arena rock\r\n\r\n## Notes\r\nx\r\n## Visual styles\r\nWoodblock cartoon\r\n";

    #[test]
    fn a_card_is_read_by_its_headings() {
        let persona = parse("antidote", CARD).expect("a card");
        assert_eq!(persona.display_name, "Antidote");
        assert_eq!(persona.styles, ["80s hair metal", "glam rock", "arena rock"]);
        assert_eq!(persona.visual_styles, ["Woodblock cartoon"]);
    }

    #[test]
    fn a_file_without_a_name_is_no_persona() {
        assert_eq!(parse("readme", "# Read me\nSome words."), None);
    }

    #[test]
    fn a_persona_is_found_by_the_name_that_a_prompt_writes() {
        let named = |name: &str| Persona { display_name: name.to_owned(), ..Persona::default() };
        let personas = [named("Antidote"), named("Dusty Mile")];
        let found = |prompt| named_in(prompt, &personas).map(|persona| persona.display_name.as_str());
        assert_eq!(found("A road song, sung by Dusty Mile"), Some("Dusty Mile"));
        assert_eq!(found("The last dusty mile of the road"), None);
        assert_eq!(found("A glam anthem by Antidote."), Some("Antidote"));
        assert_eq!(found("Antidote to a snake bite"), None);
    }

    #[test]
    fn a_slug_cannot_leave_its_folder() {
        assert!(is_slug("bleached_to_perfection"));
        for bad in ["", "../x", "a/b", "A", "a.md", "a b"] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}
