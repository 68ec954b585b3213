//! One style sheet from style/*.css: cargo-leptos takes a single plain file and does not bundle imports.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// Where Cargo.toml's `style-file` points.
const SHEET: &str = "target/style/song-master.css";

/// Joins the sheets and writes the result where cargo-leptos reads it, unless it is there already.
/// Returns whether it was written.
pub(crate) fn write(workspace: &Workspace) -> Result<bool> {
    let joined = join(&sheets(&workspace.join("style"))?)?;
    let path = workspace.join(SHEET);
    if fs::read_to_string(&path).is_ok_and(|present| present == joined) {
        return Ok(false);
    }
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir).with_context(|| format!("{} cannot be made", dir.display()))?;
    }
    fs::write(&path, joined).with_context(|| format!("{SHEET} cannot be written"))?;
    println!("style: {SHEET} written");
    Ok(true)
}

/// The sheets in cascade order, which their names state: `00-layers.css` before `10-tokens.css`.
fn sheets(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).with_context(|| format!("{} cannot be read", dir.display()))?;
    let mut sheets = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    sheets.retain(|path| path.extension().is_some_and(|extension| extension == "css"));
    sheets.sort();
    if sheets.is_empty() {
        bail!("{} holds no CSS", dir.display());
    }
    Ok(sheets)
}

fn join(sheets: &[PathBuf]) -> Result<String> {
    let mut joined = String::new();
    for sheet in sheets {
        let css = fs::read_to_string(sheet).with_context(|| format!("{} cannot be read", sheet.display()))?;
        let name = sheet.file_name().unwrap_or_default().to_string_lossy();
        joined.extend(["/* ", &*name, " */\n", css.trim_end(), "\n"]);
    }
    Ok(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_joined_in_the_order_of_their_names() {
        let scratch = tempfile::tempdir().unwrap();
        let dir = scratch.path();
        fs::write(dir.join("10-tokens.css"), ":root { --ink: black }\n").unwrap();
        fs::write(dir.join("00-layers.css"), "@layer tokens;\n").unwrap();
        fs::write(dir.join("notes.md"), "not a sheet").unwrap();

        let joined = join(&sheets(dir).unwrap()).unwrap();

        let layers = joined.find("@layer tokens").unwrap();
        let tokens = joined.find("--ink").unwrap();
        assert!(layers < tokens);
        assert!(!joined.contains("not a sheet"));
    }

    #[test]
    fn a_directory_without_sheets_is_an_error() {
        assert!(sheets(tempfile::tempdir().unwrap().path()).is_err());
    }
}
