//! The built-in songwriter: deterministic, without network, key or files.
//!
//! [`read_brief`] turns a prompt into a [`Brief`], or says why it cannot. [`draft`] writes a song; [`review`],
//! [`revise`], [`critique`], [`apply_critique`] and [`repair`] are the rounds after it; [`metadata`] and
//! [`cover::draw`] make what stands beside it. Everything is a pure function of its arguments and of this version.
//!
//! The lines come from a store of hand-written material under `data/`; songcraft is the ear.

mod brief;
mod compose;
pub mod cover;
mod ear;
mod grammar;
mod library;
mod material;
mod metadata;
mod person;
mod plan;
mod reading;
mod review;
mod rewrite;
mod rng;
mod rounds;
mod wishes;

pub use brief::{Brief, BriefError, FormWishes, PROMPT_LIMIT, PointOfView, Vocal, read_brief};
pub use compose::{Draft, draft};
pub use grammar::agreement_errors;
pub use library::{STYLES, library};
pub use material::{form_in_words, genre_names};
pub use metadata::{Metadata, exclude_styles, fitting, metadata, styles};
pub use reading::score_of;
pub use review::{Note, Review, Reviewer, review};
pub use rounds::{apply_critique, critique, repair, revise};
pub use wishes::{PersonaCard, Wishes};

/// What the writer is, for people: it never passes for a model.
pub const WRITER_NAME: &str = "Built-in writer (rules, no AI model)";

/// The version of rules and store: another version may write another song for the same seed.
pub const WRITER_VERSION: &str = "3";
