//! The craft of lyrics: document, lexicon, meter, rhyme, lint, freshness, imagery, score and export, as pure functions.
//!
//! No I/O, no clock, no threads, no framework; the same code runs natively and in WebAssembly and gives the same
//! numbers, to the bit, in both.

pub mod analysis;
mod context;
pub mod document;
pub mod draft;
pub mod export;
pub mod freshness;
mod homographs;
pub mod imagery;
pub mod lexicon;
pub mod lint;
pub mod meter;
mod phrases;
pub mod rhyme;
pub mod score;
pub mod sheet;
mod stem;
pub mod style;
pub mod target;
