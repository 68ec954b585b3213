//! How long and how much.

use std::{str::FromStr, time::Duration};

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

/// Reads changes to the default, such as `first-token=120, tries=5`: times in seconds, `answer` in bytes.
impl FromStr for Limits {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut limits = Self::default();
        for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').ok_or_else(|| format!("“{pair}” is not NAME=NUMBER"))?;
            let number: u32 = value
                .trim()
                .parse()
                .ok()
                .filter(|number| *number > 0)
                .ok_or_else(|| format!("“{}” is not a whole number above 0", value.trim()))?;
            let time = Duration::from_secs(u64::from(number));
            match name.trim() {
                "connect" => limits.connect = time,
                "first-token" => limits.first_token = time,
                "idle" => limits.idle = time,
                "stage" => limits.stage = time,
                "answer" => limits.answer = number as usize,
                "tries" => limits.tries = number,
                "pause" => limits.pause = time,
                "longest-pause" => limits.longest_pause = time,
                other => {
                    return Err(format!(
                        "there is no limit “{other}”; the limits: connect, first-token, idle, stage, answer, tries, \
                         pause, longest-pause"
                    ));
                }
            }
        }
        Ok(limits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_stays_as_it_is() {
        let limits: Limits = "first-token=120, answer = 5000".parse().expect("limits");
        let expected = Limits { first_token: Duration::from_mins(2), answer: 5000, ..Limits::default() };
        assert_eq!(limits, expected);
        assert_eq!("".parse(), Ok(Limits::default()));
    }

    #[test]
    fn a_name_or_a_number_that_is_none_is_told() {
        for wrong in ["patience=3", "tries", "tries=0", "tries=-1", "idle=soon"] {
            assert!(wrong.parse::<Limits>().is_err(), "{wrong}");
        }
    }
}
