//! What is measured of the running server. Each function gives lines of the report; `all` says the order.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::Figure;
use super::http::{Client, Request};
use super::load::{Load, millis, percentile};
use super::models;
use super::server::Server;
use crate::workspace::Workspace;
use crate::{shell, size};

/// Starts that are measured, each on a directory of its own.
const STARTS: usize = 10;

/// How long the server is left alone before its memory is read.
const IDLE: Duration = Duration::from_secs(2);

/// Page requests of which the median time to the first byte is reported.
const PAGES: usize = 200;

/// Songs in the database that the pages of a signed-in user are measured on.
const SONGS: &str = "10000";
const USERNAME: &str = "bench";
const PASSWORD: &str = "a bench in the park";

/// New songs of which the median time to the first event is reported.
const NEW_SONGS: usize = 10;

pub(super) fn all(workspace: &Workspace) -> Result<Vec<Figure>> {
    let scratch = scratch(workspace)?;
    let mut figures = starts(workspace, &scratch)?;

    let (server, _) = Server::start(workspace, &data(&scratch, "0")?)?;
    figures.extend(idle_memory(&server));
    figures.push(first_page_time(&server)?);
    figures.push(health_load(&server)?);
    figures.push(first_page_weight(workspace)?);
    drop(server);
    figures.extend(signed_in(workspace, &data(&scratch, "filled")?)?);
    println!("bench: writing with a model on script");
    figures.extend(models::all(workspace, &scratch)?);
    Ok(figures)
}

/// An empty folder for the servers' data.
pub(super) fn scratch(workspace: &Workspace) -> Result<PathBuf> {
    let scratch = workspace.notes().join("bench");
    if scratch.exists() {
        fs::remove_dir_all(&scratch).context("target/xtask/bench cannot be emptied")?;
    }
    Ok(scratch)
}

/// A data directory of its own for one server.
pub(super) fn data(scratch: &Path, name: &str) -> Result<PathBuf> {
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

/// The pages of somebody who keeps many songs.
fn signed_in(workspace: &Workspace, data: &Path) -> Result<Vec<Figure>> {
    println!("bench: a database of {SONGS} songs");
    let mut fill = workspace.cargo();
    fill.args(["run", "--quiet", "--release", "-p", "studio", "--example", "fill", "--"]);
    shell::run(fill.arg(data).args([SONGS, USERNAME, PASSWORD]))?;
    let (server, _) = Server::start(workspace, data)?;
    let mut client = Client::connect(server.address)?;
    let form = [("login", USERNAME), ("password", PASSWORD), ("next", "")];
    let answer = client.send(&Request::post("/api/sign_in", &form))?;
    if answer.status >= 400 {
        bail!("signing in is answered with {}", answer.status);
    }
    let list = Load::run(server.address, &Request::get("/songs").with_cookies_of(&client))?;
    let mut page = Vec::new();
    for _ in 0..PAGES {
        let answer = client.send(&Request::get("/songs/1"))?;
        if answer.status != 200 {
            bail!("a song's page is answered with {}", answer.status);
        }
        page.push(answer.first_byte);
    }
    page.sort_unstable();
    let page = format!("median {}, p99 {}", millis(percentile(&page, 50)), millis(percentile(&page, 99)));
    let first_event = first_event(&server, &mut client)?;
    Ok(vec![
        Figure { what: "list of 50 songs of 10,000, 8 connections", measured: list.to_string(), goal: "" },
        Figure { what: "a song's page, time to first byte", measured: page, goal: "≤ 10 ms" },
        Figure {
            what: "from the form of a new song to its first event",
            measured: first_event,
            goal: "≤ 10 ms",
        },
    ])
}

/// From the first byte of the form that asks for a song to the first event about it on an open stream.
fn first_event(server: &Server, client: &mut Client) -> Result<String> {
    let stream = Client::connect(server.address)?;
    let mut lines = stream.follow(&Request::get("/events?after=0").with_cookies_of(client))?;
    // The stream is open when its first line is there.
    lines.next().context("the event stream is empty")??;
    let (sender, events) = std::sync::mpsc::channel();
    thread::spawn(move || {
        for line in lines.map_while(Result::ok).filter(|line| line.starts_with("data:")) {
            if sender.send((Instant::now(), line)).is_err() {
                break;
            }
        }
    });
    let mut times = Vec::new();
    for number in 0..NEW_SONGS {
        let prompt = format!("A slow waltz about the last ferry, number {number}");
        let key = format!("bench{number}");
        let form =
            [("prompt", prompt.as_str()), ("project", "1"), ("request_key", key.as_str()), ("rounds", "1")];
        let sent = Instant::now();
        let answer = client.send(&Request::post("/api/create_song", &form))?;
        if answer.status >= 400 {
            bail!("a new song is answered with {}", answer.status);
        }
        let (seen, _) = events.recv_timeout(Duration::from_secs(10)).context("no event came")?;
        times.push(seen.saturating_duration_since(sent));
        // The next song is asked for when this one is done, so that its first event is the next to come.
        while !events
            .recv_timeout(Duration::from_mins(1))
            .context("a song did not end")?
            .1
            .contains("\"ended\"")
        {}
    }
    times.sort_unstable();
    Ok(format!("median {}, slowest {}", millis(percentile(&times, 50)), millis(percentile(&times, 100))))
}

fn first_page_weight(workspace: &Workspace) -> Result<Figure> {
    let kib = size::first_page(workspace)? as f64 / 1024.0;
    Ok(Figure {
        what: "WASM + JS + CSS of the first page (brotli)",
        measured: format!("{kib:.1} KiB"),
        goal: "≤ 350 KiB",
    })
}
