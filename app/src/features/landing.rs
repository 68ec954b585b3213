//! What a stranger sees: a finished song beside its prompt.

pub mod api;
mod page;

pub(crate) use page::Landing;
