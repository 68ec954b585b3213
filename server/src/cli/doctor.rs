//! `song-master doctor`: looks a data directory over, also beside a running server.

use std::{path::Path, process::ExitCode, sync::Arc};

use studio::{DATABASE_FILE, Studio, SystemClock, files};

use super::{
    block_on,
    failure::{Failure, Outcome, whole_story},
    say,
    serve::data_refused,
};

/// Prints every problem, and says by its code whether there is one.
pub(crate) fn run(data: &Path) -> Outcome<ExitCode> {
    if !data.join(DATABASE_FILE).is_file() {
        return Err(Failure::input(format!("there is no database in {}", data.display())));
    }
    let problems = block_on(async {
        let studio = Studio::open_to_examine(data, Arc::new(SystemClock))
            .await
            .map_err(|error| data_refused(data, &error))?;
        let problems = studio.examine(files::ORPHAN_AGE).await;
        studio.close().await;
        problems.map_err(|error| Failure::inside(whole_story(&error)))
    })?;
    for problem in &problems {
        say(problem)?;
    }
    match problems.len() {
        0 => say(&format!("{} is in good order.", data.display()))?,
        1 => say("1 problem.")?,
        many => say(&format!("{many} problems."))?,
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
