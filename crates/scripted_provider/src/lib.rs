//! A provider of language models for tests: it speaks the real protocols over a real socket, counts its calls, and
//! misbehaves on script.
//!
//! [`ScriptedProvider::start`] takes a function from each [`Call`] to a [`Reply`]. [`song_writer`] is such a function:
//! it answers every task of the pipeline as a decent model would.
#![expect(clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod http;
mod reply;
mod songs;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::Value;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

pub use reply::Reply;
pub use songs::{SHEET, answer, song_writer};

/// A request that came in.
#[derive(Clone, Debug)]
pub struct Call {
    /// Its number, from 0.
    pub number: usize,
    /// The path that was asked for.
    pub path: String,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body; null where there is none or it is not JSON.
    pub body: Value,
}

impl Call {
    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Everything that the model is told, system and task, whatever the protocol.
    pub fn prompt(&self) -> String {
        let mut texts = Vec::new();
        collect(&self.body, &mut texts);
        texts.join("\n")
    }

    /// The name of the task that the prompt states: `Task: draft`.
    pub fn task(&self) -> String {
        let prompt = self.prompt();
        let named =
            prompt.lines().find_map(|line| line.trim_start_matches('#').trim().strip_prefix("Task: "));
        named.unwrap_or_default().trim().to_owned()
    }
}

/// All texts of messages in a body.
fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if matches!(key.as_str(), "content" | "text" | "system") => {
                        texts.push(text.clone());
                    }
                    other => collect(other, texts),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

type Script = Arc<dyn Fn(&Call) -> Reply + Send + Sync>;

/// A provider that runs until it is dropped.
pub struct ScriptedProvider {
    address: SocketAddr,
    calls: Arc<Mutex<Vec<Call>>>,
    broken: watch::Receiver<usize>,
    task: JoinHandle<()>,
}

impl ScriptedProvider {
    /// Starts one on a free port of this machine.
    pub async fn start(script: impl Fn(&Call) -> Reply + Send + Sync + 'static) -> Self {
        Self::start_at("127.0.0.1:0", script).await
    }

    /// Starts one at an address.
    ///
    /// # Panics
    /// The address is taken.
    pub async fn start_at(address: &str, script: impl Fn(&Call) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(address).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let calls = Arc::new(Mutex::new(Vec::new()));
        let (breaks, broken) = watch::channel(0);
        let script: Script = Arc::new(script);
        let task = tokio::spawn(serve(listener, Arc::clone(&calls), breaks, script));
        Self { address, calls, broken, task }
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL of its OpenAI interface.
    pub fn base_url(&self) -> String {
        format!("http://{}/v1/", self.address)
    }

    /// The calls so far, in order.
    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The tasks of the calls so far, in order.
    pub fn tasks(&self) -> Vec<String> {
        self.calls().iter().map(Call::task).collect()
    }

    /// Waits until callers have hung up in the middle of that many answers.
    pub async fn hung_up(&mut self, times: usize) {
        let _ = self.broken.wait_for(|count| *count >= times).await;
    }
}

impl Drop for ScriptedProvider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(
    listener: TcpListener,
    calls: Arc<Mutex<Vec<Call>>>,
    breaks: watch::Sender<usize>,
    script: Script,
) {
    while let Ok((stream, _)) = listener.accept().await {
        let (calls, breaks, script) = (Arc::clone(&calls), breaks.clone(), Arc::clone(&script));
        tokio::spawn(async move {
            let mut connection = http::Connection::new(stream);
            while let Some((path, headers, body)) = connection.request().await {
                let call = {
                    let mut calls = calls.lock().unwrap_or_else(PoisonError::into_inner);
                    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
                    let call = Call { number: calls.len(), path, headers, body };
                    calls.push(call.clone());
                    call
                };
                let reply = script(&call);
                if connection.answer(&call, reply).await.is_err() {
                    breaks.send_modify(|count| *count += 1);
                    return;
                }
            }
        });
    }
}
