//! Prompts that no fitting song can come of, and parts of prompts that are left out.

use super::words::Word;
use super::{Brief, BriefError, PROMPT_LIMIT, lists};

/// The prompt without white space around it, when it can be read at all.
pub(super) fn readable(prompt: &str) -> Result<&str, BriefError> {
    let prompt = prompt.trim();
    let characters = prompt.chars().count();
    if prompt.is_empty() {
        return Err(BriefError::Empty);
    }
    if characters > PROMPT_LIMIT {
        return Err(BriefError::TooLong(characters));
    }
    let unfit = prompt
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .any(|word| lists::has("unfit", word));
    if unfit { Err(BriefError::Unfit) } else { Ok(prompt) }
}

/// The language of a prompt that is not English, by its script or its small words.
pub(super) fn language(prompt: &str, words: &[Word]) -> Option<&'static str> {
    let letters = prompt.chars().filter(|c| c.is_alphabetic()).count();
    let other = prompt.chars().filter(|c| c.is_alphabetic() && script(*c).is_some()).count();
    if other * 2 > letters {
        return prompt.chars().find_map(script);
    }
    let english = words.iter().filter(|word| lists::has("stop", &word.lower)).count();
    let (name, hits) = lists::pairs("languages")
        .map(|(name, small)| {
            let small: Vec<&str> = small.split_whitespace().collect();
            (name, words.iter().filter(|word| small.contains(&word.lower.as_str())).count())
        })
        .max_by_key(|(_, hits)| *hits)?;
    (hits >= 2 && hits > english * 2).then_some(name)
}

fn script(c: char) -> Option<&'static str> {
    Some(match u32::from(c) {
        0x0370..=0x03FF => "Greek",
        0x0400..=0x052F => "Russian or a related language",
        0x0590..=0x05FF => "Hebrew",
        0x0600..=0x06FF | 0x0750..=0x077F => "Arabic or a related language",
        0x0900..=0x0DFF => "a language of India",
        0x0E00..=0x0E7F => "Thai",
        0x3040..=0x30FF => "Japanese",
        0x4E00..=0x9FFF => "Chinese or Japanese",
        0xAC00..=0xD7AF => "Korean",
        _ => return None,
    })
}

/// Why nothing was found to sing about.
pub(super) fn why_no_theme(language: Option<&str>, words: &[Word]) -> BriefError {
    match language {
        Some(language) => BriefError::Language(language.to_owned()),
        None if words.iter().any(|word| lists::has("rude", &word.lower)) => BriefError::OnlyRude,
        None => BriefError::NoWords,
    }
}

/// Whether the prompt reads like a recipe.
pub(super) fn is_recipe(words: &[Word]) -> bool {
    words.iter().filter(|word| lists::has("recipe", &word.lower)).count() >= 3
}

/// Says what was left out of the prompt.
pub(super) fn note_what_is_left(brief: &mut Brief, language: Option<&str>, words: &[Word]) {
    if let Some(language) = language {
        brief.ignored.push(format!("The prompt is in {language}; this writer sings in English only."));
    }
    let rude = words.iter().filter(|word| lists::has("rude", &word.lower)).count();
    if rude > 0 {
        brief.ignored.push("Rude words of the prompt are left out of the song.".to_owned());
    }
    if is_recipe(words) {
        brief
            .ignored
            .push("The prompt reads like a recipe; its quantities and steps are left out.".to_owned());
    }
}
