//! What stands beside a song: description, styles, audience, and how it is played.

use serde::{Deserialize, Serialize};
use songcraft::target::Target;

use crate::brief::{Brief, Vocal};
use crate::library::library;
use crate::material::{Form, Genre, genre_named};

/// The most styles a song is given.
const MOST_STYLES: usize = 12;
/// The most styles a target is asked to leave out.
const MOST_EXCLUDED: usize = 4;

/// The fields beside a song's lyrics.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// One or two sentences about the song.
    pub description: String,
    /// Styles for the target's style field, most important first.
    pub styles: Vec<String>,
    /// Styles to leave out: two to four.
    pub exclude_styles: Vec<String>,
    /// Who may like the song.
    pub audience: String,
    /// Where the song could find its place: a plain sentence, not a promise.
    pub commercial_potential: String,
    /// The voice.
    pub vocal: String,
    /// Quarter notes a minute.
    pub bpm: u32,
    /// The key.
    pub key: String,
    /// Instruments.
    pub instruments: Vec<String>,
    /// The language of the lyrics, in English words.
    pub language: String,
}

/// The fields beside these lyrics.
pub fn metadata(brief: &Brief, title: &str, lyrics: &str) -> Metadata {
    Metadata {
        description: description(brief, title, lyrics),
        styles: styles(brief),
        exclude_styles: exclude_styles(brief),
        audience: audience(brief),
        commercial_potential: potential(brief),
        vocal: voice(brief).direction().to_owned(),
        bpm: brief.bpm,
        key: brief.key.clone(),
        instruments: brief.instruments.clone(),
        language: "English".to_owned(),
    }
}

fn voice(brief: &Brief) -> Vocal {
    brief.vocal.unwrap_or(Vocal::Female)
}

fn genre(brief: &Brief) -> Option<&'static Genre> {
    genre_named(&brief.genre)
}

/// The styles that the person chose first, then the persona's, the genre's, the mood, the era, the voice, the tempo and the first instruments, as
/// far as the target's field holds them.
pub fn styles(brief: &Brief) -> Vec<String> {
    let mut wanted: Vec<String> = Vec::new();
    let persona = brief.persona.iter().flat_map(|persona| persona.styles.iter().take(6).cloned());
    let of_genre =
        genre(brief).into_iter().flat_map(|genre| genre.styles.iter().map(|style| (*style).to_owned()));
    let pace = match brief.bpm {
        0..=75 => "slow tempo",
        76..=97 if brief.genre == "waltz" => "slow tempo",
        76..=107 => "mid-tempo",
        108..=139 => "upbeat",
        _ => "fast tempo",
    };
    wanted.extend(brief.styles.iter().cloned());
    wanted.extend(of_genre.take(2));
    wanted.extend(persona);
    wanted.extend(
        genre(brief)
            .into_iter()
            .flat_map(|genre| genre.styles.iter().skip(2).map(|style| (*style).to_owned())),
    );
    wanted.push(brief.mood.clone());
    wanted.extend(brief.era.clone());
    wanted.push(voice(brief).direction().to_lowercase().replace("vocal", "vocals"));
    wanted.push(pace.to_owned());
    wanted.push(format!("{} bpm", brief.bpm));
    wanted.extend(brief.instruments.iter().take(3).cloned());
    fitting(wanted, brief)
}

/// Each style once, none that fights with one before it, and no more than the target's field takes.
pub fn fitting(wanted: Vec<String>, brief: &Brief) -> Vec<String> {
    let target = Target::find(&brief.target).unwrap_or_else(Target::default_target);
    let limit = target.style_limit.map_or(usize::MAX, |limit| limit as usize);
    let mut kept: Vec<String> = Vec::new();
    let mut length = 0;
    for style in wanted.into_iter().filter(|style| !style.trim().is_empty()) {
        let known = kept.iter().any(|have| have.to_lowercase() == style.to_lowercase());
        let longer = length + style.chars().count() + target.style_separator.chars().count();
        let fights = kept.iter().any(|have| library().fight(have, &style));
        if !known && !fights && longer <= limit && kept.len() < MOST_STYLES {
            length = longer;
            kept.push(style);
        }
    }
    kept
}

