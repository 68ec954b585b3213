//! `cargo xtask run`: from a fresh clone to a served page.

use std::process::Command;

use anyhow::{Result, anyhow};

use crate::build;
use crate::workspace::Workspace;

/// Builds what is not up to date, then becomes the server. `args` go to `song-master serve`.
pub(crate) fn run(workspace: &Workspace, args: &[String]) -> Result<()> {
    build::release(workspace)?;
    let mut server = workspace.command(workspace.server_binary());
    server.arg("serve").args(with_defaults(args)).envs(workspace.server_env());
    println!("run: the server migrates its database and starts; stop it with Ctrl+C");
    become_program(server)
}

/// The address and the data directory that the README names, unless the caller names others.
fn with_defaults(args: &[String]) -> Vec<String> {
    let defaults = [("--addr", "127.0.0.1:3000"), ("--data", "./data")];
    let named = |flag: &str| args.iter().any(|arg| arg == flag || arg.starts_with(&format!("{flag}=")));
    let mut all: Vec<String> = Vec::new();
    for (flag, value) in defaults {
        if !named(flag) {
            all.extend([flag.to_owned(), value.to_owned()]);
        }
    }
    all.extend_from_slice(args);
    all
}

/// Signals reach the server directly where the system can replace this process by it.
#[cfg(unix)]
fn become_program(mut server: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;

    Err(anyhow!(server.exec()).context("the server cannot be started"))
}

#[cfg(not(unix))]
fn become_program(mut server: Command) -> Result<()> {
    let status = server.status()?;
    if status.success() { Ok(()) } else { Err(anyhow!("the server ended with {status}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(String::from).collect()
    }

    #[test]
    fn address_and_data_have_defaults() {
        assert_eq!(with_defaults(&[]), words("--addr 127.0.0.1:3000 --data ./data"));
    }

    #[test]
    fn an_address_of_the_callers_own_replaces_the_default_one() {
        assert_eq!(with_defaults(&words("--addr=[::1]:80")), words("--data ./data --addr=[::1]:80"));
        assert_eq!(
            with_defaults(&words("--data /srv/songs")),
            words("--addr 127.0.0.1:3000 --data /srv/songs")
        );
    }
}
