//! The one error that reaches a browser.

use domain::FieldErrors;
use serde::{Deserialize, Serialize};
use server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};

/// What kind of refusal it is; decides the HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// Some of what was typed cannot be accepted: 422.
    Fields,
    /// Nobody is signed in: 401.
    SignInNeeded,
    /// It does not exist, or is somebody else's: 404.
    NotFound,
    /// It was changed elsewhere: 409.
    Conflict,
    /// A limit or rule says no: 403.
    Refused,
    /// Too many tries: 429.
    TooMany,
    /// The request could not be understood: 400.
    Malformed,
    /// The server could not be reached; known only in the browser.
    Offline,
    /// Something inside broke: 500.
    Internal,
}

impl ErrorKind {
    /// The HTTP status.
    pub const fn status(self) -> u16 {
        match self {
            Self::Fields => 422,
            Self::SignInNeeded => 401,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::Refused => 403,
            Self::TooMany => 429,
            Self::Malformed => 400,
            Self::Offline => 503,
            Self::Internal => 500,
        }
    }
}

/// An error as a person sees it: no internals in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct AppError {
    /// What kind of refusal it is.
    pub kind: ErrorKind,
    /// One or two sentences that a person can act on.
    pub message: String,
    /// Sentences at fields.
    #[serde(default)]
    pub fields: FieldErrors,
    /// The id under which the server's log has the details.
    #[serde(default)]
    pub request_id: Option<String>,
}

impl AppError {
    /// An error without fields.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), fields: FieldErrors::default(), request_id: None }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        match value {
            ServerFnErrorErr::Request(_) => Self::new(
                ErrorKind::Offline,
                "The server did not answer. What you typed is still here; try again in a moment.",
            ),
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                Self::new(ErrorKind::Malformed, "The form is incomplete. Reload the page and send it again.")
            }
            _ => Self::new(
                ErrorKind::Internal,
                "The server gave an answer that this page does not understand. Reload it.",
            ),
        }
    }
}
