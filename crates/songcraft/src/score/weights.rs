//! The weights of the dimensions, from `data/score_weights.json`.

use std::sync::OnceLock;

use serde::Deserialize;

const FILE: &str = include_str!("../../data/score_weights.json");

/// The weights of the ten dimensions.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Weights {
    /// Where they come from.
    pub source: String,
    /// The most a song with a hard failure can reach, 0–100.
    pub cap: f64,
    /// The dimensions in the order in which they are summed.
    pub dimensions: Vec<Weight>,
}

/// The weight of one dimension.
#[derive(Debug, Clone, Deserialize)]
pub struct Weight {
    /// The dimension's name.
    pub name: String,
    /// Its share of the total, 0–1.
    pub weight: f64,
}

impl Weights {
    /// The weights that come with the crate.
    pub fn embedded() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| serde_json::from_str(FILE).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_weights_sum_to_one() {
        let weights = Weights::embedded();
        assert_eq!(weights.dimensions.len(), 10);
        let sum: f64 = weights.dimensions.iter().map(|weight| weight.weight).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        assert!((weights.cap - 60.0).abs() < 1e-9);
    }
}
