//! The lyric engine in a real browser: songcraft as WebAssembly in headless Chromium.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Figure;
use crate::workspace::Workspace;
use crate::{shell, tools};

const SCRIPT: &str = include_str!("in_browser.mjs");

/// Builds the module as the program's own is built, and measures its steps.
pub(super) fn all(workspace: &Workspace) -> Result<Vec<Figure>> {
    tools::ensure(workspace, tools::Purpose::Test)?;
    let wasm = ["--target", "wasm32-unknown-unknown", "--profile", "wasm-release"];
    let mut build = workspace.cargo();
    build.args(["build", "-p", "songcraft", "--example", "in_browser", "--no-default-features"]).args(wasm);
    shell::run(&mut build)?;
    let folder = workspace.notes().join("in_browser");
    let module = workspace.target().join("wasm32-unknown-unknown/wasm-release/examples/in_browser.wasm");
    let bindgen = workspace.find("wasm-bindgen").context("wasm-bindgen is missing: `cargo xtask tools`")?;
    let mut bindgen = workspace.command(bindgen);
    shell::run(bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&folder).arg(&module))?;
    let lexicon = folder.join("lexicon.bin");
    let mut print = workspace.cargo();
    print.args(["run", "--quiet", "--release", "-p", "songcraft", "--example", "lexicon", "--"]);
    shell::run(print.arg(&lexicon))?;

    let node = workspace.find("node").context("Node.js is missing: `cargo xtask tools`")?;
    let chromium = tools::find_chromium(workspace).context("no Chromium was found: `cargo xtask tools`")?;
    let mut script = workspace.command(node);
    script.args(["--input-type=module", "--eval", SCRIPT]);
    script.arg(&folder).arg(&lexicon).arg(chromium).arg(workspace.end2end());
    let measured: Value = serde_json::from_str(&shell::capture(&mut script)?)?;
    let size = fs::metadata(folder.join("in_browser_bg.wasm")).context("the module is missing")?.len();
    Ok(figures(&measured, size))
}

fn figures(measured: &Value, size: u64) -> Vec<Figure> {
    let number = |name: &str| measured[name].as_f64().unwrap_or(f64::NAN);
    let time = |what, name, goal| Figure { what, measured: format!("{:.2} ms", number(name)), goal };
    vec![
        time("Chromium: open the lexicon", "open", "≤ 50 ms"),
        Figure {
            what: "Chromium: the lexicon in memory",
            measured: format!("{:.1} MB", number("memory") / 1e6),
            goal: "≤ 6 MB",
        },
        time("Chromium: the first analysis in a fresh module", "first", ""),
        time("Chromium: 5,000 characters analysed in full", "song", "≤ 12 ms"),
        time("Chromium: one changed line", "line", "≤ 0.5 ms"),
        time("Chromium: the index of rhymes, once", "index", ""),
        time("Chromium: perfect and family rhymes of “night”", "rhymes", "≤ 5 ms"),
        time("Chromium: all kinds of rhymes of “night”", "all", "≤ 5 ms"),
        Figure {
            what: "the engine as a module of its own, without the lexicon",
            measured: format!("{:.0} KiB", size as f64 / 1024.0),
            goal: "",
        },
    ]
}
