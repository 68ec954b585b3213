//! What can go wrong with a call, in words for the song's owner.

use std::time::Duration;

use secrecy::ExposeSecret;

use crate::{Secret, Usage};

/// Why a call brought no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct CallError {
    /// What kind of trouble it is.
    pub trouble: Trouble,
    /// One or two sentences: what happened, what to do.
    pub message: String,
    /// The status that the provider answered with.
    pub status: Option<u16>,
    /// How long the provider asks to be left alone.
    pub retry_after: Option<Duration>,
    /// What all tries took, as far as a model had begun to answer.
    pub usage: Usage,
    /// Characters of the answer that were heard before.
    pub(crate) heard: usize,
}

/// The kinds of trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The address may not be called.
    Forbidden,
    /// No connection, or it broke.
    Unreachable,
    /// It took too long.
    TooSlow,
    /// Too many requests, or too much asked for.
    Busy,
    /// The provider itself failed.
    Down,
    /// The key is wrong, or does not allow this.
    Key,
    /// There is no such model, or the address is no provider's.
    NoModel,
    /// The provider does not accept the request.
    Refused,
    /// The answer ended before it was complete.
    CutShort,
    /// The answer cannot be understood.
    Garbled,
    /// The answer is longer than allowed.
    TooLong,
    /// The answer has no text.
    Empty,
    /// The listener ended it.
    Stopped,
}

impl Trouble {
    /// Whether another try may help.
    pub const fn may_pass(self) -> bool {
        matches!(
            self,
            Self::Unreachable
                | Self::TooSlow
                | Self::Busy
                | Self::Down
                | Self::CutShort
                | Self::Garbled
                | Self::Empty
        )
    }

    /// Whether it says something about the provider as a whole, for everybody's next call.
    pub const fn is_outage(self) -> bool {
        matches!(self, Self::Unreachable | Self::TooSlow | Self::Down)
    }
}

impl CallError {
    /// Trouble without a status.
    pub fn new(trouble: Trouble, message: impl Into<String>) -> Self {
        Self {
            trouble,
            message: message.into(),
            status: None,
            retry_after: None,
            usage: Usage::default(),
            heard: 0,
        }
    }

    /// The same without the key, which some providers repeat in what they refuse.
    pub(crate) fn without(mut self, key: Option<&Secret>) -> Self {
        if let Some(key) = key.map(ExposeSecret::expose_secret).filter(|key| !key.is_empty()) {
            self.message = self.message.replace(key, "(the key)");
        }
        self
    }

    /// What an HTTP status says.
    pub(crate) fn of_status(status: u16, said: &str, retry_after: Option<Duration>) -> Self {
        let (trouble, message) = match status {
            300..=399 => (
                Trouble::Refused,
                "The provider sends the request on to another address. Nothing was sent there, the key least of all; \
                 enter the address that it really has."
                    .to_owned(),
            ),
            401 | 403 => (Trouble::Key, "The provider does not accept the key. Check it in the settings.".to_owned()),
            402 => (Trouble::Key, "The provider wants to be paid first: the account has no credit left.".to_owned()),
            404 => (
                Trouble::NoModel,
                "The provider does not know this model, or the address is not that of a provider.".to_owned(),
            ),
            408 | 504 | 524 => (Trouble::TooSlow, "The provider did not finish in time.".to_owned()),
            429 => (Trouble::Busy, busy(retry_after)),
            500..=599 => (Trouble::Down, "The provider has trouble of its own.".to_owned()),
            _ => (Trouble::Refused, "The provider does not accept the request.".to_owned()),
        };
        let said = quoted(said);
        let message = if said.is_empty() { message } else { format!("{message} It says: “{said}”") };
        Self { status: Some(status), retry_after, ..Self::new(trouble, message) }
    }
}

fn busy(retry_after: Option<Duration>) -> String {
    match retry_after {
        Some(wait) => format!("The provider takes no more requests for {} seconds.", wait.as_secs().max(1)),
        None => "The provider takes no more requests for now.".to_owned(),
    }
}

/// The message of an error's body, short and on one line: a provider's words are shown, never followed.
fn quoted(body: &str) -> String {
    let parsed = serde_json::from_str::<serde_json::Value>(body).ok();
    let found = parsed.as_ref().and_then(|json| {
        let error = json.get("error").unwrap_or(json);
        error.get("message").or(Some(error)).and_then(serde_json::Value::as_str)
    });
    let words =
        found.unwrap_or(if parsed.is_some() || body.trim_start().starts_with('<') { "" } else { body });
    let line: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_becomes_a_sentence_with_the_providers_words() {
        let error = CallError::of_status(401, r#"{"error":{"message":"Incorrect API key\nprovided"}}"#, None);
        assert_eq!(error.trouble, Trouble::Key);
        assert!(error.message.ends_with("It says: “Incorrect API key provided”"), "{error}");
        assert_eq!(
            CallError::of_status(503, "<html>gateway</html>", None).message,
            "The provider has trouble of its own."
        );
        assert_eq!(CallError::of_status(302, "", None).trouble, Trouble::Refused);
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        let may_pass = |status| CallError::of_status(status, "", None).trouble.may_pass();
        assert!([429, 500, 503, 504].into_iter().all(may_pass));
        assert!(![400, 401, 402, 403, 404, 301].into_iter().any(may_pass));
    }
}
