//! The weight of the first page: WASM, JavaScript and CSS as the browser is sent them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::build;
use crate::workspace::Workspace;

/// What the first page may load, in bytes after brotli.
const BUDGET: u64 = 350 * 1024;

/// One file that the page loads; sizes in bytes.
struct Asset {
    name: String,
    plain: u64,
    brotli: u64,
}

impl Asset {
    /// Whether it is a part of the module that was split off: cargo-leptos names them so.
    fn is_later(&self) -> bool {
        self.name.starts_with("chunk_") || self.name.starts_with("split_")
    }
}

/// Prints the size of each file that the first page loads.
///
/// # Errors
///
/// When they are larger together than the budget.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    build::release(workspace)?;
    let (first, later) = parts(workspace)?;
    print!("{}", table("first page", &first));
    println!("{:<52} {:>10} {:>10}", "budget", "", kib(BUDGET));
    print!("\n{}", table("parts that a page loads when it needs them", &later));
    check(total(&first))
}

/// What every page loads, and what comes when a page needs it.
fn parts(workspace: &Workspace) -> Result<(Vec<Asset>, Vec<Asset>)> {
    let assets = assets(&workspace.site().join("pkg"))?;
    Ok(assets.into_iter().partition(|asset| !asset.is_later()))
}

/// Bytes of the first page after brotli, for the benchmark report. The release must be built.
pub(crate) fn first_page(workspace: &Workspace) -> Result<u64> {
    Ok(total(&parts(workspace)?.0))
}

fn total(assets: &[Asset]) -> u64 {
    assets.iter().map(|asset| asset.brotli).sum()
}

fn check(total: u64) -> Result<()> {
    if total > BUDGET {
        bail!("the first page loads {} KiB, {} more than its budget", kib(total), kib(total - BUDGET));
    }
    Ok(())
}

/// The files of the package directory: the module, its glue and snippets, the sheet, and the module's later parts.
fn assets(dir: &Path) -> Result<Vec<Asset>> {
    let mut assets = Vec::new();
    let entries = fs::read_dir(dir).with_context(|| format!("{} cannot be read", dir.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            assets.extend(self::assets(&path)?);
        } else if path.extension().is_some_and(|kind| kind == "wasm" || kind == "js" || kind == "css") {
            assets.push(asset(&path)?);
        }
    }
    assets.sort_by_key(|asset| std::cmp::Reverse(asset.brotli));
    Ok(assets)
}

fn asset(path: &Path) -> Result<Asset> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let compressed = path.with_file_name(format!("{name}.br"));
    let length = |path: &Path| {
        fs::metadata(path).map(|file| file.len()).with_context(|| format!("{} is missing", path.display()))
    };
    Ok(Asset { plain: length(path)?, brotli: length(&compressed)?, name })
}

fn table(what: &str, assets: &[Asset]) -> String {
    let line = |name: &str, plain: &str, brotli: &str| format!("{name:<52} {plain:>10} {brotli:>10}\n");
    let lines: String =
        assets.iter().map(|asset| line(&asset.name, &kib(asset.plain), &kib(asset.brotli))).collect();
    let plain = assets.iter().map(|asset| asset.plain).sum();
    [line(what, "plain KiB", "brotli KiB"), lines, line("together", &kib(plain), &kib(total(assets)))]
        .concat()
}

fn kib(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_weighs_what_is_sent_not_what_is_unpacked() {
        let scratch = tempfile::tempdir().unwrap();
        let snippets = scratch.path().join("snippets");
        fs::create_dir(&snippets).unwrap();
        for (name, plain, brotli) in [
            ("song-master.x.wasm", 900, 300),
            ("song-master.x.css", 90, 30),
            ("snippets/inline.js", 9, 3),
            ("split_songs.y.wasm", 70, 50),
        ] {
            fs::write(scratch.path().join(name), vec![0; plain]).unwrap();
            fs::write(scratch.path().join(format!("{name}.br")), vec![0; brotli]).unwrap();
            fs::write(scratch.path().join(format!("{name}.gz")), vec![0; 5000]).unwrap();
        }
        let (first, later): (Vec<_>, Vec<_>) =
            assets(scratch.path()).unwrap().into_iter().partition(|asset| !asset.is_later());
        assert_eq!((total(&first), total(&later)), (333, 50));
        assert_eq!(first[0].name, "song-master.x.wasm");
    }

    #[test]
    fn a_file_without_its_compressed_copy_is_an_error_not_a_light_page() {
        let scratch = tempfile::tempdir().unwrap();
        fs::write(scratch.path().join("song-master.js"), "let it = 1").unwrap();
        assert!(assets(scratch.path()).is_err());
    }

    #[test]
    fn one_byte_over_the_budget_fails() {
        assert!(check(BUDGET).is_ok());
        assert!(check(BUDGET + 1).is_err());
    }
}
