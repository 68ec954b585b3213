//! Makes a database with all migrations at the path that is given: the one that `cargo xtask queries`
//! checks the query macros against. It does not use the library, which may not compile at that time.

use std::{env, process::ExitCode};

use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(path) = env::args_os().nth(1) else {
        eprintln!("usage: migrate FILE");
        return ExitCode::from(2);
    };
    match migrate(SqliteConnectOptions::new().filename(path)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn migrate(options: SqliteConnectOptions) -> Result<(), sqlx::Error> {
    let mut connection = options.create_if_missing(true).connect().await?;
    sqlx::migrate!("../../migrations").run(&mut connection).await?;
    connection.close().await
}
