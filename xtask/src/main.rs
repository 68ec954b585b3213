//! `cargo xtask run | test | bench | …`: installs what is missing, then builds, runs, tests and measures.
//!
//! Two dependencies only, so that the first command of a fresh clone answers quickly.

#[cfg(test)]
mod architecture;
mod bench;
mod build;
mod e2e;
mod fingerprint;
mod lines;
mod local_model;
mod machine;
mod queries;
mod run;
mod scripted;
mod shell;
mod size;
mod style;
mod test;
mod tools;
mod torture;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::tools::Purpose;
use crate::workspace::Workspace;

const HELP: &str = "\
Song Master's own commands. Each installs what it needs first and says how long that may take.

Usage: cargo xtask <COMMAND>

  run [-- ARGS]     build the release and serve it on http://127.0.0.1:3000, data in ./data
                    (ARGS go to `song-master serve`)
  test              all that must pass: fmt, queries, clippy, unit, doc, wasm, build, size, e2e
    --only a,b      these steps alone
    --skip a,b      all but these steps
  build             the release build alone
  e2e [-- ARGS]     the end-to-end tests alone (ARGS go to Playwright)
  bench [models]    the benchmarks, and the release server measured as a process; `models` measures writing with models alone
  test-local-model  a whole song by each of two small models on this machine; installs them first
  torture           kill the server at 200 random moments while songs are written (some ten minutes)
  size              bytes that the first page loads; fails above the budget
  queries [--check] renew .sqlx from the migrations, or check that it is current
  lines             Rust files longer than 300 lines
  style             join style/*.css into one file
  tools             install what build and tests need
";

fn main() -> ExitCode {
    match dispatch(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(mut args: Vec<String>) -> Result<()> {
    if args.is_empty() {
        print!("{HELP}");
        return Ok(());
    }
    let command = args.remove(0);
    let workspace = Workspace::here()?;
    let needs = |purpose| tools::ensure(&workspace, purpose);
    match command.as_str() {
        "run" => needs(Purpose::Build).and_then(|()| run::run(&workspace, &after_separator(args))),
        "test" => test::run(&workspace, &args),
        "build" => needs(Purpose::Build).and_then(|()| build::release(&workspace)),
        "e2e" => needs(Purpose::Test).and_then(|()| e2e::run(&workspace, &after_separator(args))),
        "bench" => needs(Purpose::Build).and_then(|()| bench::run(&workspace, &args)),
        "size" => needs(Purpose::Build).and_then(|()| size::run(&workspace)),
        "queries" => queries::run(&workspace, &args),
        "test-local-model" => needs(Purpose::Build).and_then(|()| local_model::run(&workspace)),
        "torture" => needs(Purpose::Build).and_then(|()| torture::run(&workspace)),
        "lines" => lines::run(&workspace),
        "style" => style::write(&workspace).map(drop),
        "tools" => needs(Purpose::Test),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`; `cargo xtask help` lists them"),
    }
}

/// Arguments for another program: `--` may stand before them, and is not one of them.
fn after_separator(mut args: Vec<String>) -> Vec<String> {
    if args.first().is_some_and(|first| first == "--") {
        args.remove(0);
    }
    args
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_before_foreign_arguments_is_dropped_once() {
        let args = ["--", "--addr", "--"].map(String::from).to_vec();
        assert_eq!(after_separator(args), ["--addr", "--"]);
    }

    #[test]
    fn an_unknown_command_is_named_in_the_error() {
        let error = dispatch(vec!["biuld".to_owned()]).unwrap_err();
        assert!(error.to_string().contains("`biuld`"));
    }
}
