//! The title: chosen, and as it is sung.

use crate::brief::words::cut;
use crate::brief::{Brief, lists};
use crate::material::themes;
use crate::rng::Dice;

/// The longest title made of the subject, in words and in characters.
const MOST_WORDS: usize = 8;
const MOST_CHARACTERS: usize = 44;

/// A title in its two forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// On the sheet: "The Last Ferry of the Season".
    pub(crate) shown: String,
    /// In a line: "the last ferry of the season".
    pub(crate) sung: String,
    /// Whether it can stand where a noun stands.
    pub(crate) noun: bool,
}

impl Title {
    /// A title that is given, by the person or by an earlier stage.
    pub(crate) fn given(brief: &Brief, shown: &str) -> Self {
        let sung = sung_title(brief, shown);
        Self { noun: stands_as_noun(&sung), sung, shown: shown.to_owned() }
    }
}

/// Chooses the title of a song.
pub(super) fn choose(brief: &Brief, dice: &mut Dice) -> Title {
    if let Some(title) = &brief.title {
        return Title::given(brief, title);
    }
    let from_subject = brief.subject.as_deref().and_then(|subject| of_subject(brief, subject, dice));
    if let Some(title) = from_subject {
        return title;
    }
    let titles: Vec<&str> = brief
        .themes
        .iter()
        .filter_map(|name| themes().iter().find(|theme| theme.name == name))
        .take(1)
        .flat_map(|theme| theme.titles.iter().copied())
        .collect();
    Title::given(brief, dice.pick(&titles).copied().unwrap_or("One More Song"))
}

/// A title of the prompt's own words, when they are neither too few nor too many.
fn of_subject(brief: &Brief, subject: &str, dice: &mut Dice) -> Option<Title> {
    let subject = match subject.split_once(' ') {
        Some(("a" | "an", rest)) => format!("the {rest}"),
        _ => subject.to_owned(),
    };
    let words: Vec<&str> = subject.split(' ').collect();
    let content =
        |words: &[&str]| words.iter().filter(|word| !lists::has("stop", &word.to_lowercase())).count();
    let cut_at = words
        .iter()
        .skip(1)
        .position(|word| lists::has("prepositions", word) || lists::has("relative", word))
        .map_or(words.len(), |at| at + 1);
    let fits = words.len() <= MOST_WORDS && subject.chars().count() <= MOST_CHARACTERS;
    let shorten = !fits || (content(&words[..cut_at]) >= 3 && dice.one_in(3));
    let words = if shorten { &words[..cut_at] } else { &words[..] };
    let any_theme = brief.themes.first().is_some_and(|theme| theme == "anything");
    let enough = content(words) >= 2 || (content(words) == 1 && any_theme);
    let sung = words.join(" ");
    let usable =
        enough && words.len() <= MOST_WORDS && sung.chars().count() <= MOST_CHARACTERS && sung.is_ascii();
    usable.then(|| Title { shown: title_case(&sung), noun: stands_as_noun(&sung), sung })
}

/// Capitals as on a record sleeve.
fn title_case(sung: &str) -> String {
    let words: Vec<&str> = sung.split(' ').collect();
    let last = words.len().saturating_sub(1);
    let cased = words.iter().enumerate().map(|(index, word)| {
        let small = matches!(
            *word,
            "a" | "an"
                | "the"
                | "of"
                | "in"
                | "on"
                | "at"
                | "to"
                | "for"
                | "and"
                | "or"
                | "by"
                | "with"
                | "from"
                | "my"
        );
        let small = small && *word != "my";
        if small && index > 0 && index < last { (*word).to_owned() } else { crate::person::capital(word) }
    });
    cased.collect::<Vec<_>>().join(" ")
}

/// A title as it is sung inside a line: small letters, but for names the prompt writes large and for "I".
fn sung_title(brief: &Brief, shown: &str) -> String {
    let named = format!("{} {}", brief.subject.as_deref().unwrap_or_default(), brief.mentions.join(" "));
    let is_name = |word: &str| {
        word == "I"
            || word.starts_with("I'")
            || named.split(' ').any(|name| name == word && name.starts_with(char::is_uppercase))
    };
    let words = shown.split_whitespace().map(|word| {
        let shouted = word.chars().filter(|c| c.is_uppercase()).count() > 1;
        if is_name(word) || shouted { word.to_owned() } else { word.to_lowercase() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a phrase can follow "here's to": it begins with an article, a number or a gerund, or is a plain plural.
fn stands_as_noun(sung: &str) -> bool {
    let words = cut(sung);
    let Some(first) = words.first() else { return false };
    if words.iter().skip(1).any(|word| matches!(word.lower.as_str(), "who" | "that" | "which")) {
        return lists::has("determiners", &first.lower);
    }
    if lists::has("determiners", &first.lower) {
        return !words.iter().skip(1).any(|word| {
            matches!(word.lower.as_str(), "is" | "are" | "was" | "were" | "will" | "can" | "goes" | "comes")
        });
    }
    let head = words.iter().position(|word| lists::has("prepositions", &word.lower)).unwrap_or(words.len());
    let plural =
        words[..head].last().is_some_and(|word| word.lower.ends_with('s') && !word.lower.ends_with("ss"));
    let gerund = first.lower.ends_with("ing") && first.lower.len() > 4;
    let other = words.iter().any(|word| lists::has("verbs", &word.lower) && !word.lower.ends_with("ing"));
    (plural || gerund) && !other
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(subject: &str, seed: u64) -> Title {
        let brief =
            Brief { subject: Some(subject.to_owned()), themes: vec!["ferry".to_owned()], ..Brief::default() };
        choose(&brief, &mut Dice::new(seed, "test"))
    }

    #[test]
    fn the_title_comes_from_the_subject() {
        let titles: std::collections::BTreeSet<String> =
            (0..20).map(|seed| titled("the last ferry of the season", seed).shown).collect();
        assert_eq!(titles.into_iter().collect::<Vec<_>>(), ["The Last Ferry of the Season"]);
        assert_eq!(titled("a lighthouse keeper", 1).sung, "the lighthouse keeper");
    }

    #[test]
    fn only_what_can_stand_as_a_noun_counts_as_one() {
        for (phrase, noun) in [
            ("the last ferry", true),
            ("losing my keys", true),
            ("old friends", true),
            ("leave the light on", false),
            ("the sea is calling", false),
        ] {
            assert_eq!(stands_as_noun(phrase), noun, "{phrase}");
        }
    }
}
