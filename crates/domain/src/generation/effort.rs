//! What a stage took: calls to language models, with their tokens and their price.

use serde::{Deserialize, Serialize};

/// One call to a language model, as it is kept with the stage that made it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ModelCall {
    /// The task, as its prompt names it: "draft".
    pub task: String,
    /// The model's id.
    pub model: String,
    /// Version and fingerprint of the prompt: "1-5f2a90c1".
    pub prompt_version: String,
    /// How freely it chose, 0–2.
    pub temperature: f64,
    /// The seed that it was given.
    pub seed: u64,
    /// Tokens that the answer could have.
    pub most_tokens: u32,
    /// Tokens that were read.
    pub tokens_in: u64,
    /// Tokens that were written.
    pub tokens_out: u64,
    /// Whether the tokens are counted by the length of the texts, because the provider does not say how many it were.
    pub estimated: bool,
    /// From the first try to the last piece.
    pub milliseconds: u64,
    /// Tries it took.
    pub tries: u32,
    /// Dollars, where the provider says them or the writer's prices are known.
    pub cost: Option<f64>,
    /// Why the answer was of no use; `None` when it was used.
    pub fault: Option<String>,
    /// The beginning of an answer that was of no use.
    pub excerpt: Option<String>,
}

/// Tokens and dollars of some calls together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Spent {
    /// Tokens that were read.
    pub tokens_in: u64,
    /// Tokens that were written.
    pub tokens_out: u64,
    /// Dollars; `None` when no call has a price.
    pub cost: Option<f64>,
    /// Whether some of the tokens are counted by the length of the texts.
    pub estimated: bool,
}

impl Spent {
    /// What these calls took together.
    pub fn on(calls: &[ModelCall]) -> Self {
        calls.iter().fold(Self::default(), |sum, call| {
            sum.plus(Self {
                tokens_in: call.tokens_in,
                tokens_out: call.tokens_out,
                cost: call.cost,
                estimated: call.estimated,
            })
        })
    }

    /// The sum of two.
    pub fn plus(self, other: Self) -> Self {
        let cost = match (self.cost, other.cost) {
            (None, None) => None,
            (one, other) => Some(one.unwrap_or(0.0) + other.unwrap_or(0.0)),
        };
        Self {
            tokens_in: self.tokens_in + other.tokens_in,
            tokens_out: self.tokens_out + other.tokens_out,
            cost,
            estimated: self.estimated || other.estimated,
        }
    }

    /// Whether no model was called.
    pub fn is_nothing(&self) -> bool {
        self.tokens_in + self.tokens_out == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_has_a_price_as_soon_as_one_call_has_one() {
        let call = |cost| ModelCall { tokens_in: 10, tokens_out: 2, cost, ..ModelCall::default() };
        let free = Spent::on(&[call(None), call(None)]);
        assert_eq!((free.tokens_in, free.tokens_out, free.cost), (20, 4, None));
        assert_eq!(Spent::on(&[call(None), call(Some(0.5))]).cost, Some(0.5));
        assert!(Spent::on(&[]).is_nothing());
    }
}
