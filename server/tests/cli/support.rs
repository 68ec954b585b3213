//! Running the binary, and talking to a server that it runs.

mod browser;
mod server;

use std::process::{Command, Output};

use tempfile::TempDir;

pub(crate) use browser::Browser;
pub(crate) use server::Server;

/// A prompt that every rule accepts.
pub(crate) const PROMPT: &str = "A slow waltz about the last ferry of the season";

/// The binary, without settings from around the test.
pub(crate) fn program(folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_song-master"));
    for (name, _) in std::env::vars() {
        if name.starts_with("SONG_MASTER_") || name == "RUST_LOG" {
            command.env_remove(name);
        }
    }
    command.current_dir(folder.path());
    command
}

/// Runs the binary to its end.
pub(crate) fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    program(folder).args(arguments).output().expect("the program runs")
}

/// What went to standard output.
pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// What went to standard error.
pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

/// A refusal is a code and one line.
pub(crate) fn assert_refused(output: &Output, code: i32, words: &str) {
    let message = err(output);
    assert_eq!(output.status.code(), Some(code), "{message}");
    assert_eq!(message.trim_end().lines().count(), 1, "{message}");
    assert!(message.contains(words), "{message}");
    assert_eq!(out(output), "");
}
