//! What the prompt is about for the writer's store: genre, themes, moods and hearts; and the sentences that say so.

use std::collections::HashSet;

use super::words::{Word, hits, stem};
use super::{Brief, lists, refuse};
use crate::material::{Genre, Theme, genre_named, genres, hearts, themes};
use crate::rng::Dice;

/// The theme for a subject that no theme of the store knows.
pub(crate) const ANY_THEME: &str = "anything";

/// Whether a word only names a kind of music.
pub(super) fn is_musical(lower: &str) -> bool {
    genres().iter().any(|genre| genre.name == lower || genre.keywords.contains(&lower))
}

/// Whether a word is part of a genre's names: the "sea" of a sea shanty.
pub(super) fn names_genre(genre: &str, lower: &str) -> bool {
    let part = |name: &str| name.split(' ').any(|word| word == lower);
    genre_named(genre)
        .is_some_and(|genre| part(genre.name) || genre.keywords.iter().any(|keyword| part(keyword)))
}

/// Mood and heart that a word stands for.
pub(super) fn mood_of(lower: &str) -> Option<(&'static str, &'static str)> {
    lists::meaning("moods", lower)?.split_once(", ")
}

/// Whether a word asks for a kind of song and says nothing of what the song is about.
fn only_asks(lower: &str) -> bool {
    lists::has("asking", lower) || lists::has("instruments", lower) || is_musical(lower)
}

/// Chooses genre, tempo, key and instruments.
pub(super) fn read_genre(brief: &mut Brief, words: &[Word], seed: u64) {
    let named =
        genres().iter().max_by_key(|genre| (genre_hits(genre, words), std::cmp::Reverse(position(genre))));
    let named = named.filter(|genre| genre_hits(genre, words) > 0);
    let by_persona = brief.persona.as_ref().and_then(|persona| {
        persona.styles.iter().find_map(|style| {
            let lower = style.to_lowercase();
            let words = super::words::cut(&lower);
            genres()
                .iter()
                .filter(|genre| genre_hits(genre, &words) > 0)
                .max_by_key(|genre| genre_hits(genre, &words))
        })
    });
    let mood_genre = words.iter().find_map(|word| genre_named(genre_of_heart(mood_of(&word.lower)?.1)));
    let genre = named
        .or(by_persona)
        .or(mood_genre)
        .or_else(|| genre_named("singer-songwriter"))
        .unwrap_or(&genres()[0]);
    genre.name.clone_into(&mut brief.genre);
    let mut dice = Dice::new(seed, "genre");
    if brief.bpm == 0 {
        brief.bpm = tempo(genre, words, &mut dice);
    }
    if brief.key.is_empty() {
        brief.key = dice.pick(&genre.keys).map_or_else(|| "C major".to_owned(), |key| (*key).to_owned());
    }
    for instrument in &genre.instruments {
        let known = brief.instruments.iter().any(|have| instrument.contains(have.as_str()));
        if !known && brief.instruments.len() < 6 {
            brief.instruments.push((*instrument).to_owned());
        }
    }
    if named.is_none() {
        let reason = if by_persona.is_some() {
            "taken from the persona"
        } else {
            "chosen, because the prompt names none"
        };
        brief.understood.push(format!("Genre: {} ({reason}).", genre.name));
    } else {
        brief.understood.push(format!("Genre: {}.", genre.name));
    }
}

fn position(genre: &Genre) -> usize {
    genres().iter().position(|other| other.name == genre.name).unwrap_or(usize::MAX)
}

fn genre_hits(genre: &Genre, words: &[Word]) -> usize {
    genre
        .keywords
        .iter()
        .map(|keyword| {
            let parts = keyword.split(' ').count();
            let exact = words
                .windows(parts)
                .filter(|window| window.iter().zip(keyword.split(' ')).all(|(word, part)| word.lower == part))
                .count();
            exact * parts * 2
        })
        .sum()
}

