//! The invariants of ARCHITECTURE.md that a machine can check, as tests.

mod direction;
mod migrations;
mod sql;
mod wasm_graph;

use crate::shell;
use crate::workspace::Workspace;

/// What a cargo command prints about the dependencies as they are locked.
fn cargo(args: &[&str]) -> String {
    let workspace = Workspace::here().unwrap();
    shell::capture(workspace.cargo().args(args).arg("--locked")).unwrap()
}
