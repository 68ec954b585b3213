//! See the crate's description.

/// What only a browser can do; on the server these functions do nothing.
pub mod browser;
/// The primitives that pages are made of.
pub mod ui;
