//! The router in process, on a real database: who may do what, and what a browser is told.
#![expect(clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod access;
mod accounts;
mod assets;
mod events;
mod files;
mod forms;
mod headers;
mod health;
mod origin;
#[cfg(target_os = "linux")]
mod soak;
mod songs;
mod support;
