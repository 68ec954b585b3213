//! Writes the packed lexicon to a file: `cargo run -p songcraft --example lexicon -- FILE`.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: lexicon FILE")?;
    Ok(std::fs::write(path, songcraft::lexicon::LEXICON_BYTES)?)
}
