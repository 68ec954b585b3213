//! What is measured of the running server. Each function gives lines of the report; `all` says the order.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::Figure;
use super::http::{Client, Request};
use super::load::{Load, millis, percentile};
use super::server::Server;
use crate::size;
use crate::workspace::Workspace;

/// Starts that are measured, each on a directory of its own.
const STARTS: usize = 10;

/// How long the server is left alone before its memory is read.
const IDLE: Duration = Duration::from_secs(2);

/// Page requests of which the median time to the first byte is reported.
const PAGES: usize = 200;

pub(super) fn all(workspace: &Workspace) -> Result<Vec<Figure>> {
    let scratch = workspace.notes().join("bench");
    if scratch.exists() {
        fs::remove_dir_all(&scratch).context("target/xtask/bench cannot be emptied")?;
    }
    let mut figures = starts(workspace, &scratch)?;

    let (server, _) = Server::start(workspace, &data(&scratch, "0")?)?;
    figures.extend(idle_memory(&server));
    figures.push(first_page_time(&server)?);
    figures.push(health_load(&server)?);
    figures.push(first_page_weight(workspace)?);
    Ok(figures)
}

/// A data directory of its own for one server.
fn data(scratch: &Path, name: &str) -> Result<PathBuf> {
    let dir = scratch.join(name);
    fs::create_dir_all(&dir).with_context(|| format!("{} cannot be made", dir.display()))?;
    Ok(dir)
}

/// The first start of a directory makes its database; every later one finds it.
fn starts(workspace: &Workspace, scratch: &Path) -> Result<Vec<Figure>> {
    let measure = |what, goal| {
        let mut times = Vec::new();
        for number in 0..STARTS {
            let (_, time) = Server::start(workspace, &data(scratch, &number.to_string())?)?;
            times.push(time);
        }
        times.sort_unstable();
        let (median, slowest) = (percentile(&times, 50), percentile(&times, 100));
        let measured = format!("median {}, slowest {} of {STARTS}", millis(median), millis(slowest));
        anyhow::Ok(Figure { what, measured, goal })
    };
    Ok(vec![
        measure("first start, with all migrations, to 200", "")?,
        measure("cold start to first 200", "≤ 0.2 s")?,
    ])
}

fn idle_memory(server: &Server) -> Option<Figure> {
    thread::sleep(IDLE);
    let megabytes = server.resident_bytes()? as f64 / 1e6;
    Some(Figure { what: "idle memory (resident)", measured: format!("{megabytes:.1} MB"), goal: "≤ 25 MB" })
}

/// The page that a visitor without a session sees first, rendered by the server.
fn first_page_time(server: &Server) -> Result<Figure> {
    let mut client = Client::connect(server.address)?;
    let mut request = Request::get("/");
    if let Some(path) = client.send(&request)?.location() {
        request = Request::get(path);
    }
    let mut times = Vec::new();
    for _ in 0..PAGES {
        let page = client.send(&request)?;
        if page.status != 200 || page.body.is_empty() {
            bail!("the first page answers {} with {} bytes", page.status, page.body.len());
        }
        times.push(page.first_byte);
    }
    times.sort_unstable();
    let measured =
        format!("median {}, p99 {}", millis(percentile(&times, 50)), millis(percentile(&times, 99)));
    Ok(Figure { what: "first page without a session, time to first byte", measured, goal: "≤ 10 ms" })
}

fn health_load(server: &Server) -> Result<Figure> {
    let load = Load::run(server.address, &Request::get("/healthz"))?;
    Ok(Figure { what: "/healthz, 8 connections", measured: load.to_string(), goal: "" })
}

fn first_page_weight(workspace: &Workspace) -> Result<Figure> {
    let kib = size::first_page(workspace)? as f64 / 1024.0;
    Ok(Figure {
        what: "WASM + JS + CSS of the first page (brotli)",
        measured: format!("{kib:.1} KiB"),
        goal: "≤ 350 KiB",
    })
}
