//! A server as a process of its own.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::{Browser, program};

/// A running server; killed when the test is over, however it ends.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: String,
}

impl Server {
    /// Starts a server on a free port with its data in `folder/data`, and waits until it listens.
    pub(crate) fn start(folder: &TempDir, arguments: &[&str]) -> Self {
        let mut process = program(folder)
            .args(["serve", "--addr", "127.0.0.1:0", "--data", "data", "--log", "warn"])
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        let out = process.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let address = line.trim_end().strip_prefix("listening on http://").expect("the line").to_owned();
        Self { process, address }
    }

    /// A browser of somebody new.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.address)
    }

    /// Ends the process at once, as a power cut would.
    pub(crate) fn kill(mut self) {
        self.process.kill().expect("a process to kill");
        self.process.wait().expect("its end");
    }

    /// Asks the process to stop, as a service manager does; gives its status and how long it took.
    pub(crate) fn terminate(mut self) -> (ExitStatus, Duration) {
        let begun = Instant::now();
        self.signal("-TERM");
        let status = self.process.wait().expect("its end");
        (status, begun.elapsed())
    }

    /// Lets the process stand still, as a machine that sleeps would.
    pub(crate) fn freeze(&self) {
        self.signal("-STOP");
    }

    /// Lets a process that stands still go on.
    pub(crate) fn thaw(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let id = self.process.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status().expect("a signal");
        assert!(sent.success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Fails where the process has ended already.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
