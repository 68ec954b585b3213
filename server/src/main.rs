//! `song-master`: the server and what one does beside it.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
