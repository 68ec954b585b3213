//! The release server as a process of its own, on a port and a data directory of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::http::{Client, Request};
use crate::workspace::Workspace;

/// How long a start may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the server prints once its port is open.
const ANNOUNCEMENT: &str = "listening on http://";

/// Killed when dropped, as `kill -9` would: what it acknowledged is on disk anyway.
pub(crate) struct Server {
    process: Child,
    pub(super) address: SocketAddr,
}

impl Server {
    /// Starts the server. Returns it with the time from its start to its first good answer on /healthz.
    pub(super) fn start(workspace: &Workspace, data: &Path) -> Result<(Self, Duration)> {
        Self::start_with(workspace, data, 2)
    }

    /// The same, with so many songs being written at the same time.
    pub(crate) fn start_with(
        workspace: &Workspace,
        data: &Path,
        songs_at_once: usize,
    ) -> Result<(Self, Duration)> {
        let start = Instant::now();
        let mut process = workspace
            .command(workspace.server_binary())
            .args(["serve", "--addr", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(["--songs-at-once", &songs_at_once.to_string()])
            .envs(workspace.server_env())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("the server cannot be started")?;
        let stdout = process.stdout.take().context("the server has no output")?;
        let address = announced_address(BufReader::new(stdout));
        let server = Self { process, address: address? };
        while !server.is_healthy() {
            if start.elapsed() > PATIENCE {
                bail!("the server does not answer on /healthz");
            }
            thread::sleep(Duration::from_millis(1));
        }
        Ok((server, start.elapsed()))
    }

    fn is_healthy(&self) -> bool {
        let answer =
            Client::connect(self.address).and_then(|mut client| client.send(&Request::get("/healthz")));
        answer.is_ok_and(|answer| answer.status == 200)
    }

    /// Resident memory in bytes, where the system tells it (Linux).
    pub(super) fn resident_bytes(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads until the server says where it listens; what it prints later is read away, so that it never blocks.
fn announced_address(mut output: impl BufRead + Send + 'static) -> Result<SocketAddr> {
    let mut line = String::new();
    while output.read_line(&mut line)? > 0 {
        if let Some((_, address)) = line.split_once(ANNOUNCEMENT) {
            let address = address.trim().parse().with_context(|| format!("the server announces {line:?}"))?;
            thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
            return Ok(address);
        }
        line.clear();
    }
    bail!("the server ended before it listened")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_from_the_line_that_announces_it() {
        let output: &[u8] = b"Song Master 0.1.0\nlistening on http://127.0.0.1:40123\nready\n";
        assert_eq!(announced_address(output).unwrap(), "127.0.0.1:40123".parse().unwrap());
    }

    #[test]
    fn a_server_that_ends_early_is_an_error() {
        assert!(announced_address(&b"the port is taken\n"[..]).is_err());
    }
}
