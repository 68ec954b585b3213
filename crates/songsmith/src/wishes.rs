//! What a person asks for.

use serde::{Deserialize, Serialize};

/// Everything that decides a song: the same wishes with the same version write the same song.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wishes {
    /// The prompt, as typed.
    pub prompt: String,
    /// A title chosen by the person; `None` leaves it to the writer.
    pub title: Option<String>,
    /// The persona chosen for the song.
    pub persona: Option<PersonaCard>,
    /// Styles that the person chose, the most important first.
    pub styles: Vec<String>,
    /// The id of the songcraft target that the sheet is written for, such as `suno-v5`.
    pub target: String,
    /// The seed: another number, another song.
    pub seed: u64,
}

/// The part of a persona that the writer and the cover use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonaCard {
    /// The slug of the persona's file.
    pub name: String,
    /// The name that people read.
    pub display_name: String,
    /// Musical styles, most important first.
    pub styles: Vec<String>,
    /// How a cover for this persona looks.
    pub visual_styles: Vec<String>,
}
