//! The two themes, and following the system.

use serde::{Deserialize, Serialize};

/// Which colours a person wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Warm white and ink.
    Paper,
    /// Near-black with a hint of blue.
    Ink,
    /// Whichever the system has.
    #[default]
    System,
}

impl Theme {
    /// The word in the cookie and in the form.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Ink => "ink",
            Self::System => "system",
        }
    }

    /// The theme that a word names; an unknown word follows the system.
    pub fn from_id(id: &str) -> Self {
        match id {
            "paper" => Self::Paper,
            "ink" => Self::Ink,
            _ => Self::System,
        }
    }

    /// The value of `data-theme`; none where the system decides.
    pub const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Paper => Some("paper"),
            Self::Ink => Some("ink"),
            Self::System => None,
        }
    }
}
