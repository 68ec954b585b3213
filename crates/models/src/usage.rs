//! What a call took.

use std::sync::{Arc, Mutex, PoisonError};

use genai::chat::{ChatFrameSink, FrameCtx, RawFrameRef};

use crate::Ask;

/// Characters of a token, roughly: OpenAI's rule of thumb for English (help.openai.com, "What are tokens and how to
/// count them?", checked November 2026).
const CHARACTERS: usize = 4;

/// Tokens and price of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Usage {
    /// Tokens that were read.
    pub tokens_in: u64,
    /// Tokens that were written.
    pub tokens_out: u64,
    /// Dollars, where the provider says them (OpenRouter does).
    pub cost: Option<f64>,
    /// Whether the provider does not say how many tokens it were, so that they are counted by their length.
    pub estimated: bool,
}

impl Usage {
    /// What an answer of so many characters takes, by the length of the texts.
    pub(crate) fn estimate(ask: &Ask, answer: usize) -> Self {
        let tokens = |characters: usize| characters.div_ceil(CHARACTERS) as u64;
        let asked = ask.system.chars().count() + ask.task.chars().count();
        Self { tokens_in: tokens(asked), tokens_out: tokens(answer), cost: None, estimated: true }
    }

    /// The sum of two. It has a price only if both have one, or one of them took nothing.
    pub(crate) fn plus(self, other: Self) -> Self {
        if self == Self::default() {
            return other;
        }
        Self {
            tokens_in: self.tokens_in + other.tokens_in,
            tokens_out: self.tokens_out + other.tokens_out,
            cost: self.cost.zip(other.cost).map(|(one, other)| one + other),
            estimated: self.estimated || other.estimated,
        }
    }
}

/// Looks through the frames of an answer for its price: `usage.cost` in dollars, beside the counts of tokens
/// (openrouter.ai/docs, "Usage accounting", checked November 2026).
#[derive(Clone, Default)]
pub(crate) struct PriceTag(Arc<Mutex<Option<f64>>>);

impl PriceTag {
    pub(crate) fn read(&self) -> Option<f64> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ChatFrameSink for PriceTag {
    fn on_frame(&self, _ctx: &FrameCtx, frame: RawFrameRef<'_>) {
        if !frame.data.contains("\"cost\"") {
            return;
        }
        let json = frame.json();
        let cost =
            json.as_ref().and_then(|json| json.pointer("/usage/cost")).and_then(serde_json::Value::as_f64);
        if let Some(cost) = cost.filter(|cost| cost.is_finite() && *cost >= 0.0) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(cost);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_has_a_price_only_if_all_of_it_has_one() {
        let priced = Usage { tokens_in: 1, tokens_out: 2, cost: Some(0.5), estimated: false };
        let guessed = Usage { cost: None, estimated: true, ..priced };
        assert_eq!(Usage::default().plus(priced), priced);
        assert_eq!(priced.plus(priced).cost, Some(1.0));
        let both = guessed.plus(priced);
        assert_eq!((both.tokens_in, both.tokens_out, both.cost, both.estimated), (2, 4, None, true));
    }
}
