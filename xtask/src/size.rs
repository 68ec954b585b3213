//! The weight of the first page: WASM, JavaScript and CSS as the browser is sent them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::build;
use crate::workspace::Workspace;

/// What the first page may load, in bytes after brotli. The goal is 350 KiB and is not reached yet; this keeps the
/// page from growing until it is.
const BUDGET: u64 = 440 * 1024;

/// One file that the page loads; sizes in bytes.
struct Asset {
    name: String,
    plain: u64,
    brotli: u64,
}

/// Prints the size of each file that the first page loads.
///
/// # Errors
///
/// When they are larger together than the budget.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    build::release(workspace)?;
    let assets = assets(&workspace.site().join("pkg"))?;
    print!("{}", table(&assets));
    check(total(&assets))
}

/// Bytes of the first page after brotli, for the benchmark report. The release must be built.
pub(crate) fn first_page(workspace: &Workspace) -> Result<u64> {
    Ok(total(&assets(&workspace.site().join("pkg"))?))
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

/// Everything in the package directory is loaded by the first page: the module, its glue and snippets, the sheet.
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

fn table(assets: &[Asset]) -> String {
    let line = |name: &str, plain: &str, brotli: &str| format!("{name:<52} {plain:>10} {brotli:>10}\n");
    let lines: String =
        assets.iter().map(|asset| line(&asset.name, &kib(asset.plain), &kib(asset.brotli))).collect();
    let plain = assets.iter().map(|asset| asset.plain).sum();
    [
        line("first page", "plain KiB", "brotli KiB"),
        lines,
        line("together", &kib(plain), &kib(total(assets))),
        line("budget", "", &kib(BUDGET)),
    ]
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
        for (name, plain, brotli) in
            [("song-master.x.wasm", 900, 300), ("song-master.x.css", 90, 30), ("snippets/inline.js", 9, 3)]
        {
            fs::write(scratch.path().join(name), vec![0; plain]).unwrap();
            fs::write(scratch.path().join(format!("{name}.br")), vec![0; brotli]).unwrap();
            fs::write(scratch.path().join(format!("{name}.gz")), vec![0; 5000]).unwrap();
        }
        let assets = assets(scratch.path()).unwrap();
        assert_eq!(total(&assets), 333);
        assert_eq!(assets[0].name, "song-master.x.wasm");
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
