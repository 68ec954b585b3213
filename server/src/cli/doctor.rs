//! `song-master doctor`: looks a data directory over.

use std::{
    io::{Write as _, stdout},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use studio::{DATABASE_FILE, Studio, SystemClock};

use super::{
    block_on,
    failure::{Failure, Outcome, whole_story},
    serve::data_refused,
};

/// Prints every problem, and says by its code whether there is one.
pub(crate) fn run(data: &Path) -> Outcome<ExitCode> {
    if !data.join(DATABASE_FILE).is_file() {
        return Err(Failure::input(format!("there is no database in {}", data.display())));
    }
    let problems = block_on(async {
        let studio = Studio::open(data, Arc::new(SystemClock)).await.map_err(|error| data_refused(data, &error))?;
        let problems = studio.examine().await;
        studio.close().await;
        problems.map_err(|error| Failure::inside(whole_story(&error)))
    })?;
    let mut out = stdout().lock();
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    match problems.len() {
        0 => writeln!(out, "{} is in good order.", data.display())?,
        1 => writeln!(out, "1 problem.")?,
        many => writeln!(out, "{many} problems.")?,
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
