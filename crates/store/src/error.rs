//! What can go wrong with the database.

/// Why the store did not do what was asked. No variant carries what a user typed, a password hash
/// or a token: the texts may go into a log.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such row, or it belongs to somebody else: the two are not told apart.
    #[error("there is no such row, or it belongs to somebody else")]
    NotFound,
    /// The row is no longer what the caller saw: a stale revision, a lost lease, a second commit.
    #[error("the row was changed in the meantime")]
    Conflict,
    /// Another account has it; the form field is `username` or `email`.
    #[error("this {0} is taken")]
    Taken(&'static str),
    /// The owner keeps as many songs as the settings allow.
    #[error("the limit of {0} songs is reached")]
    LimitReached(u32),
    /// A row holds what the program cannot have written.
    #[error("the database is inconsistent: {0}")]
    Inconsistent(String),
    /// The SQLite at hand is older than the first one whose write-ahead log is safe.
    #[error(
        "SQLite {found} is too old: with several connections, releases before 3.51.3 can damage the database"
    )]
    OldSqlite {
        /// Its version.
        found: String,
    },
    /// The database has migrations that this program does not know.
    #[error("the database was made by a newer version of this program")]
    NewerDatabase,
    /// SQLite or the driver failed.
    #[error("the database failed: {0}")]
    Driver(#[from] sqlx::Error),
}

impl StoreError {
    /// A row that cannot be read, in words for the log.
    pub(crate) fn unreadable(what: &str) -> Self {
        Self::Inconsistent(format!("{what} cannot be read"))
    }
}
