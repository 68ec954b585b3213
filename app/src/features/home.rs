//! The studio: the prompt box first, running songs under it, recent songs, projects.

mod page;

pub(crate) use page::Home;
