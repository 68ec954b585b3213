//! As much of HTTP/1.1 as a provider needs, by hand: a library would not misbehave.

use std::io;

use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
    time::sleep,
};

use crate::{Call, Reply, reply};

/// Path, headers and body of a request.
type Request = (String, Vec<(String, String)>, Vec<u8>);

pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    pub(crate) fn new(stream: TcpStream) -> Self {
        // Each piece of an answer is to leave at once, as a provider's do.
        let _ = stream.set_nodelay(true);
        Self { stream: BufReader::new(stream) }
    }

    /// The next request; `None` when the caller is gone.
    pub(crate) async fn request(&mut self) -> Option<Request> {
        let first = self.line().await?;
        let path = first.split(' ').nth(1)?.to_owned();
        let mut headers = Vec::new();
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':')?;
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let length = headers.iter().find(|(name, _)| name == "content-length");
        let mut body = vec![0; length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0)];
        self.stream.read_exact(&mut body).await.ok()?;
        Some((path, headers, body))
    }

    async fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line).await.ok()?;
        (read > 0).then(|| line.trim_end().to_owned())
    }

    /// Answers as the script says. An error is a caller that hung up.
    pub(crate) async fn answer(&mut self, call: &Call, answer: Reply) -> io::Result<()> {
        match answer {
            Reply::Text(text) => self.events(&reply::events(call, &text, true)).await,
            Reply::Slowly { text, pause } => {
                self.head(200, &[("content-type", "text/event-stream"), ("transfer-encoding", "chunked")])
                    .await?;
                for event in reply::events(call, &text, true) {
                    self.chunk(event.as_bytes()).await?;
                    self.pause(pause).await?;
                }
                self.chunk(b"").await
            }
            Reply::Stamped { pause } => {
                self.head(200, &[("content-type", "text/event-stream"), ("transfer-encoding", "chunked")])
                    .await?;
                for word in reply::stamped_song() {
                    let word = word.replace('@', &microseconds());
                    self.chunk(reply::events(call, &word, false).concat().as_bytes()).await?;
                    self.pause(pause).await?;
                }
                self.chunk(reply::events(call, "", true).concat().as_bytes()).await?;
                self.chunk(b"").await
            }
            Reply::Cut(text) => {
                self.head(200, &[("content-type", "text/event-stream"), ("transfer-encoding", "chunked")])
                    .await?;
                for event in reply::events(call, &text, false) {
                    self.chunk(event.as_bytes()).await?;
                }
                self.chunk(b"").await
            }
            Reply::Events(events) => self.events(&events).await,
            Reply::Status { code, headers, body } => {
                let length = body.len().to_string();
                let mut all = vec![("content-type", "application/json"), ("content-length", length.as_str())];
                all.extend(headers.iter().map(|(name, value)| (name.as_str(), value.as_str())));
                self.head(code, &all).await?;
                self.write(body.as_bytes()).await
            }
            Reply::Drip(pause) => {
                self.head(200, &[("content-type", "text/event-stream")]).await?;
                loop {
                    self.write(b":").await?;
                    self.pause(pause).await?;
                }
            }
            Reply::Endless => {
                self.head(200, &[("content-type", "text/event-stream")]).await?;
                let event = reply::events(call, &"la".repeat(1_000), false).concat();
                loop {
                    self.write(event.as_bytes()).await?;
                }
            }
            Reply::Silence => {
                let mut byte = [0];
                // The caller says nothing more; what comes is its farewell.
                let _ = self.stream.read(&mut byte).await;
                Err(io::ErrorKind::ConnectionAborted.into())
            }
        }
    }

    async fn events(&mut self, events: &[String]) -> io::Result<()> {
        let body = events.concat();
        self.head(200, &[("content-type", "text/event-stream"), ("content-length", &body.len().to_string())])
            .await?;
        self.write(body.as_bytes()).await
    }

    /// Rests, but notices a caller that hangs up meanwhile.
    async fn pause(&mut self, pause: std::time::Duration) -> io::Result<()> {
        let mut byte = [0];
        tokio::select! {
            () = sleep(pause) => Ok(()),
            _ = self.stream.read(&mut byte) => Err(io::ErrorKind::ConnectionAborted.into()),
        }
    }

    async fn head(&mut self, status: u16, headers: &[(&str, &str)]) -> io::Result<()> {
        let headers: Vec<String> =
            headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let headers = headers.concat();
        self.write(format!("HTTP/1.1 {status} Scripted\r\n{headers}\r\n").as_bytes()).await
    }

    async fn chunk(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
        chunk.extend_from_slice(bytes);
        chunk.extend_from_slice(b"\r\n");
        self.write(&chunk).await
    }

    async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.get_mut().write_all(bytes).await?;
        self.stream.get_mut().flush().await
    }
}

/// Microseconds since 1970.
fn microseconds() -> String {
    let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
    since.as_micros().to_string()
}
