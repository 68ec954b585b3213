//! Packs the CMU Pronouncing Dictionary into the lexicon that the crate opens at run time.

#[path = "build/dictionary.rs"]
mod dictionary;
#[path = "build/pack.rs"]
mod pack;
#[path = "src/lexicon/phone_codes.rs"]
#[expect(dead_code, reason = "shared with the crate; packing only needs names to codes")]
mod phone_codes;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/lexicon/phone_codes.rs");
    let entries = dictionary::read(&dictionary::find()?)?;
    let target = PathBuf::from(env::var("OUT_DIR")?).join("lexicon.bin");
    fs::write(target, pack::pack(&entries))?;
    Ok(())
}
