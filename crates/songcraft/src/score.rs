//! The score: ten dimensions of 0–10 with their evidence, combined by written weights into 0–100.
//!
//! The numbers are the same to the bit natively and in WebAssembly: they are sums, products and quotients in a fixed
//! order, without any transcendental function.

mod dimensions;
mod weights;

use serde::{Deserialize, Serialize};

use crate::lint::{Finding, Severity};
use crate::sheet::Sheet;
use dimensions::Measure;

pub use weights::Weights;

/// Lines of evidence that a dimension lists.
const MOST_EVIDENCE: usize = 50;

/// A song's score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// 0–100, rounded to one decimal.
    pub total: f64,
    /// The ten dimensions in the order of the weights' file.
    pub dimensions: Vec<Dimension>,
    /// Why the total was capped, where it was.
    pub capped: Option<String>,
}

/// One dimension of a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dimension {
    /// `rhyme`, `meter`, …
    pub name: String,
    /// 0–10, rounded to one decimal.
    pub value: f64,
    /// The share of the total, 0–1; the shares sum to 1. 0 where the dimension says nothing about this song.
    pub weight: f64,
    /// The lines that moved the value, counted from 1.
    pub evidence: Vec<u32>,
    /// One sentence that says what was found.
    pub note: String,
}

/// Scores a measured sheet, given what lint found.
pub fn score(sheet: &Sheet<'_>, findings: &[Finding]) -> Score {
    let weights = Weights::embedded();
    let measures: Vec<Measure> =
        weights.dimensions.iter().map(|weight| dimensions::measure(&weight.name, sheet, findings)).collect();
    let spoken: f64 =
        weights.dimensions.iter().zip(&measures).filter(|(_, m)| m.applies).map(|(w, _)| w.weight).sum();
    let mut total = 0.0;
    let mut dimensions = Vec::with_capacity(measures.len());
    for (weight, measure) in weights.dimensions.iter().zip(measures) {
        let value = one_decimal(measure.value.clamp(0.0, 10.0));
        let share = if measure.applies && spoken > 0.0 { weight.weight / spoken } else { 0.0 };
        total += value * share * 10.0;
        dimensions.push(dimension(&weight.name, value, share, measure));
    }
    let capped = cap(findings, weights.cap, total);
    let total = if capped.is_some() { weights.cap } else { total };
    Score { total: one_decimal(total), dimensions, capped }
}

fn dimension(name: &str, value: f64, weight: f64, measure: Measure) -> Dimension {
    let mut evidence = measure.evidence;
    evidence.sort_unstable();
    evidence.dedup();
    evidence.truncate(MOST_EVIDENCE);
    Dimension { name: name.to_owned(), value, weight: four_decimals(weight), evidence, note: measure.note }
}

/// Why the total is cut to the cap: the first hard failure.
fn cap(findings: &[Finding], cap: f64, total: f64) -> Option<String> {
    let failure = findings.iter().find(|finding| finding.severity == Severity::Error)?;
    (total > cap).then(|| failure.message.clone())
}

fn one_decimal(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn four_decimals(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

#[cfg(all(test, feature = "embedded"))]
mod tests;
