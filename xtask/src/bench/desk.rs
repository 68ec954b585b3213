//! A server, somebody who is signed in, and the writer that this person has.

use std::{
    path::Path,
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant, UNIX_EPOCH},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{
    http::{Client, Request},
    server::Server,
};
use crate::{scripted::Provider, workspace::Workspace};

/// Somebody with a writer.
pub(crate) struct Desk {
    pub(super) server: Server,
    pub(super) client: Client,
    writer: String,
}

impl Desk {
    /// Starts a server and signs somebody up who has a writer at the provider.
    pub(crate) fn open(
        workspace: &Workspace,
        data: &Path,
        provider: &Provider,
        songs_at_once: usize,
    ) -> Result<Self> {
        let (server, _) = Server::start_with(workspace, data, songs_at_once)?;
        let mut client = Client::connect(server.address)?;
        let mut post = |path: &str, form: &[(&str, &str)]| {
            let answer = client.send(&Request::post(path, form))?;
            if answer.status >= 400 {
                bail!("{path} is answered with {}: {}", answer.status, String::from_utf8_lossy(&answer.body));
            }
            anyhow::Ok(answer)
        };
        let email = "bench@example.com";
        post(
            "/api/sign_up",
            &[("username", "bench"), ("email", email), ("password", "a bench in the park")],
        )?;
        post("/api/allow_hosts", &[("hosts", provider.host())])?;
        let writer = [
            ("name", "Scripted"),
            ("kind", "openai-compatible"),
            ("model", "scripted-1"),
            ("base_url", &provider.base_url),
        ];
        post("/api/save_writer", &writer)?;
        let list: Value = serde_json::from_slice(&post("/api/list_writers", &[])?.body)?;
        let writer = list["writers"][0]["choice"].as_str().context("there is no writer")?.to_owned();
        Ok(Self { server, client, writer })
    }

    /// Asks for a song by that writer.
    pub(crate) fn ask_for_a_song(&mut self, number: usize) -> Result<()> {
        let (prompt, key) =
            (format!("A slow waltz about the last ferry, number {number}"), format!("b{number}"));
        let form = [
            ("prompt", prompt.as_str()),
            ("project", "1"),
            ("request_key", &key),
            ("rounds", "1"),
            ("writer", &self.writer),
        ];
        let answer = self.client.send(&Request::post("/api/create_song", &form))?;
        if answer.status >= 400 {
            bail!("a new song is answered with {}", answer.status);
        }
        Ok(())
    }

    /// Who is signed in, for asking later servers.
    pub(crate) fn person(&self) -> Person {
        Person(self.client.cookies())
    }

    /// The server alone.
    pub(crate) fn into_server(self) -> Server {
        self.server
    }

    /// The lines of data of a new event stream behind an event, each with the moment at which it came.
    pub(super) fn follow(&self, after: i64) -> Result<Receiver<(Instant, Duration, String)>> {
        let stream = Client::connect(self.server.address)?;
        let mut lines =
            stream.follow(&Request::get(&format!("/events?after={after}")).with_cookies_of(&self.client))?;
        lines.next().context("the event stream is empty")??;
        let (sender, events) = channel();
        thread::Builder::new().stack_size(64 * 1024).spawn(move || {
            for line in lines.map_while(Result::ok) {
                let Some(line) = line.strip_prefix("data: ") else { continue };
                let now = (Instant::now(), UNIX_EPOCH.elapsed().unwrap_or_default(), line.to_owned());
                if sender.send(now).is_err() {
                    break;
                }
            }
        })?;
        Ok(events)
    }
}

/// Somebody's session, whatever server runs.
pub(crate) struct Person(Vec<(String, String)>);

impl Person {
    /// The JSON that a server function answers.
    pub(crate) fn get(&self, server: &Server, path: &str, form: &[(&str, &str)]) -> Result<Value> {
        let mut client = Client::connect(server.address)?.with_cookies(self.0.clone());
        let answer = client.send(&Request::post(path, form))?;
        if answer.status != 200 {
            bail!("{path} is answered with {}", answer.status);
        }
        Ok(serde_json::from_slice(&answer.body)?)
    }
}