fn genre_of_heart(heart: &str) -> &'static str {
    match heart {
        "joy" => "pop",
        "defiance" => "rock",
        "courage" => "hard rock",
        "comfort" => "lullaby",
        "grief" => "ballad",
        "comic" => "cabaret",
        "labor" => "americana",
        "wonder" => "shoegaze",
        "hope" => "indie folk",
        _ => "singer-songwriter",
    }
}

fn tempo(genre: &Genre, words: &[Word], dice: &mut Dice) -> u32 {
    let (low, high) = genre.bpm;
    let third = (high - low) / 3;
    let says = |names: &[&str]| words.iter().any(|word| names.contains(&word.lower.as_str()));
    let roll = |dice: &mut Dice, from: u32, to: u32| {
        from + u32::try_from(dice.below((to - from + 1) as usize)).unwrap_or(0)
    };
    if says(&["slow", "slowly", "gentle", "quiet", "lazy", "calm"]) {
        roll(dice, low, low + third)
    } else if says(&["fast", "upbeat", "uptempo", "up-tempo", "driving", "energetic", "frantic"]) {
        roll(dice, high - third, high)
    } else {
        roll(dice, low + third / 2, high - third / 2)
    }
}

/// Finds the themes of the store that the prompt calls; a subject of its own makes do with [`ANY_THEME`].
pub(super) fn read_themes(brief: &mut Brief, prompt: &str, words: &[Word]) {
    let subject = super::words::cut(brief.subject.as_deref().unwrap_or_default());
    let telling: Vec<Word> = words.iter().filter(|word| !only_asks(&word.lower)).cloned().collect();
    let mut ranked: Vec<(usize, &Theme)> = themes()
        .iter()
        .map(|theme| {
            let score = theme_score(theme, &telling)
                + 3 * theme_score(theme, &subject)
                + 4 * heads(&subject).map(|head| theme_score(theme, head)).sum::<usize>();
            (score, theme)
        })
        .filter(|(score, _)| *score > 0)
        .collect();
    ranked.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    // A second theme is a guest: it comes only when the prompt calls it almost as loudly as the first.
    let loud = ranked.first().map_or(0, |(score, _)| score / 2);
    ranked.retain(|(score, _)| *score >= loud);
    brief.themes = ranked.iter().take(2).map(|(_, theme)| theme.name.to_owned()).collect();
    for (sign, theme) in lists::pairs("emoji") {
        if prompt.contains(sign) && !brief.themes.iter().any(|have| have == theme) {
            brief.themes.extend(
                themes()
                    .iter()
                    .find(|known| known.name == theme || known.keys.contains(&theme))
                    .map(|known| known.name.to_owned()),
            );
        }
    }
    if brief.themes.is_empty() && refuse::is_recipe(words) {
        brief.themes.push("kitchen".to_owned());
    }
    if brief.themes.is_empty() && (brief.subject.is_some() || !brief.content_words.is_empty()) {
        brief.themes.push(ANY_THEME.to_owned());
    }
}

/// The words that a phrase is about: the last one before its first preposition or relative clause, and before each
/// "and" up to there.
fn heads(subject: &[Word]) -> impl Iterator<Item = &[Word]> {
    let ends = |word: &Word| {
        lists::has("prepositions", &word.lower)
            || (lists::has("relative", &word.lower) && word.lower != "and" && word.lower != "or")
    };
    let end = subject.iter().skip(1).position(ends).map_or(subject.len(), |end| end + 1);
    let parts = subject[..end].split(|word| matches!(word.lower.as_str(), "and" | "or"));
    parts.filter_map(|part| part.len().checked_sub(1).map(|last| &part[last..]))
}

fn theme_score(theme: &Theme, words: &[Word]) -> usize {
    // "sister" and "sisters" are two keys and one word of the prompt.
    let mut seen = HashSet::new();
    let keys = theme.keys.iter().filter(|key| key.contains(' ') || seen.insert(stem(key)));
    let own: usize = keys.map(|key| hits(key, words)).sum();
    let foreign: usize = theme.also.iter().map(|key| hits(key, words)).sum();
    own * 2 + foreign
}

