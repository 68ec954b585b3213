//! What a use case can refuse, in words that a person can act on.

use domain::FieldErrors;
use store::StoreError;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StudioError {
    /// Some of what was typed cannot be accepted.
    #[error("some fields need another look")]
    Fields(FieldErrors),
    /// Nobody is signed in, or name and password do not fit together.
    #[error("{0}")]
    SignInNeeded(String),
    /// It does not exist, or belongs to somebody else: the two are not told apart.
    #[error("this does not exist, or it is not yours")]
    NotFound,
    /// Somebody, or another tab, changed it first.
    #[error("{0}")]
    Conflict(String),
    /// A limit or a rule says no.
    #[error("{0}")]
    Refused(String),
    /// Too many tries; more are taken after this many seconds.
    #[error("too many tries; wait {0} seconds")]
    TooMany(u64),
    /// The data directory's database was made by a newer version of the program.
    #[error(
        "the database was made by a newer version of Song Master; run that version, or restore an older backup"
    )]
    NewerDatabase,
    /// Something inside broke. The cause is for the log, never for a page.
    #[error("something went wrong inside")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl StudioError {
    /// Wraps a cause that a user can do nothing about.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// A sentence at one field.
    pub fn field(field: &str, sentence: impl Into<String>) -> Self {
        Self::Fields(FieldErrors::one(field, sentence))
    }
}

impl From<FieldErrors> for StudioError {
    fn from(errors: FieldErrors) -> Self {
        Self::Fields(errors)
    }
}

impl From<StoreError> for StudioError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Conflict => Self::Conflict(
                "This was changed elsewhere in the meantime. Nothing was overwritten; reload to see the newer one."
                    .to_owned(),
            ),
            StoreError::Taken("email") => {
                Self::field("email", "There is an account with this address already. Sign in instead?")
            }
            StoreError::Taken(field) => Self::field(field, "This name is taken. Choose another."),
            StoreError::LimitReached(limit) => Self::Refused(format!(
                "You keep {limit} songs, and that is the limit on this server. Delete one to write another; \
                 your prompt is still here."
            )),
            StoreError::NewerDatabase => Self::NewerDatabase,
            other => Self::internal(other),
        }
    }
}

impl From<std::io::Error> for StudioError {
    fn from(error: std::io::Error) -> Self {
        Self::internal(error)
    }
}
