//! Everything that turns the dictionary into the packed lexicon. The build script uses it, and so does the test that
//! leaves words out of the lexicon to measure the letter-to-sound rules.

#[path = "align.rs"]
mod align;
#[path = "commonness.rs"]
pub(crate) mod commonness;
#[path = "dictionary.rs"]
pub(crate) mod dictionary;
#[path = "../src/lexicon/layout.rs"]
mod layout;
#[path = "../src/lexicon/letter_features.rs"]
mod letter_features;
#[path = "letter_tree.rs"]
mod letter_tree;
#[path = "pack.rs"]
pub(crate) mod pack;
#[path = "../src/lexicon/phone_codes.rs"]
#[cfg_attr(not(test), expect(dead_code, reason = "shared with the crate; packing only needs names to codes"))]
mod phone_codes;
#[path = "ranks.rs"]
mod ranks;
#[path = "stress.rs"]
mod stress;
#[path = "../src/lexicon/stress_features.rs"]
mod stress_features;

/// The `ARPAbet` name of a phone code, stress included.
#[cfg(test)]
pub(crate) fn name(code: u8) -> String {
    let name = phone_codes::name_of(code);
    if code < phone_codes::VOWELS { format!("{name}{}", code % 3) } else { name.to_owned() }
}
