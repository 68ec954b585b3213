//! What Song Master speaks of: ids, records, the rules for what people type, and the stages and
//! events of a generation.
//!
//! The crate does no I/O and knows no framework. The browser and the server run the same rules, so
//! that a form says the same sentence before and after it was sent.

pub mod account;
pub mod fields;
pub mod file;
pub mod generation;
pub mod ids;
pub mod language;
pub mod persona;
pub mod project;
pub mod score;
pub mod song;
pub mod stage;
pub mod system;
pub mod time;
pub mod writer;

pub use fields::FieldErrors;
pub use ids::{EventId, FileId, GenerationId, ProjectId, SongId, UserId};
pub use time::Timestamp;
