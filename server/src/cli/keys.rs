//! `song-master keys rotate`: another key for the secrets in the database.

use std::{path::Path, process::ExitCode};

use studio::DATABASE_FILE;

use super::{
    block_on,
    failure::{Failure, Outcome},
    say,
    serve::{data_refused, open},
};

/// Seals everything anew. A server may run beside it: it reads the new key when it meets it.
pub(crate) fn rotate(data: &Path) -> Outcome<ExitCode> {
    if !data.join(DATABASE_FILE).is_file() {
        return Err(Failure::input(format!("there is no database in {}", data.display())));
    }
    let count = block_on(async {
        let studio = open(data).await?;
        let count = studio.rotate_keys().await;
        studio.close().await;
        count.map_err(|error| data_refused(data, &error))
    })?;
    say(&match count {
        1 => "1 secret is sealed under the new key.".to_owned(),
        many => format!("{many} secrets are sealed under the new key."),
    })?;
    Ok(ExitCode::SUCCESS)
}
