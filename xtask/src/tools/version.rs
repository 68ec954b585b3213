//! Versions: as programs print them, and as Cargo.lock records them.

use std::fmt;
use std::str::FromStr;

use anyhow::{Context, Result};

/// `major.minor.patch`; what follows (a pre-release, a commit) is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version(pub(super) [u32; 3]);

impl Version {
    /// The first version in what a program answers to `--version`: `wasm-bindgen 0.2.130`, `v20.20.2`.
    pub(super) fn in_output(output: &str) -> Option<Self> {
        output.split_whitespace().find_map(|word| word.trim_start_matches('v').parse().ok())
    }
}

impl FromStr for Version {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let core = text.split(['-', '+']).next().unwrap_or_default();
        let numbers: Vec<u32> = core.split('.').map(str::parse).collect::<Result<_, _>>()?;
        let numbers = <[u32; 3]>::try_from(numbers).ok().context("a version has three numbers")?;
        Ok(Self(numbers))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(formatter, "{major}.{minor}.{patch}")
    }
}

/// The version of a package in the text of a Cargo.lock. Where several are locked, the first.
pub(super) fn locked(lock: &str, package: &str) -> Option<Version> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_name_their_version_in_different_ways() {
        for output in ["wasm-bindgen 0.2.130\n", "v0.2.130", "cargo-nextest 0.2.130 (60fa45f63 2026-08-04)"] {
            assert_eq!(Version::in_output(output), Some(Version([0, 2, 130])), "{output}");
        }
        assert_eq!(Version::in_output("command not found"), None);
    }

    #[test]
    fn versions_are_ordered_by_number_not_by_text() {
        let parse = |text: &str| text.parse::<Version>().unwrap();
        assert!(parse("0.3.10") > parse("0.3.9"));
        assert!(parse("22.1.0") > parse("9.9.9"));
    }

    #[test]
    fn the_lock_gives_the_version_of_exactly_the_package_asked_for() {
        let lock = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some(Version([0, 2, 130])));
        assert_eq!(locked(lock, "bindgen"), None);
    }
}
