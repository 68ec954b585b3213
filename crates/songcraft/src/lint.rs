//! Deterministic checks of a sheet against its target: limits, tags, voices, structure, words.
//!
//! What a rule is — id, severity, source, date, reason, targets — stands in `data/rules.json`; what it looks for is
//! code in this module. Each rule has valid, invalid and ambiguous examples in `data/lint_examples.json`.

mod artists;
mod finding;
mod report;
mod rule;
mod rules;

pub(crate) use artists::ArtistList;
pub use finding::{Finding, Fix, Severity};
pub use rule::Rule;

use crate::sheet::Sheet;
use report::Report;

/// Findings of one rule that are listed; a sheet of a million wrong lines is wrong once.
const MOST_PER_RULE: usize = 200;

/// Every rule that applies to the sheet's target, and what it found: findings of the whole sheet first, then by line,
/// place, severity and rule.
pub fn lint(sheet: &Sheet<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, check) in rules::CHECKS {
        let Some(rule) = Rule::find(id).filter(|rule| rule.applies_to(&sheet.prepared.target)) else {
            continue;
        };
        let mut report = Report::new(rule, MOST_PER_RULE);
        check(sheet, &mut report);
        findings.append(&mut report.findings);
    }
    findings.sort_by(|left, right| left.order().cmp(&right.order()));
    findings
}
