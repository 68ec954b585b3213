//! Makes a database file from the migrations, for `cargo xtask queries`.
//!
//! Not part of `store`, which does not compile while its queries and `.sqlx` disagree, and an example rather than
//! a command, so that sqlx is compiled only when it is called.

use std::path::Path;

use anyhow::{Context, Result};
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let file = std::env::args_os().nth(1).context("usage: migrate FILE")?;
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let mut database = options.connect().await.context("the database cannot be made")?;
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations");
    let migrator = Migrator::new(migrations).await.context("the migrations cannot be read")?;
    migrator.run(&mut database).await.context("a migration failed")?;
    database.close().await.context("the database cannot be closed")
}
