//! Writers: the built-in one, and language models that people bring along.

mod form;
mod presets;

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{generation::Spent, stage::Stage};

pub use form::{NAME_LIMIT, WriterForm};
pub use presets::{PRESETS, Preset};

/// Which protocol a provider speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProviderKind {
    /// Chat completions as OpenAI has them, and most local servers and gateways after it.
    #[default]
    OpenAi,
    /// Anthropic's messages.
    Anthropic,
    /// Google's Gemini.
    Gemini,
}

impl ProviderKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::OpenAi, Self::Anthropic, Self::Gemini];

    /// The word in forms and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::OpenAi => "openai-compatible",
            Self::Anthropic => "anthropic",
            Self::Gemini => "gemini",
        }
    }

    /// The kind that a word names.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The name that people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::OpenAi => "OpenAI-compatible",
            Self::Anthropic => "Anthropic",
            Self::Gemini => "Gemini",
        }
    }
}

/// A language model that somebody brought along, without its key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WriterCard {
    /// The name that people read.
    pub name: String,
    /// The protocol.
    pub kind: ProviderKind,
    /// Where the provider's interface begins.
    pub base_url: String,
    /// The model for every stage that has none of its own.
    pub model: String,
    /// Models for single stages.
    pub stage_models: BTreeMap<Stage, String>,
    /// The model that draws covers; empty leaves covers to the built-in one.
    pub image_model: String,
    /// Dollars for a million tokens that are read.
    pub price_in: Option<f64>,
    /// Dollars for a million tokens that are written.
    pub price_out: Option<f64>,
    /// For a shared writer: tokens that each user may use in a month.
    pub budget: Option<u64>,
}

impl WriterCard {
    /// The model for a stage.
    pub fn model_for(&self, stage: Stage) -> &str {
        self.stage_models.get(&stage).unwrap_or(&self.model)
    }

    /// Dollars for these tokens; `None` when no price is known.
    pub fn cost(&self, tokens_in: u64, tokens_out: u64) -> Option<f64> {
        if self.price_in.is_none() && self.price_out.is_none() {
            return None;
        }
        let part = |tokens: u64, price: Option<f64>| tokens as f64 * price.unwrap_or(0.0) / 1e6;
        Some(part(tokens_in, self.price_in) + part(tokens_out, self.price_out))
    }
}

/// Who writes a song.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WriterChoice {
    /// The built-in writer.
    #[default]
    Builtin,
    /// One of the owner's own writers.
    Own(u32),
    /// One that the administrator shares.
    Shared(u32),
}

impl fmt::Display for WriterChoice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Builtin => formatter.write_str("builtin"),
            Self::Own(id) => write!(formatter, "own:{id}"),
            Self::Shared(id) => write!(formatter, "shared:{id}"),
        }
    }
}

impl FromStr for WriterChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let choice = match text.trim().split_once(':') {
            None if matches!(text.trim(), "" | "builtin") => Some(Self::Builtin),
            Some(("own", id)) => id.parse().ok().map(Self::Own),
            Some(("shared", id)) => id.parse().ok().map(Self::Shared),
            _ => None,
        };
        choice.ok_or_else(|| "Choose one of the writers in the list.".to_owned())
    }
}

impl Serialize for WriterChoice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for WriterChoice {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A writer in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WriterEntry {
    /// Which.
    pub choice: WriterChoice,
    /// What it is.
    pub card: WriterCard,
    /// Whether a key is kept for it.
    pub has_key: bool,
    /// Whether new songs are written by it unless their form says otherwise.
    pub is_default: bool,
    /// For a shared writer with a budget: what its user has used in this month.
    pub used: Option<Spent>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_and_its_word_belong_together() {
        for choice in [WriterChoice::Builtin, WriterChoice::Own(7), WriterChoice::Shared(1)] {
            assert_eq!(choice.to_string().parse(), Ok(choice));
        }
        assert_eq!("".parse(), Ok(WriterChoice::Builtin));
        for nonsense in ["own", "own:", "own:-1", "theirs:1", "shared:x"] {
            assert!(nonsense.parse::<WriterChoice>().is_err(), "{nonsense}");
        }
    }

    #[test]
    fn a_stage_without_a_model_of_its_own_takes_the_common_one() {
        let card = WriterCard {
            model: "large".into(),
            stage_models: [(Stage::Metadata, "small".to_owned())].into(),
            ..WriterCard::default()
        };
        assert_eq!((card.model_for(Stage::Draft), card.model_for(Stage::Metadata)), ("large", "small"));
    }

    #[test]
    fn a_price_is_known_as_soon_as_one_side_has_one() {
        let card = WriterCard { price_out: Some(10.0), ..WriterCard::default() };
        assert_eq!(card.cost(1_000_000, 500_000), Some(5.0));
        assert_eq!(WriterCard::default().cost(1, 1), None);
    }
}
