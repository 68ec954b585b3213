//! Projects: the folders that songs live in.

use serde::{Deserialize, Serialize};

use crate::{
    FieldErrors, ProjectId, Timestamp,
    fields::{characters, tidy},
};

/// Characters that a project's name may have.
pub const NAME_LIMIT: usize = 255;
/// Characters that a project's description may have.
pub const DESCRIPTION_LIMIT: usize = 5_000;
/// The name of the project that a new account finds.
pub const FIRST_PROJECT: &str = "My songs";

/// A project and how much is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// The row's id.
    pub id: ProjectId,
    /// The name, 1–255 characters.
    pub name: String,
    /// What it is for; empty where nothing was written.
    pub description: String,
    /// Counts edits; a form sends back the one it showed.
    pub revision: i64,
    /// How many songs it holds.
    pub songs: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// The fields of a project's form, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectFields {
    /// The name, trimmed.
    pub name: String,
    /// The description, trimmed; may be empty.
    pub description: String,
}

impl ProjectFields {
    /// Checks what was typed.
    ///
    /// # Errors
    /// The sentences for `name` and `description`.
    pub fn check(name: &str, description: &str) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let fields = Self {
            name: errors.take("name", check_name(name)),
            description: errors.take("description", check_description(description)),
        };
        errors.into_result(fields)
    }
}

/// The rule for a project's name.
///
/// # Errors
/// A sentence for the field.
pub fn check_name(typed: &str) -> Result<String, String> {
    let name = tidy(typed).replace('\n', " ");
    match characters(&name) {
        0 => Err("Give the project a name.".to_owned()),
        1..=NAME_LIMIT => Ok(name),
        long => Err(format!("A name has at most {NAME_LIMIT} characters; this one has {long}.")),
    }
}

/// The rule for a project's description.
///
/// # Errors
/// A sentence for the field.
pub fn check_description(typed: &str) -> Result<String, String> {
    let description = tidy(typed);
    match characters(&description) {
        0..=DESCRIPTION_LIMIT => Ok(description),
        long => Err(format!("A description has at most 5,000 characters; this one has {long}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_needed_and_counted_in_characters() {
        assert!(ProjectFields::check("  ", "").is_err());
        assert!(check_name(&"é".repeat(255)).is_ok());
        assert!(check_name(&"é".repeat(256)).is_err());
    }
}
