//! The writer's store: themes, hearts, genres and phrases, read once from the text files under `data/`.
//!
//! - A **theme** is what a song is about: its words, places, things, and lines written by hand for it.
//! - A **heart** is what a song feels: leaving, longing, joy … with lines for any theme.
//! - A **genre** says how it is sung: form, tempo, instruments, styles.

mod genre;
mod pattern;
mod theme;

use std::sync::OnceLock;

pub(crate) use genre::{Form, Genre, genre_named, genres};
pub(crate) use pattern::{Part, Pattern, Slot};
pub(crate) use theme::{Group, Role, Scene, Theme};

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(include_str!(concat!("../data/", $folder, "/", $name, ".txt"))),+]
    };
}

const THEMES: &[&str] = files!("themes": "sea", "road", "home", "kin", "town", "nature", "tales");
const FRAMES: &[&str] = &[include_str!("../data/frames.txt"), include_str!("../data/anything.txt")];
const HEARTS: &[&str] = files!("hearts": "leaving", "others");

/// All themes, in the order of their files.
pub(crate) fn themes() -> &'static [Theme] {
    static STORE: OnceLock<Vec<Theme>> = OnceLock::new();
    STORE.get_or_init(|| THEMES.iter().flat_map(|file| theme::parse(file)).chain(any_theme()).collect())
}

/// All hearts, in the order of their files.
pub(crate) fn hearts() -> &'static [Theme] {
    static STORE: OnceLock<Vec<Theme>> = OnceLock::new();
    STORE.get_or_init(|| HEARTS.iter().flat_map(|file| theme::parse(file)).collect())
}

/// The names of all genres.
pub fn genre_names() -> impl Iterator<Item = &'static str> {
    genres().iter().map(|genre| genre.name)
}

/// The form of a genre in words: "verse, pre-chorus, chorus and a bridge"; `None` for a name that is no genre's.
pub fn form_in_words(genre: &str) -> Option<&'static str> {
    genre_named(genre).map(|genre| genre.form.in_words())
}

fn any_theme() -> impl Iterator<Item = Theme> {
    FRAMES.iter().flat_map(|file| theme::parse(file)).filter(|theme| theme.name == "anything")
}

/// Lines for titles, answers, names and words, by the name of their list in `frames.txt` and `anything.txt`.
pub(crate) fn frames(name: &str) -> &'static Theme {
    static STORE: OnceLock<Vec<Theme>> = OnceLock::new();
    static NONE: OnceLock<Theme> = OnceLock::new();
    let lists = STORE.get_or_init(|| FRAMES.iter().flat_map(|file| theme::parse(file)).collect());
    lists.iter().find(|list| list.name == name).unwrap_or_else(|| NONE.get_or_init(Theme::default))
}

#[cfg(test)]
mod tests;
