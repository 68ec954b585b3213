//! How a command ends badly: one line on standard error, and a code for scripts.

use std::{error::Error, process::ExitCode};

/// What a command gives back.
pub(crate) type Outcome<T> = Result<T, Failure>;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    code: u8,
    message: String,
}

impl Failure {
    /// What was typed or set is wrong, or the start is refused: code 2.
    pub(crate) fn input(message: impl Into<String>) -> Self {
        Self { code: 2, message: message.into() }
    }

    /// It was tried and did not work: code 1.
    pub(crate) fn inside(message: impl Into<String>) -> Self {
        Self { code: 1, message: message.into() }
    }

    /// Says it and gives the code.
    pub(crate) fn report(self) -> ExitCode {
        eprintln!("song-master: {}", self.message);
        ExitCode::from(self.code)
    }
}

/// An error with all its causes, in one line.
pub(crate) fn whole_story(error: &dyn Error) -> String {
    let mut story = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let sentence = error.to_string();
        if !story.ends_with(&sentence) {
            story = format!("{story}: {sentence}");
        }
        cause = error.source();
    }
    story.split_whitespace().collect::<Vec<_>>().join(" ")
}
