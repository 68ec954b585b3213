//! A number that changes when anything that goes into the release build changes.
//!
//! cargo-leptos empties target/site and runs wasm-bindgen and wasm-opt at every call, fresh or not; the
//! fingerprint is how a second `cargo xtask run` starts in seconds.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Directories and files that the build reads, relative to the root. What is not there does not count.
const INPUTS: [&str; 15] = [
    ".cargo/config.toml",
    ".sqlx",
    "Cargo.lock",
    "Cargo.toml",
    "app",
    "crates",
    "frontend",
    "migrations",
    "personas",
    "prompts",
    "public",
    "rust-toolchain.toml",
    "server",
    "style",
    "styles",
];

/// Directories of a crate that its release build does not read.
const NOT_BUILT: [&str; 3] = ["benches", "examples", "tests"];

/// The fingerprint of the names and contents of all inputs below `root`.
pub(crate) fn of(root: &Path) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for input in INPUTS {
        let path = root.join(input);
        if path.exists() {
            add(&mut hasher, root, &path)?;
        }
    }
    Ok(hasher.finish())
}

fn add(hasher: &mut DefaultHasher, root: &Path, path: &Path) -> Result<()> {
    if path.is_dir() {
        for entry in entries(path)? {
            add(hasher, root, &entry)?;
        }
        return Ok(());
    }
    let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    let content = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    for part in [name.as_bytes(), &content] {
        hasher.write_usize(part.len());
        hasher.write(part);
    }
    Ok(())
}

/// What a directory holds, in the order of names, without what the build does not read.
fn entries(dir: &Path) -> Result<Vec<PathBuf>> {
    let read = fs::read_dir(dir).with_context(|| format!("{} cannot be read", dir.display()))?;
    let mut entries = read.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    if dir.join("Cargo.toml").exists() {
        entries.retain(|path| !NOT_BUILT.iter().any(|name| path.ends_with(name)));
    }
    entries.sort();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, name: &str, content: &str) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn small_workspace() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "Cargo.toml", "[workspace]");
        write(dir.path(), "crates/store/Cargo.toml", "[package]");
        write(dir.path(), "crates/store/src/lib.rs", "fn one() {}");
        dir
    }

    #[test]
    fn changed_renamed_and_added_sources_change_the_fingerprint() {
        let dir = small_workspace();
        let root = dir.path();
        let first = of(root).unwrap();

        write(root, "crates/store/src/lib.rs", "fn two() {}");
        let changed = of(root).unwrap();
        fs::rename(root.join("crates/store/src/lib.rs"), root.join("crates/store/src/main.rs")).unwrap();
        let renamed = of(root).unwrap();
        write(root, "style/10-tokens.css", ":root {}");
        let added = of(root).unwrap();

        let mut all = vec![first, changed, renamed, added];
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn the_same_sources_have_the_same_fingerprint_whatever_their_times() {
        let dir = small_workspace();
        let first = of(dir.path()).unwrap();
        write(dir.path(), "crates/store/src/lib.rs", "fn one() {}");
        assert_eq!(of(dir.path()).unwrap(), first);
    }

    #[test]
    fn tests_documents_and_build_products_do_not_count() {
        let dir = small_workspace();
        let first = of(dir.path()).unwrap();
        write(dir.path(), "crates/store/tests/songs.rs", "#[test] fn a() {}");
        write(dir.path(), "docs/benchmarks.md", "fast");
        write(dir.path(), "target/release/song-master", "binary");
        assert_eq!(of(dir.path()).unwrap(), first);
    }
}
