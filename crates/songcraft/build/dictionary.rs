//! Finds and reads the dictionary file that the crate `cmudict-fast` ships.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use super::phone_codes;

/// The crate and the version whose dictionary is packed; the crate exports no path to its file.
const CRATE: &str = "cmudict-fast-0.8.0";
const FILE: &str = "resources/cmudict.dict";

/// Each word with its pronunciations, as phone codes, in the dictionary's order.
pub(crate) type Entries = BTreeMap<String, Vec<Vec<u8>>>;

/// The path of the dictionary: in cargo's registry, or where `cargo metadata` says the sources are (vendored builds).
pub(crate) fn find() -> Result<PathBuf, Box<dyn Error>> {
    match in_registry() {
        Some(path) => Ok(path),
        None => by_metadata(),
    }
}

fn in_registry() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")))?;
    let registries = fs::read_dir(home.join("registry/src")).ok()?;
    registries.flatten().map(|registry| registry.path().join(CRATE).join(FILE)).find(|path| path.is_file())
}

fn by_metadata() -> Result<PathBuf, Box<dyn Error>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(["metadata", "--format-version", "1", "--offline"]).output()?;
    let text = String::from_utf8(output.stdout)?;
    text.split('"')
        .filter(|part| part.contains("cmudict-fast") && part.ends_with("Cargo.toml"))
        .filter_map(|manifest| Path::new(manifest).parent().map(|folder| folder.join(FILE)))
        .find(|path| path.is_file())
        .ok_or_else(|| {
            format!("the dictionary of {CRATE} is not in cargo's registry; run `cargo fetch`").into()
        })
}

/// Reads the dictionary's lines: `word(2) F OW1 N Z # remark`.
pub(crate) fn read(path: &Path) -> Result<Entries, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let mut entries = Entries::new();
    for line in text.lines().filter(|line| !line.starts_with(";;;")) {
        let line = line.split('#').next().unwrap_or_default();
        let mut parts = line.split_whitespace();
        let Some(label) = parts.next() else { continue };
        let word = label.split_once('(').map_or(label, |(word, _)| word);
        let phones = parts.map(phone_codes::code_of).collect::<Option<Vec<u8>>>();
        let phones = phones.ok_or_else(|| format!("a sound the packer does not know: {line}"))?;
        let pronunciations = entries.entry(word.to_owned()).or_default();
        if !pronunciations.contains(&phones) {
            pronunciations.push(phones);
        }
    }
    Ok(entries)
}
