//! Collects what one rule finds.

use super::{Finding, Fix, Rule};
use crate::document::{Line, Span};

/// The findings of one rule.
pub(super) struct Report<'a> {
    rule: &'a Rule,
    most: usize,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Report<'a> {
    pub(super) fn new(rule: &'a Rule, most: usize) -> Self {
        Self { rule, most, findings: Vec::new() }
    }

    /// A finding about the whole sheet, its title or its styles.
    pub(super) fn sheet(&mut self, message: String) {
        self.push(None, Span::new(0, 0), message, None);
    }

    /// A finding about a whole line.
    pub(super) fn line(&mut self, line: &Line, message: String) {
        self.push(Some(line.number), Span::new(0, line.span.len()), message, None);
    }

    /// A finding about a place in a line, in bytes from the line's start.
    pub(super) fn place(&mut self, line: &Line, place: Span, message: String) {
        self.push(Some(line.number), place, message, None);
    }

    /// As [`Self::place`], with a fix that puts `replacement` in that place.
    pub(super) fn replace(
        &mut self,
        line: &Line,
        place: Span,
        message: String,
        label: &str,
        replacement: &str,
    ) {
        let at = place.shifted(line.span.start);
        let fix = Fix {
            label: label.to_owned(),
            start: at.start,
            end: at.end,
            replacement: replacement.to_owned(),
        };
        self.push(Some(line.number), place, message, Some(fix));
    }

    /// A finding about a place in a line, with any fix.
    pub(super) fn fix(&mut self, line: &Line, place: Span, message: String, fix: Fix) {
        self.push(Some(line.number), place, message, Some(fix));
    }

    fn push(&mut self, line: Option<u32>, place: Span, message: String, fix: Option<Fix>) {
        if self.findings.len() < self.most {
            let (rule, severity) = (self.rule.id.clone(), self.rule.severity);
            self.findings.push(Finding {
                rule,
                severity,
                line,
                start: place.start,
                end: place.end,
                message,
                fix,
            });
        }
    }
}
