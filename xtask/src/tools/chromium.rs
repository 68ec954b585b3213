//! The browser of the end-to-end tests: the system's own Chromium or Chrome.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::shell;
use crate::workspace::Workspace;

const PROGRAMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where macOS keeps what the PATH does not name.
const APPLICATIONS: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// The browser: `CHROMIUM_PATH`, `CHROME`, the PATH, and macOS's applications, in this order.
pub(crate) fn find(workspace: &Workspace) -> Option<PathBuf> {
    let named = ["CHROMIUM_PATH", "CHROME"].into_iter().filter_map(env::var_os).map(PathBuf::from);
    let on_path = PROGRAMS.into_iter().filter_map(|program| workspace.find(program));
    let applications = APPLICATIONS.into_iter().map(PathBuf::from);
    named.chain(on_path).chain(applications).find(|path| path.is_file())
}

pub(super) fn ensure(workspace: &Workspace) -> Result<()> {
    if find(workspace).is_some() {
        return Ok(());
    }
    let is_debian = Path::new("/etc/debian_version").exists() && workspace.find("apt-get").is_some();
    if !(is_debian && is_root(workspace)) {
        bail!(
            "no Chromium or Chrome was found for the end-to-end tests: install one (on Debian and as root \
             `apt-get install chromium`), or set CHROMIUM_PATH to its program"
        );
    }
    println!("tools: Chromium is missing; apt installs the package `chromium` (a few minutes)");
    let apt = || {
        let mut command = workspace.command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    shell::run(apt().args(["update", "-q"]))?;
    shell::run(apt().args(["install", "-q", "-y", "--no-install-recommends", "chromium"]))?;
    if find(workspace).is_none() {
        bail!("the package `chromium` was installed, but brought no browser: set CHROMIUM_PATH to one");
    }
    Ok(())
}

fn is_root(workspace: &Workspace) -> bool {
    shell::capture(workspace.command("id").arg("-u")).is_ok_and(|uid| uid.trim() == "0")
}
