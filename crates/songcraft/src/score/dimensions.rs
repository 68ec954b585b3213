//! The ten dimensions, each a function of the measured sheet.

mod shape;
mod sound;
mod words;

use crate::lint::{Finding, Severity};
use crate::sheet::Sheet;

/// What a dimension found.
#[derive(Debug, Default)]
pub(super) struct Measure {
    /// 0–10, not yet rounded.
    pub(super) value: f64,
    /// Whether the dimension can say anything about this song.
    pub(super) applies: bool,
    pub(super) evidence: Vec<u32>,
    pub(super) note: String,
}

impl Measure {
    fn new(value: f64, evidence: Vec<u32>, note: String) -> Self {
        Self { value, applies: true, evidence, note }
    }

    /// A dimension that has nothing to say about this song.
    fn silent(note: &str) -> Self {
        Self { note: note.to_owned(), ..Self::default() }
    }

    /// The value of a sheet without a sung line.
    fn nothing_sung() -> Self {
        Self::new(0.0, Vec::new(), "there is no sung line yet".to_owned())
    }
}

/// What needs sounds, or lists of words.
const ENGLISH_ONLY: [&str; 4] = ["rhyme", "meter", "freshness", "imagery"];

/// The measure of a dimension, by its name in the weights' file.
pub(super) fn measure(name: &str, sheet: &Sheet<'_>, findings: &[Finding]) -> Measure {
    if sheet.sung().next().is_none() {
        return Measure::nothing_sung();
    }
    if !sheet.prepared.language.is_heard() && ENGLISH_ONLY.contains(&name) {
        return Measure::silent("read in English only");
    }
    match name {
        "rhyme" => sound::rhyme(sheet),
        "meter" => sound::meter(sheet),
        "singability" => sound::singability(sheet),
        "structure" => shape::structure(sheet),
        "hook" => shape::hook(sheet),
        "contrast" => shape::contrast(sheet),
        "freshness" => words::freshness(sheet),
        "imagery" => words::imagery(sheet),
        "fit" => words::fit(sheet),
        "compliance" => compliance(findings),
        _ => Measure::default(),
    }
}

/// What lint found, by severity.
fn compliance(findings: &[Finding]) -> Measure {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings, hints) = (count(Severity::Error), count(Severity::Warning), count(Severity::Hint));
    let loss = 4.0 * errors as f64 + 1.0 * warnings as f64 + 0.2 * hints as f64;
    let evidence =
        findings.iter().filter(|finding| finding.severity != Severity::Hint).filter_map(|f| f.line).collect();
    Measure::new(10.0 - loss, evidence, format!("{errors} errors, {warnings} warnings, {hints} hints"))
}

/// A part of a whole, 0–1; 0 where there is no whole.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Maps `low`–`high` to 0–10, and cuts what lies outside.
fn scaled(value: f64, low: f64, high: f64) -> f64 {
    ((value - low) / (high - low) * 10.0).clamp(0.0, 10.0)
}
