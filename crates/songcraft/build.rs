//! Packs the CMU Pronouncing Dictionary into the lexicon that the crate opens at run time.

#[path = "build/packer.rs"]
mod packer;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use packer::{commonness, dictionary, pack};

const COMMONNESS: &str = "data/commonness.txt";

fn main() -> Result<(), Box<dyn Error>> {
    for input in ["build.rs", "build", COMMONNESS] {
        println!("cargo::rerun-if-changed={input}");
    }
    for shared in ["layout", "letter_features", "phone_codes", "stress_features"] {
        println!("cargo::rerun-if-changed=src/lexicon/{shared}.rs");
    }
    let entries = dictionary::read(&dictionary::find()?)?;
    let file = fs::read_to_string(COMMONNESS)?;
    let target = PathBuf::from(env::var("OUT_DIR")?).join("lexicon.bin");
    fs::write(target, pack::pack(&entries, &commonness::read(&file)))?;
    Ok(())
}
