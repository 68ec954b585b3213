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
    let lexicon = pack::pack(&entries, &commonness::read(&file));
    println!("cargo::rustc-env=SONGCRAFT_LEXICON={:016x}", fingerprint(&lexicon));
    fs::write(target, lexicon)?;
    Ok(())
}

/// FNV-1a, 64 bits: another lexicon has another name.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
