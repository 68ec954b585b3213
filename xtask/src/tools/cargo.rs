//! The Rust target of the browser's half and the programs that come from crates.io.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::version::{Version, locked};
use crate::shell;
use crate::workspace::Workspace;

/// The newest cargo-leptos that Rust 1.95 builds; later ones of the same minor version serve as well.
const CARGO_LEPTOS: Version = Version([0, 3, 10]);
const NEXT_CARGO_LEPTOS: Version = Version([0, 4, 0]);

/// A build tool runs for seconds and is compiled for minutes: with its own release profile, cargo-leptos takes
/// 17 minutes on two cores, with this one 6, and it builds our code just as fast (measured).
const LIGHT_PROFILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "false"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
];

pub(super) fn ensure_wasm_target(workspace: &Workspace) -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let sysroot = shell::capture(workspace.command("rustc").args(["--print", "sysroot"]))?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    println!("tools: the Rust target {TARGET} is missing; rustup adds it (a minute at most)");
    shell::run(workspace.command("rustup").args(["target", "add", TARGET]))
        .with_context(|| format!("add the target {TARGET} to your Rust toolchain and try again"))
}

/// wasm-bindgen's program and crate must have the same version to the last number.
pub(super) fn ensure_wasm_bindgen(workspace: &Workspace) -> Result<()> {
    let lock = fs::read_to_string(workspace.join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    let wanted = locked(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: wanted,
        minutes: "two to five",
        locked: false,
    }
    .ensure(workspace, |found| found == wanted)
}

pub(super) fn ensure_cargo_leptos(workspace: &Workspace) -> Result<()> {
    let program = "cargo-leptos";
    Tool { package: program, program, version: CARGO_LEPTOS, minutes: "six to ten", locked: true }
        .ensure(workspace, |found| (CARGO_LEPTOS..NEXT_CARGO_LEPTOS).contains(&found))
}

pub(super) fn ensure_nextest(workspace: &Workspace) -> Result<()> {
    const OLDEST: Version = Version([0, 9, 100]);
    const KNOWN: Version = Version([0, 9, 143]);
    let program = "cargo-nextest";
    Tool { package: program, program, version: KNOWN, minutes: "three to eight", locked: true }
        .ensure(workspace, |found| found >= OLDEST)
}

/// A program from crates.io.
struct Tool {
    package: &'static str,
    program: &'static str,
    /// What is installed when no usable version is there.
    version: Version,
    /// How long the installation takes on two cores, in words.
    minutes: &'static str,
    /// Whether the versions of its own Cargo.lock are used.
    locked: bool,
}

impl Tool {
    fn ensure(&self, workspace: &Workspace, usable: impl Fn(Version) -> bool) -> Result<()> {
        let found = self.installed(workspace);
        if found.is_some_and(&usable) {
            return Ok(());
        }
        let Self { package, version, minutes, .. } = self;
        match found {
            None => println!(
                "tools: {package} is missing; cargo installs {version} ({minutes} minutes on two cores)"
            ),
            Some(other) => println!(
                "tools: {package} {other} does not fit; cargo installs {version} into target/tools and leaves \
                 yours alone ({minutes} minutes on two cores)"
            ),
        }
        let mut install = self.install_command(workspace);
        if found.is_some() {
            install.arg("--root").arg(workspace.tools()).arg("--force");
        }
        shell::run(&mut install)?;
        if !self.installed(workspace).is_some_and(usable) {
            bail!("{package} was installed, but `{} --version` does not answer {version}", self.program);
        }
        Ok(())
    }

    fn install_command(&self, workspace: &Workspace) -> Command {
        let mut install = workspace.cargo();
        install.args(["install", self.package, "--version", &self.version.to_string()]);
        if self.locked {
            install.arg("--locked");
        }
        install.envs(LIGHT_PROFILE);
        install
    }

    fn installed(&self, workspace: &Workspace) -> Option<Version> {
        let program = workspace.find(self.program)?;
        let output = shell::capture(workspace.command(program).arg("--version")).ok()?;
        Version::in_output(&output)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_of_this_workspace_names_wasm_bindgen() {
        let lock = fs::read_to_string(Workspace::here().unwrap().join("Cargo.lock")).unwrap();
        assert!(locked(&lock, "wasm-bindgen").is_some());
    }

    #[test]
    fn a_tool_is_installed_at_its_exact_version_with_the_light_profile() {
        let tool = Tool {
            package: "cargo-leptos",
            program: "cargo-leptos",
            version: CARGO_LEPTOS,
            minutes: "six",
            locked: true,
        };
        let command = tool.install_command(&Workspace::here().unwrap());
        let args: Vec<_> = command.get_args().filter_map(|arg| arg.to_str()).collect();
        assert_eq!(args, ["install", "cargo-leptos", "--version", "0.3.10", "--locked"]);
        assert!(command.get_envs().any(|(name, value)| {
            name == "CARGO_PROFILE_RELEASE_LTO" && value.is_some_and(|value| value == "false")
        }));
    }
}