/// Finds the moods, and what the song feels.
pub(super) fn read_hearts(brief: &mut Brief, prompt: &str, words: &[Word]) {
    let moods: Vec<_> = words.iter().filter_map(|word| mood_of(&word.lower)).collect();
    let mut names: Vec<&str> = moods.iter().map(|(_, heart)| *heart).collect();
    names.extend(words.iter().filter_map(|word| lists::meaning("hearts", &word.lower)));
    names.extend(lists::pairs("emoji").filter(|(sign, _)| prompt.contains(sign)).map(|(_, theme)| theme));
    let first_theme =
        themes().iter().find(|theme| brief.themes.first().is_some_and(|name| name == theme.name));
    names.extend(first_theme.into_iter().flat_map(|theme| theme.hearts.iter().copied()));
    names.push("memory");
    for name in names {
        let known = hearts().iter().any(|heart| heart.name == name);
        if known && !brief.hearts.iter().any(|have| have == name) && brief.hearts.len() < 3 {
            brief.hearts.push(name.to_owned());
        }
    }
    let described = moods.first().map(|(mood, _)| *mood);
    let heart = brief.hearts.first().map_or("memory", String::as_str);
    described.unwrap_or_else(|| mood_of_heart(heart)).clone_into(&mut brief.mood);
    if let [(first, _), .., (last, _)] = moods.as_slice()
        && first != last
        && words.iter().any(|word| {
            matches!(word.lower.as_str(), "to" | "then" | "ends" | "ending" | "turns" | "becomes")
        })
    {
        brief.mood_at_end = Some((*last).to_owned());
    }
}

/// The mood of a song whose prompt names none.
fn mood_of_heart(heart: &str) -> &'static str {
    match heart {
        "leaving" | "memory" => "bittersweet",
        "longing" => "melancholy",
        "grief" => "mournful",
        "love" => "tender",
        "regret" => "regretful",
        "thanks" => "grateful",
        "courage" => "determined",
        "joy" => "joyful",
        "home" => "warm",
        "defiance" => "defiant",
        "wonder" => "dreamy",
        "comic" => "playful",
        "comfort" => "calm",
        "solitude" => "lonely",
        "labor" => "weary",
        _ => "hopeful",
    }
}

/// The sentences that say what was understood.
pub(super) fn tell(brief: &mut Brief) {
    let mut told = Vec::new();
    if let Some(subject) = &brief.subject {
        told.push(format!("The song is about {subject}."));
    }
    if brief.themes.first().is_some_and(|theme| theme == ANY_THEME) {
        brief.ignored.push(
            "The subject is new to this writer: it is named and circled, with few details of its own."
                .to_owned(),
        );
    } else {
        told.push(format!("Theme: {}.", brief.themes.join(", ")));
    }
    if let Some(scene) = &brief.scene {
        told.push(format!("It plays {scene}."));
    }
    match &brief.mood_at_end {
        Some(end) => told.push(format!("Mood: from {} to {end}.", brief.mood)),
        None => told.push(format!("Mood: {}.", brief.mood)),
    }
    if let Some(genre) = genre_named(&brief.genre) {
        told.push(format!("Form: {}.", genre.form.in_words()));
    }
    told.push(format!("Tempo and key: {} BPM, {}.", brief.bpm, brief.key));
    if let Some(title) = &brief.title {
        told.push(format!("Title: “{title}”."));
    }
    if let Some(vocal) = brief.vocal {
        told.push(format!("Voice: {}.", vocal.direction().to_lowercase()));
    }
    if let Some(persona) = &brief.persona {
        told.push(format!("Persona: {}.", persona.display_name));
    }
    told.append(&mut brief.understood);
    brief.understood = told;
}
