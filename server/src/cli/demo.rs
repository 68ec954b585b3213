//! `song-master demo`: a sample account to look around with.

use std::{path::Path, process::ExitCode, sync::Arc};

use studio::{Studio, SystemClock};

use super::{
    block_on,
    failure::{Failure, Outcome, whole_story},
    say,
    serve::data_refused,
};

/// Fills the data directory and prints how to sign in.
pub(crate) fn run(data: &Path) -> Outcome<ExitCode> {
    let account = block_on(async {
        let studio =
            Studio::open(data, Arc::new(SystemClock)).await.map_err(|error| data_refused(data, &error))?;
        let account = studio.fill_with_demo().await;
        studio.close().await;
        account.map_err(|error| Failure::inside(whole_story(&error)))
    })?;
    say(&format!(
        "The sample account is ready. Sign in with\n  name      {}\n  password  {}\nThe password is shown this once.",
        account.username, account.password
    ))?;
    Ok(ExitCode::SUCCESS)
}
