//! Where things are: the root, the target directory, the built server and the PATH of child processes.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The name that cargo-leptos gives to the files of the browser's half (`output-name` in Cargo.toml).
pub(crate) const OUTPUT_NAME: &str = "song-master";

pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// The workspace that this xtask was compiled in.
    pub(crate) fn here() -> Result<Self> {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = xtask.parent().context("xtask lies in no workspace")?.to_owned();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => root.join(dir),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// What cargo makes.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// A path inside the workspace.
    pub(crate) fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root.join(path)
    }

    /// Notes of this program: stamps and scratch files.
    pub(crate) fn notes(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// Tools that are installed for this workspace alone, because another version is installed for the user.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    pub(crate) fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// What the browser loads, as cargo-leptos leaves it (`site-root` in Cargo.toml, relative to the root).
    pub(crate) fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    pub(crate) fn server_binary(&self) -> PathBuf {
        self.target.join("release").join(format!("song-master{}", env::consts::EXE_SUFFIX))
    }

    /// cargo-leptos puts the hashes of the file names beside the server, where Leptos looks for them.
    pub(crate) fn hash_file(&self) -> PathBuf {
        self.target.join("release/hash.txt")
    }

    /// A command that starts in the root and finds the tools of this workspace first.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.path());
        command
    }

    pub(crate) fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// What the server must know to find the browser's half: the settings that cargo-leptos built it with.
    pub(crate) fn server_env(&self) -> [(&'static str, OsString); 5] {
        [
            ("LEPTOS_ENV", "PROD".into()),
            ("LEPTOS_OUTPUT_NAME", OUTPUT_NAME.into()),
            ("LEPTOS_SITE_ROOT", self.site().into_os_string()),
            ("LEPTOS_SITE_PKG_DIR", "pkg".into()),
            ("LEPTOS_HASH_FILES", "true".into()),
        ]
    }

    /// Directories that are searched for programs, in order.
    pub(crate) fn search_path(&self) -> Vec<PathBuf> {
        let mut dirs = vec![self.tools().join("bin"), self.end2end().join("node_modules/.bin")];
        let path = env::var_os("PATH").unwrap_or_default();
        dirs.extend(env::split_paths(&path));
        // `cargo install` puts programs here, also where the PATH does not say so.
        let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo"));
        dirs.extend(cargo_home.or(home).map(|dir| dir.join("bin")));
        dirs
    }

    /// The first program of that name on the search path.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        let name = format!("{program}{}", env::consts::EXE_SUFFIX);
        self.search_path().into_iter().map(|dir| dir.join(&name)).find(|path| path.is_file())
    }

    fn path(&self) -> OsString {
        env::join_paths(self.search_path()).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_is_the_directory_of_the_lock_file() {
        let workspace = Workspace::here().unwrap();
        assert!(workspace.join("Cargo.lock").is_file());
    }

    #[test]
    fn the_tools_of_the_workspace_come_before_those_of_the_system() {
        let dirs = Workspace::here().unwrap().search_path();
        let of_npm = dirs.iter().position(|dir| dir.ends_with("end2end/node_modules/.bin"));
        let of_system = dirs.iter().position(|dir| dir == Path::new("/usr/bin"));
        assert!(of_npm < of_system || of_system.is_none());
        assert!(of_npm.is_some());
    }
}
