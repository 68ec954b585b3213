//! What a rule is: read from `data/rules.json`.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::Severity;
use crate::target::Target;

const FILE: &str = include_str!("../../data/rules.json");

/// A lint rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The id, in kebab case.
    pub id: String,
    /// How much a finding matters.
    pub severity: Severity,
    /// Why the rule exists, in one line.
    pub reason: String,
    /// Where the fact behind it comes from.
    pub source: String,
    /// When it was checked, as `YYYY-MM`.
    pub checked: String,
    /// The targets or families of targets it applies to; `*` is all.
    pub targets: Vec<String>,
}

impl Rule {
    /// Every rule, in the order of the file.
    pub fn all() -> &'static [Self] {
        static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
        RULES.get_or_init(|| serde_json::from_str(FILE).unwrap_or_default())
    }

    /// The rule with this id.
    pub fn find(id: &str) -> Option<&'static Self> {
        Self::all().iter().find(|rule| rule.id == id)
    }

    /// Whether the rule applies to a target.
    pub fn applies_to(&self, target: &Target) -> bool {
        self.targets.iter().any(|family| family == "*" || target.is(family))
    }
}
