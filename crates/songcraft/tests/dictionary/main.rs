//! Measures against the dictionary itself, read from its own file.
#![cfg(not(target_arch = "wasm32"))]

mod left_out_words;
#[path = "../../build/packer.rs"]
mod packer;
mod rhyme_definition;
