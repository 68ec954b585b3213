//! A report of long files. It never fails: a long file asks to be looked at, no more.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// Directories with our own Rust sources.
pub(crate) const SOURCES: [&str; 5] = ["app", "crates", "frontend", "server", "xtask"];

/// A file with more lines than this is reported.
const LONG: usize = 300;

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let mut files = Vec::new();
    for dir in SOURCES {
        rust_files(&workspace.join(dir), &mut files)?;
    }
    let mut counts = Vec::new();
    for file in &files {
        counts.push((count(file)?, file.strip_prefix(workspace.root()).unwrap_or(file)));
    }
    counts.sort_by_key(|&(lines, _)| std::cmp::Reverse(lines));

    let long = counts.iter().take_while(|&&(lines, _)| lines > LONG);
    for (lines, file) in long.clone() {
        println!("{lines:>6}  {}", file.display());
    }
    let all: usize = counts.iter().map(|&(lines, _)| lines).sum();
    println!("{} Rust files, {all} lines; {} files beyond {LONG} lines", files.len(), long.count());
    Ok(())
}

/// All `.rs` files below a directory, in the order of their paths.
pub(crate) fn rust_files(dir: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(dir).with_context(|| format!("{} cannot be read", dir.display()))?;
    let mut entries = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

fn count(file: &Path) -> Result<usize> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(text.lines().count())
}
