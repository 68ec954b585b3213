//! Lists the personas and prompts that ship with the program, so that one binary carries them.

use std::{env, error::Error, fmt::Write as _, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    list("personas")?;
    list("prompts")
}

/// Writes `folder.rs`: an array of (name, text) of the Markdown files in a folder of the workspace.
fn list(folder: &str) -> Result<(), Box<dyn Error>> {
    let path = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../..").join(folder).canonicalize()?;
    println!("cargo:rerun-if-changed={}", path.display());
    let mut files: Vec<_> = fs::read_dir(&path)?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut code = String::from("[\n");
    for file in files {
        let path = file.path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).ok_or("a file name is not text")?;
        if path.extension().is_some_and(|ending| ending == "md") && name != "README" {
            writeln!(code, "    ({name:?}, include_str!({:?})),", path.display().to_string())?;
        }
    }
    code.push(']');
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join(format!("{folder}.rs")), code)?;
    Ok(())
}
