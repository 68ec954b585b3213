//! Node.js and the packages of end2end/package-lock.json: wasm-opt for the build, Playwright for the tests.
//!
//! wasm-opt comes from npm rather than from the system: Debian 12 carries binaryen 108, which does not know
//! instructions that Rust 1.95 emits (`invalid code after misc prefix: 17`), and the lock file pins npm's by its hash.

use std::fs;

use anyhow::{Context, Result, bail};

use super::version::Version;
use crate::shell;
use crate::workspace::Workspace;

/// The oldest Node.js that Playwright and the packed wasm-opt support.
const OLDEST_NODE: Version = Version([20, 0, 0]);

const WHERE_TO_GET: &str = "install Node.js 20 or newer with npm (https://nodejs.org, or your system's packages \
                            `nodejs` and `npm`) and try again";

pub(super) fn ensure(workspace: &Workspace) -> Result<()> {
    let Some(node) = workspace.find("node") else { bail!("Node.js is missing: {WHERE_TO_GET}") };
    let Some(npm) = workspace.find("npm") else { bail!("npm is missing: {WHERE_TO_GET}") };
    let output = shell::capture(workspace.command(node).arg("--version"))?;
    let version = Version::in_output(&output).with_context(|| format!("node answers {output:?}"))?;
    if version < OLDEST_NODE {
        bail!("Node.js {version} is too old: {WHERE_TO_GET}");
    }

    let lock = fs::read(workspace.end2end().join("package-lock.json"))
        .context("end2end/package-lock.json cannot be read")?;
    let installed = workspace.end2end().join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|copy| copy == lock) {
        return Ok(());
    }
    println!("tools: npm installs wasm-opt and Playwright into end2end/node_modules (a minute at most)");
    let mut ci = workspace.command(npm);
    // The browser is the system's own (chromium.rs), never Playwright's download.
    ci.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    shell::run(ci.current_dir(workspace.end2end()))?;
    fs::write(&installed, lock).context("the copy of package-lock.json cannot be written")
}
