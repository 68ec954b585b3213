//! The release build: both halves by cargo-leptos, then compressed copies of what the browser loads.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};

use crate::workspace::{OUTPUT_NAME, Workspace};
use crate::{fingerprint, shell, style};

const COMPRESS: &str = include_str!("compress.mjs");

/// Builds `target/release/song-master` and `target/site`, unless they are up to date. The tools must be there.
pub(crate) fn release(workspace: &Workspace) -> Result<()> {
    style::write(workspace)?;
    let sources = fingerprint::of(workspace.root())?;
    let stamp = workspace.notes().join("release.stamp");
    let built = state(workspace, sources);
    if built.is_some() && fs::read_to_string(&stamp).ok() == built {
        println!("build: the release is up to date");
        return Ok(());
    }
    println!(
        "build: the release (the first takes about 10 minutes on two cores, a later one a minute or two)"
    );
    // A build that is broken off must not look fresh.
    let _ = fs::remove_file(&stamp);
    let cargo_leptos =
        workspace.find("cargo-leptos").context("cargo-leptos is missing: `cargo xtask tools`")?;
    let mut command = workspace.command(cargo_leptos);
    // The compiler's message says what is wrong; cargo-leptos's own backtrace would bury it.
    command.args(["leptos", "build", "--release", "--split"]).env("RUST_BACKTRACE", "0");
    // Without it, cargo-leptos looks for a program with the name of the package, `server`.
    command.env("LEPTOS_BIN_EXE_NAME", "song-master");
    shell::run(&mut command)?;
    compress(workspace)?;

    let built =
        state(workspace, sources).context("cargo-leptos left no server, or no files for the browser")?;
    fs::create_dir_all(workspace.notes()).context("target/xtask cannot be made")?;
    fs::write(&stamp, built).context("the stamp of the build cannot be written")
}

fn compress(workspace: &Workspace) -> Result<()> {
    println!("build: compressed copies of the browser's files");
    let node = workspace.find("node").context("Node.js is missing: `cargo xtask tools`")?;
    let mut command = workspace.command(node);
    command.args(["--input-type=module", "--eval", COMPRESS]).arg(workspace.site());
    shell::capture(&mut command).map(drop)
}

/// What a build of these sources left on disk, in a form that two builds do not share. `None` where a part is missing.
fn state(workspace: &Workspace, sources: u64) -> Option<String> {
    let binary = fs::metadata(workspace.server_binary()).ok()?;
    let since_epoch = binary.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let hashes = fs::read_to_string(workspace.hash_file()).ok()?;
    let pkg = workspace.site().join("pkg");
    let complete = hashed_names(&hashes).all(|name| pkg.join(&name).is_file() && has_compressed(&pkg, &name));
    complete.then(|| format!("{sources:016x}\n{}\n{hashes}", since_epoch.as_nanos()))
}

fn has_compressed(pkg: &Path, name: &str) -> bool {
    pkg.join(format!("{name}.br")).is_file()
}

/// File names from cargo-leptos's hash file, whose lines are `extension: hash`.
fn hashed_names(hashes: &str) -> impl Iterator<Item = String> {
    let lines = hashes.lines().filter_map(|line| line.split_once(": "));
    lines.map(|(part, hash)| match part {
        // What loads the parts of the program that come later, and the list of them.
        "split" => format!("__wasm_split.{}.js", hash.trim()),
        "manifest" => format!("__wasm_split_manifest.{}.json", hash.trim()),
        extension => format!("{OUTPUT_NAME}.{}.{extension}", hash.trim()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_file_gives_the_names_that_the_page_loads() {
        let names: Vec<_> = hashed_names("js: aB-1\nwasm: c_2\ncss: d3\nsplit: e4\n").collect();
        assert_eq!(
            names,
            ["song-master.aB-1.js", "song-master.c_2.wasm", "song-master.d3.css", "__wasm_split.e4.js"]
        );
    }
}
