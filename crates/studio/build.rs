//! Lists the personas that ship with the program, so that one binary carries them.

use std::{env, fmt::Write as _, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../personas").canonicalize()?;
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut files: Vec<_> = fs::read_dir(&folder)?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut code = String::from("[\n");
    for file in files {
        let path = file.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let slug =
                path.file_stem().and_then(|stem| stem.to_str()).ok_or("a persona's file name is not text")?;
            writeln!(code, "    ({slug:?}, include_str!({:?})),", path.display().to_string())?;
        }
    }
    code.push(']');
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("personas.rs"), code)?;
    Ok(())
}
