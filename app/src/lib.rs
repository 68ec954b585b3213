//! Pages, components and server functions of Song Master.
//!
//! Components are compiled twice: natively under `ssr`, to WASM under `hydrate`. Server functions
//! exist on both sides; their bodies only under `ssr`, where they call `studio`.

// A page's view is one deeply nested type.
#![recursion_limit = "256"]
#![expect(
    missing_docs,
    unreachable_pub,
    reason = "the component and server macros make public items of their own, without words and beyond their module"
)]

pub mod browser;
pub mod engine;
pub mod error;
pub mod features;
pub mod form;
#[cfg(feature = "ssr")]
pub mod host;
mod layout;
mod shell;
pub mod theme;
pub mod ui;

pub use error::AppError;
pub use shell::{App, shell};
