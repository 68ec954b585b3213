//! Opening the database: one writer, a few readers, migrations.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use sqlx::{
    Sqlite, SqlitePool, Transaction,
    migrate::{Migrate, MigrateError, Migrator},
    query_scalar,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::time::sleep;

use crate::StoreError;

static MIGRATOR: Migrator = sqlx::migrate!("../../migrations");

/// Releases from 3.7.0 to 3.51.2 can damage a database in WAL mode that has two or more connections
/// (sqlite.org/wal.html, "WAL-reset bug").
const OLDEST_SQLITE: [u32; 3] = [3, 51, 3];

/// How long a statement waits for another process that writes, such as a backup or a second server.
const BUSY: Duration = Duration::from_secs(15);

/// How long to wait before the file is asked for once more.
const AGAIN: Duration = Duration::from_millis(5);

/// How long a caller waits for a connection. Longer than [`BUSY`], so that those who queue behind a
/// waiting writer outlast it.
const QUEUE: Duration = Duration::from_mins(1);

/// Readers work beside the writer; more than these would only wait for the processor.
const READERS: u32 = 4;

/// A transaction that holds the write lock from its first statement on. Dropped without a commit, it
/// leaves nothing behind.
pub(crate) type Write = Transaction<'static, Sqlite>;

/// The database. A clone is the same database.
#[derive(Clone)]
pub struct Store {
    pub(crate) writer: SqlitePool,
    pub(crate) readers: SqlitePool,
}

impl Store {
    /// Opens the database file, makes it when it is missing, and brings its schema up to date.
    ///
    /// # Errors
    /// `OldSqlite`, `NewerDatabase`, `Inconsistent` when a migration that was applied has since been
    /// changed, and `Driver` when the file cannot be opened or written.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let writer = create(path).await?;
        check_version(&writer).await?;
        migrate(&writer).await?;
        Self::with_readers(path, writer).await
    }

    /// Opens a database as it is, also while the program works: nothing is made and nothing migrated.
    ///
    /// # Errors
    /// `NotFound` when there is no file, `NewerDatabase`, `Inconsistent` when a migration is missing
    /// or has been changed, `OldSqlite`, and `Driver` when the file cannot be opened.
    pub async fn open_existing(path: &Path) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::NotFound);
        }
        let writer = pool(1).connect_with(options(path)).await?;
        check_version(&writer).await?;
        check_migrations(&writer).await?;
        Self::with_readers(path, writer).await
    }

    async fn with_readers(path: &Path, writer: SqlitePool) -> Result<Self, StoreError> {
        let options = options(path).read_only(true).pragma("query_only", "ON");
        let readers = pool(READERS).connect_with(options).await?;
        Ok(Self { writer, readers })
    }

    /// Whether the database answers a read.
    ///
    /// # Errors
    /// `Driver` when it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        query_scalar!(r#"SELECT EXISTS(SELECT 1 FROM system_settings) AS "any!: bool""#)
            .fetch_one(&self.readers)
            .await?;
        Ok(())
    }

    /// Closes all connections. The last one writes the log back into the database file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Begins a write: takes the lock at once, so that no read in the transaction can turn stale.
    pub(crate) async fn begin(&self) -> Result<Write, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(BUSY)
        .foreign_keys(true)
        // An acknowledged song survives a power cut.
        .synchronous(SqliteSynchronous::Full)
}

/// Opens the file for writing, in WAL mode. The first change into that mode needs the file for itself
/// and, unlike everything else, does not wait for it: so the waiting is done here.
async fn create(path: &Path) -> Result<SqlitePool, StoreError> {
    let options = options(path).create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
    let patience = Instant::now() + BUSY;
    loop {
        match pool(1).connect_with(options.clone()).await {
            Err(error) if is_busy(&error) && Instant::now() < patience => sleep(AGAIN).await,
            outcome => return Ok(outcome?),
        }
    }
}

/// `SQLITE_BUSY` is the low byte of all its kinds (sqlite.org/rescode.html).
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code()?.parse::<u32>().ok());
    code.is_some_and(|code| code & 0xff == 5)
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(QUEUE)
        // A connection is a file handle: it does not go stale, and the writer keeps the log alive.
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

async fn check_version(writer: &SqlitePool) -> Result<(), StoreError> {
    let version = query_scalar!(r#"SELECT sqlite_version() AS "version!: String""#).fetch_one(writer).await?;
    if is_sound(&version) { Ok(()) } else { Err(StoreError::OldSqlite { found: version }) }
}

fn is_sound(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let found = [(); 3].map(|()| parts.next().unwrap_or(0));
    found >= OLDEST_SQLITE
}

/// All migrations in one transaction: all or nothing, and two processes that start together do not
/// get into each other's way.
async fn migrate(writer: &SqlitePool) -> Result<(), StoreError> {
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
    // Not `run`: its future is not Send, and a caller may want to open the database in a task.
    MIGRATOR.run_direct(None, &mut *tx, false).await.map_err(refused)?;
    Ok(tx.commit().await?)
}

/// Whether exactly the migrations of this program have run.
async fn check_migrations(writer: &SqlitePool) -> Result<(), StoreError> {
    let mut connection = writer.acquire().await?;
    let applied = connection.list_applied_migrations(&MIGRATOR.table_name).await.map_err(refused)?;
    if applied.iter().any(|migration| !MIGRATOR.version_exists(migration.version)) {
        return Err(StoreError::NewerDatabase);
    }
    for wanted in MIGRATOR.iter() {
        match applied.iter().find(|migration| migration.version == wanted.version) {
            None => return Err(refused(MigrateError::VersionNotPresent(wanted.version))),
            Some(migration) if migration.checksum != wanted.checksum => {
                return Err(refused(MigrateError::VersionMismatch(wanted.version)));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn refused(error: MigrateError) -> StoreError {
    match error {
        MigrateError::VersionMissing(_) => StoreError::NewerDatabase,
        MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) => StoreError::Driver(cause),
        MigrateError::VersionNotPresent(version) => {
            StoreError::Inconsistent(format!("migration {version} has not run; start the server once"))
        }
        other => StoreError::Inconsistent(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sqlite_whose_log_can_be_damaged_is_refused() {
        for old in ["3.51.2", "3.7.0", "3.50.9", "2.99.99", "", "3"] {
            assert!(!is_sound(old), "{old}");
        }
        for good in ["3.51.3", "3.52.0", "3.100.0", "4.0.0"] {
            assert!(is_sound(good), "{good}");
        }
    }
}
