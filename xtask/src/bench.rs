//! `cargo xtask bench`: the crates' own benchmarks, then the release server measured as a process.

mod desk;
mod http;
mod in_browser;
mod load;
mod measures;
mod models;
mod server;

use std::fs;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{build, machine, shell};

pub(crate) use desk::Desk;
pub(crate) use server::Server;

/// One line of the report.
struct Figure {
    what: &'static str,
    measured: String,
    /// What it should be, in words; empty where there is no goal.
    goal: &'static str,
}

/// Prints a report to paste into docs/benchmarks.md, and leaves it in target/xtask/benchmarks.md.
pub(crate) fn run(workspace: &Workspace, args: &[String]) -> Result<()> {
    build::release(workspace)?;
    if args.iter().any(|arg| arg == "models") {
        let figures = models::all(workspace, &measures::scratch(workspace)?)?;
        println!("\n{}", report(&machine::describe(workspace), &figures, ""));
        return Ok(());
    }
    println!("bench: the crates (their first build takes some minutes)");
    let crates =
        shell::run_and_capture(workspace.cargo().args(["bench", "-p", "songcraft", "-p", "songsmith"]))?;
    println!("bench: the server");
    let mut figures = measures::all(workspace)?;
    println!("bench: the lyric engine in Chromium");
    figures.extend(in_browser::all(workspace)?);
    let report = report(&machine::describe(workspace), &figures, &crates);
    println!("\n{report}");
    let path = workspace.notes().join("benchmarks.md");
    fs::write(&path, report).with_context(|| format!("{} cannot be written", path.display()))
}

fn report(machine: &str, figures: &[Figure], crates: &str) -> String {
    let row = |figure: &Figure| format!("| {} | {} | {} |", figure.what, figure.measured, figure.goal);
    let rows = figures.iter().map(row).collect::<Vec<_>>().join("\n");
    let crates = crates.lines().filter(|line| !is_of_test_runner(line)).collect::<Vec<_>>().join("\n");
    format!("{machine}\n\n| what | measured | goal |\n|---|---|---|\n{rows}\n\n```text\n{crates}\n```\n")
}

/// What `cargo bench` prints for the crates' unit tests, which it passes by.
fn is_of_test_runner(line: &str) -> bool {
    line.is_empty() || ["running ", "test ", "test result:"].iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_is_a_table_that_markdown_reads() {
        let figures = [Figure { what: "idle memory", measured: "14.2 MB".to_owned(), goal: "≤ 25 MB" }];
        let crates =
            "\nrunning 1 test\ntest finds_rhymes ... ignored\n\ntest result: ok. 0 passed\n\nrhyme  12 µs\n";
        let report = report("Two cores", &figures, crates);
        assert!(report.starts_with("Two cores\n\n| what |"), "{report}");
        assert!(report.contains("|---|---|---|\n| idle memory | 14.2 MB | ≤ 25 MB |\n\n"), "{report}");
        assert!(report.ends_with("```text\nrhyme  12 µs\n```\n"), "{report}");
    }
}
