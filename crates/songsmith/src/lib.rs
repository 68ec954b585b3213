//! The built-in songwriter: deterministic, without network, key or files.

mod brief;
pub mod cover;
mod material;
mod rng;
mod wishes;

pub use brief::{Brief, BriefError, FormWishes, PROMPT_LIMIT, PointOfView, Vocal, read_brief};
pub use wishes::{PersonaCard, Wishes};
