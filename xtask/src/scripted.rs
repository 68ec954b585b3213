//! The scripted provider of language models as a process, for benchmarks and torture.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Stdio},
};

use anyhow::{Context, Result};

use crate::{shell, workspace::Workspace};

/// Builds the provider's program.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    shell::run(workspace.cargo().args(["build", "--quiet", "--package", "scripted-provider"]))
}

/// Runs until it is dropped.
pub(crate) struct Provider {
    process: Child,
    /// Where its interface begins.
    pub(crate) base_url: String,
}

impl Provider {
    /// Starts one that takes so many milliseconds a word; with `stamps` its drafts tell when each word was sent.
    pub(crate) fn start(workspace: &Workspace, milliseconds: u32, stamps: bool) -> Result<Self> {
        let mut command = workspace.command(workspace.target().join("debug/scripted-provider"));
        command.args(["127.0.0.1:0", &milliseconds.to_string()]);
        if stamps {
            command.arg("stamps");
        }
        let mut process = command.stdout(Stdio::piped()).spawn().context("the provider cannot be started")?;
        let mut line = String::new();
        let out = process.stdout.take().context("the provider has no output")?;
        BufReader::new(out).read_line(&mut line)?;
        Ok(Self { process, base_url: line.trim().to_owned() })
    }

    /// Host and port.
    pub(crate) fn host(&self) -> &str {
        self.base_url.trim_start_matches("http://").split('/').next().unwrap_or_default()
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