/// What the genre does not want to hear and what spoils the styles, less what the brief asks for.
pub fn exclude_styles(brief: &Brief) -> Vec<String> {
    let styles = styles(brief);
    let wanted = styles.join(",").to_lowercase();
    let of_genre = genre(brief).into_iter().flat_map(|genre| genre.excludes.iter().copied());
    let mut excluded: Vec<String> = Vec::new();
    for style in of_genre.chain(library().spoilers(&styles)) {
        if !wanted.contains(style) && !excluded.iter().any(|known| known == style) {
            excluded.push(style.to_owned());
        }
    }
    for fallback in ["spoken intro", "crowd noise"] {
        if excluded.len() < 2 {
            excluded.push(fallback.to_owned());
        }
    }
    excluded.truncate(MOST_EXCLUDED);
    excluded
}

fn description(brief: &Brief, title: &str, lyrics: &str) -> String {
    let article = if crate::person::starts_with_vowel_sound(&brief.mood) { "An" } else { "A" };
    let kind = match genre(brief).map(|genre| genre.form) {
        Some(Form::Waltz) => "waltz in three-four time".to_owned(),
        _ if brief.genre.ends_with("song")
            || brief.genre.ends_with("ballad")
            || brief.genre == "lullaby"
            || brief.genre == "hymn" =>
        {
            brief.genre.clone()
        }
        _ => format!("{} song", brief.genre),
    };
    let about = brief.subject.clone().unwrap_or_else(|| brief.themes.first().cloned().unwrap_or_default());
    let first = lyrics.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('['));
    let opening = first.map_or_else(String::new, |line| {
        format!(" It opens on “{}”.", line.trim_end_matches([',', '.', ';']))
    });
    let about =
        if about.is_empty() || about == "anything" { String::new() } else { format!(" about {about}") };
    format!("“{title}”: {} {} {kind}{about}.{opening}", article.to_lowercase(), brief.mood)
        .replacen("“", "“", 1)
}

fn audience(brief: &Brief) -> String {
    let who = match genre(brief).map(|genre| genre.form) {
        Some(Form::Lullaby) => "parents and small children at bedtime, and grown-ups who cannot sleep",
        Some(Form::Children) => "children from four to nine and whoever sings along with them",
        Some(Form::Shanty) => "choirs, pubs and anyone who likes to sing the answer",
        Some(Form::Hymn) => "choirs and congregations, and people who like to sing together",
        Some(Form::Rap) => "listeners who follow the words first",
        Some(Form::Metal | Form::Punk) => "people who like it loud and live",
        Some(Form::Dance) => "people on a dance floor, and on the way there",
        Some(Form::Waltz) => "dancers of slow waltzes and listeners of acoustic story songs",
        Some(Form::Blues) => "listeners of roots music and small stages",
        Some(Form::Aaba) => "listeners of standards, cabaret and small clubs",
        _ => "listeners who like a story with a chorus to keep",
    };
    format!("{} listeners: {who}.", crate::person::capital(&brief.genre))
}

fn potential(brief: &Brief) -> String {
    let place = match genre(brief).map(|genre| genre.form) {
        Some(Form::Lullaby) => "sleep and family playlists",
        Some(Form::Children) => "family playlists and nursery groups",
        Some(Form::Shanty | Form::Hymn) => "choirs and community singing, where people look for new pieces",
        Some(Form::Dance) => "short clips and club sets, if the drop carries it",
        Some(Form::Waltz) => "folk and ballroom niches, film scenes, and acoustic playlists",
        Some(Form::Ballad | Form::Blues) => "acoustic and roots playlists, and live rooms",
        Some(Form::Metal | Form::Punk) => "genre playlists and live shows",
        Some(Form::Aaba) => "jazz and cabaret programmes, and film scenes",
        _ => "playlists of its genre, where a clear title helps",
    };
    format!("Modest and specific: it could find its place in {place}; nothing here can promise more.")
}
