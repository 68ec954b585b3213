//! Writing songs: stages, who writes, where results are kept, and who runs it all.
//!
//! Data flows one way: the [`runner`] claims a song, the [`pipeline`] asks a [`Writer`] stage by
//! stage, and every result goes into a [`Journal`]. The stages do not know whether the journal is
//! SQLite or memory.

pub mod builtin;
mod in_memory;
pub mod journal;
pub mod model_writer;
pub mod output;
pub mod pipeline;
pub mod runner;
pub mod signals;
mod stages;
pub mod store_journal;
pub mod writer;

pub use builtin::BuiltinWriter;
pub use in_memory::write_in_memory;
pub use journal::{Journal, JournalError, Kept, MemoryJournal};
pub use model_writer::{Meter, ModelWriter};
pub use output::{Request, Run, StageOutput};
pub use pipeline::{GenerationError, Pipeline};
pub use runner::RunnerConfig;
pub use signals::{News, SentEvent, Signals};
pub use writer::{Audience, Made, OneWriter, Rest, Writer, WriterError, Writers};
