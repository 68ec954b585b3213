//! The routes that are not pages.

pub(crate) mod api;
pub(crate) mod events;
pub(crate) mod files;
pub(crate) mod health;
pub(crate) mod lexicon;
pub(crate) mod theme;
