//! The log: lines on standard error.

use std::io::{IsTerminal as _, stderr};

use tracing_subscriber::EnvFilter;

use super::failure::{Failure, Outcome};

/// What a library says of calls to models is not logged unless it is asked for: it repeats the provider's words, and those may
/// repeat the key. This program logs the same without them.
const SILENT: &str = "genai=off";

/// Sends the log to standard error, as far as the filter lets it through.
pub(crate) fn to_stderr(filter: &str) -> Outcome<()> {
    let filter = EnvFilter::try_new(format!("{SILENT},{filter}"))
        .map_err(|cause| Failure::input(format!("the log filter “{filter}” cannot be read: {cause}")))?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(stderr)
        .with_ansi(stderr().is_terminal())
        .try_init()
        .map_err(|cause| Failure::inside(format!("the log cannot be opened: {cause}")))
}
