//! JSON columns: made and read here, not in SQL.

use serde::{Serialize, de::DeserializeOwned};

use crate::StoreError;

/// The text of a JSON column.
pub(crate) fn text<T: Serialize>(what: &str, value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| describe(what, &error))
}

/// The value of a JSON column.
pub(crate) fn value<T: DeserializeOwned>(what: &str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| describe(what, &error))
}

/// Where it went wrong, without serde's own words: those quote the value, which may be a secret.
fn describe(what: &str, error: &serde_json::Error) -> StoreError {
    let (line, column) = (error.line(), error.column());
    StoreError::Inconsistent(format!("{what}: {:?} error in JSON at {line}:{column}", error.classify()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unreadable_value_is_not_quoted_in_the_error() {
        let error = value::<u32>("setting api_key", r#""sk-canary""#).expect_err("not a number");
        assert!(!error.to_string().contains("canary"), "{error}");
        assert!(error.to_string().contains("setting api_key"), "{error}");
    }
}
