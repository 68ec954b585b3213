//! Any bytes: a lexicon or an error, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use songcraft::lexicon::{LEXICON_BYTES, Lexicon};

fuzz_target!(|changes: Vec<(u32, u8)>| {
    let mut bytes = LEXICON_BYTES.to_vec();
    for (place, value) in changes {
        let at = place as usize % bytes.len();
        bytes[at] = value;
    }
    if let Ok(lexicon) = Lexicon::from_bytes(bytes) {
        let _ = lexicon.pronounce("zorblig");
        let _ = lexicon.pronounce("night");
    }
});
