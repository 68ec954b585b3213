//! What a rule found, and how to mend it.

use serde::{Deserialize, Serialize};

use crate::document::Document;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The target will refuse or ruin the song; the score is capped.
    Error,
    /// The song will probably come out worse.
    Warning,
    /// Worth a look.
    Hint,
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// The line, counted from 1; `None` where the finding is about the whole sheet, its title or its styles.
    pub line: Option<u32>,
    /// The first byte of the place in the line, counted from the line's start; 0 where there is no line.
    pub start: usize,
    /// The byte after the place; 0 where there is no line.
    pub end: usize,
    /// One sentence for the writer.
    pub message: String,
    /// A safe fix, where there is one.
    pub fix: Option<Fix>,
}

impl Finding {
    /// Where the finding stands in a list.
    pub(super) fn order(&self) -> (u32, usize, Severity, &str, usize) {
        (self.line.unwrap_or(0), self.start, self.severity, &self.rule, self.end)
    }
}

/// A change of the sheet's text that mends a finding. Nothing is changed until [`Fix::apply`] is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What the change does, in a few words.
    pub label: String,
    /// The first byte to replace, counted from the start of the document.
    pub start: usize,
    /// The byte after the last to replace; equal to `start` for an insertion.
    pub end: usize,
    /// The text to put there.
    pub replacement: String,
}

impl Fix {
    /// The sheet's text with the change made. A fix that does not fit the document (because it changed since) leaves
    /// it as it is.
    pub fn apply(&self, document: &Document) -> String {
        let text = document.text();
        match (text.get(..self.start), text.get(self.end..)) {
            (Some(before), Some(after)) if self.start <= self.end => {
                format!("{before}{}{after}", self.replacement)
            }
            _ => text.to_owned(),
        }
    }
}
