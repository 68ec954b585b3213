//! The studio: the prompt box first, running songs under it, recent songs, projects.

mod page;

pub use page::HomePage;
