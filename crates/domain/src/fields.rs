//! What is wrong with what a person typed, field by field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One sentence for each field that cannot be accepted, keyed by the field's form name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(BTreeMap<String, String>);

impl FieldErrors {
    /// A single field's sentence.
    pub fn one(field: &str, sentence: impl Into<String>) -> Self {
        let mut errors = Self::default();
        errors.add(field, sentence);
        errors
    }

    /// Adds a sentence; the first one for a field stays.
    pub fn add(&mut self, field: &str, sentence: impl Into<String>) {
        self.0.entry(field.to_owned()).or_insert_with(|| sentence.into());
    }

    /// Takes the value of a checked field, or keeps its sentence and gives the default.
    pub fn take<T: Default>(&mut self, field: &str, checked: Result<T, String>) -> T {
        checked.unwrap_or_else(|sentence| {
            self.add(field, sentence);
            T::default()
        })
    }

    /// The sentence for a field.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// Whether every field can be accepted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Fields and sentences, by field name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, sentence)| (field.as_str(), sentence.as_str()))
    }

    /// `Ok(value)` when every field can be accepted.
    pub fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

/// Text as a person meant it: line ends as `\n`, no NUL, no white space around it.
pub fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "").trim().to_owned()
}

/// Length in characters, the unit of every limit of this program.
pub fn characters(text: &str) -> usize {
    text.chars().count()
}

/// A number with commas between thousands, as the sentences about limits show it.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 999, 1000, 5000, 1_234_567].map(grouped), ["0", "999", "1,000", "5,000", "1,234,567"]);
    }

    #[test]
    fn windows_line_ends_count_once_and_nul_not_at_all() {
        assert_eq!(tidy("  a\r\nb\0c\r "), "a\nbc");
    }

    #[test]
    fn the_first_sentence_for_a_field_stays() {
        let mut errors = FieldErrors::one("title", "first");
        errors.add("title", "second");
        assert_eq!(errors.get("title"), Some("first"));
    }
}
