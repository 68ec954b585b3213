//! The built-in songwriter: deterministic, without network, key or files.

mod brief;
mod compose;
pub mod cover;
mod ear;
mod material;
mod person;
mod plan;
mod rng;
mod wishes;

pub use brief::{Brief, BriefError, FormWishes, PROMPT_LIMIT, PointOfView, Vocal, read_brief};
pub use compose::{Draft, draft};
pub use wishes::{PersonaCard, Wishes};
