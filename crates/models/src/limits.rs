//! How long and how much.

use std::time::Duration;

/// The bounds of a call. All of them can be configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until the connection stands.
    pub connect: Duration,
    /// From the request to the first piece of an answer; a model that is loaded first takes its time.
    pub first_token: Duration,
    /// Between two pieces of an answer.
    pub idle: Duration,
    /// For a whole stage, with all its calls and tries.
    pub stage: Duration,
    /// Bytes of text that an answer may have.
    pub answer: usize,
    /// Tries of one call.
    pub tries: u32,
    /// The first pause before another try; it doubles each time, and chance makes it shorter.
    pub pause: Duration,
    /// The longest pause that a provider may ask for; one that asks for more is told to the owner instead.
    pub longest_pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            first_token: Duration::from_mins(1),
            idle: Duration::from_secs(30),
            stage: Duration::from_mins(10),
            answer: 1_000_000,
            tries: 3,
            pause: Duration::from_secs(1),
            longest_pause: Duration::from_mins(1),
        }
    }
}
