//! The end-to-end tests: the release server and a real browser, driven by Playwright.

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{build, scripted, shell, tools};

/// Checks the types of the tests, then runs them. Each of Playwright's workers starts a server of its own
/// (end2end/tests/support/server.ts). `args` go to `playwright test`.
pub(crate) fn run(workspace: &Workspace, args: &[String]) -> Result<()> {
    build::release(workspace)?;
    scripted::build(workspace)?;
    let chromium = tools::find_chromium(workspace).context("no Chromium was found: `cargo xtask tools`")?;
    let program = |name: &str| -> Result<_> {
        let path = workspace.find(name).with_context(|| format!("{name} is missing: `cargo xtask tools`"))?;
        let mut command = workspace.command(path);
        command.current_dir(workspace.end2end());
        Ok(command)
    };
    shell::run(program("tsc")?.arg("--noEmit"))?;
    shell::run(
        program("playwright")?
            .arg("test")
            .args(args)
            .env("CHROMIUM_PATH", chromium)
            .env("SONG_MASTER_BIN", workspace.server_binary())
            .envs(workspace.server_env()),
    )
}
