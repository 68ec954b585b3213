//! The craft of lyrics: document, lexicon, meter, rhyme, lint, freshness, imagery, score and export, as pure functions.
//!
//! No I/O, no clock, no threads, no framework; the same code runs natively and in WebAssembly and gives the same
//! numbers, to the bit, in both.

pub mod document;
pub mod lexicon;
pub mod meter;
pub mod rhyme;
pub mod target;
