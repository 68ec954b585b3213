//! The programs that a build and the tests need: what is there, and how to get the rest.
//!
//! Downloads come from crates.io, the npm registry, the Rust toolchain's own server and, on Debian as root,
//! from apt. Where all is there, one line is printed and nothing is done.

mod cargo;
mod chromium;
mod node;
mod version;

use anyhow::Result;

pub(crate) use self::chromium::find as find_chromium;
use crate::workspace::Workspace;

/// What the tools are for: a build needs no browser and no test runner.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Build,
    Test,
}

/// Installs what is missing.
///
/// # Errors
///
/// When an installation fails, or when a program is missing that only the user can install; the error says which.
pub(crate) fn ensure(workspace: &Workspace, purpose: Purpose) -> Result<()> {
    // The cheapest first: a missing Node.js is reported before cargo has compiled for ten minutes.
    node::ensure(workspace)?;
    cargo::ensure_wasm_target(workspace)?;
    cargo::ensure_wasm_bindgen(workspace)?;
    cargo::ensure_cargo_leptos(workspace)?;
    if purpose == Purpose::Test {
        chromium::ensure(workspace)?;
        cargo::ensure_nextest(workspace)?;
    }
    println!("tools: all there");
    Ok(())
}
