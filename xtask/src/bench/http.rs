//! As much of an HTTP/1.1 client as the measurements need: one kept connection, cookies, time to the first byte.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// No answer takes longer in a measurement that means anything.
const TIMEOUT: Duration = Duration::from_secs(10);

/// What is asked.
#[derive(Clone)]
pub(super) struct Request {
    method: &'static str,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Request {
    pub(super) fn get(path: &str) -> Self {
        Self { method: "GET", path: path.to_owned(), headers: Vec::new(), body: Vec::new() }
    }

    /// A form, sent as a page's script sends it.
    pub(super) fn post(path: &str, fields: &[(&str, &str)]) -> Self {
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let headers = vec![
            ("content-type", "application/x-www-form-urlencoded".to_owned()),
            ("accept", "application/json".to_owned()),
            ("sec-fetch-site", "same-origin".to_owned()),
        ];
        Self { method: "POST", path: path.to_owned(), headers, body: pairs.join("&").into_bytes() }
    }

    /// The same request with the cookies that a client was given.
    pub(super) fn with_cookies_of(mut self, client: &Client) -> Self {
        self.headers.extend(client.cookie_header().map(|pairs| ("cookie", pairs)));
        self
    }
}

/// What was answered.
pub(super) struct Response {
    pub(super) status: u16,
    /// From the last byte sent to the first byte received.
    pub(super) first_byte: Duration,
    pub(super) body: Vec<u8>,
    location: Option<String>,
}

impl Response {
    /// Where a redirect leads.
    pub(super) fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }
}

/// A kept connection that remembers the cookies it was given, by name.
pub(super) struct Client {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
    cookies: Vec<(String, String)>,
}

impl Client {
    pub(super) fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect_timeout(&address, TIMEOUT)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        Ok(Self { address, stream: BufReader::new(stream), cookies: Vec::new() })
    }

    /// The cookies that it was given.
    pub(super) fn cookies(&self) -> Vec<(String, String)> {
        self.cookies.clone()
    }

    /// The same connection for somebody who has these cookies.
    pub(super) fn with_cookies(mut self, cookies: Vec<(String, String)>) -> Self {
        self.cookies = cookies;
        self
    }

    /// Sends a request and reads the whole answer.
    pub(super) fn send(&mut self, request: &Request) -> Result<Response> {
        let message = self.message(request);
        self.stream.get_mut().write_all(&message)?;
        let sent = Instant::now();
        if self.stream.fill_buf()?.is_empty() {
            bail!("the server closed the connection");
        }
        let first_byte = sent.elapsed();
        let status = status(&read_line(&mut self.stream)?)?;
        let mut head = Head::default();
        loop {
            let line = read_line(&mut self.stream)?;
            if line.is_empty() {
                break;
            }
            head.add(&line);
        }
        let body = read_body(&mut self.stream, &head)?;
        for (name, value) in head.cookies {
            self.cookies.retain(|(known, _)| *known != name);
            self.cookies.push((name, value));
        }
        Ok(Response { status, first_byte, body, location: head.location })
    }

    /// Sends a request whose answer has no end, and gives its lines as they come.
    pub(super) fn follow(mut self, request: &Request) -> Result<std::io::Lines<BufReader<TcpStream>>> {
        let message = self.message(request);
        self.stream.get_mut().write_all(&message)?;
        let status = status(&read_line(&mut self.stream)?)?;
        if status != 200 {
            bail!("the stream answers {status}");
        }
        Ok(self.stream.lines())
    }

    fn cookie_header(&self) -> Option<String> {
        let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    fn message(&self, request: &Request) -> Vec<u8> {
        let Request { method, path, headers, body } = request;
        let mut lines = vec![format!("{method} {path} HTTP/1.1"), format!("host: {}", self.address)];
        lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
        lines.extend(self.cookie_header().map(|pairs| format!("cookie: {pairs}")));
        if !body.is_empty() {
            lines.push(format!("content-length: {}", body.len()));
        }
        [lines.join("\r\n").as_bytes(), b"\r\n\r\n", body].concat()
    }
}

/// The headers that the client acts on.
#[derive(Default)]
struct Head {
    length: usize,
    chunked: bool,
    location: Option<String>,
    cookies: Vec<(String, String)>,
}

impl Head {
    fn add(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => self.length = value.parse().unwrap_or(0),
            "transfer-encoding" => self.chunked = value.eq_ignore_ascii_case("chunked"),
            "location" => self.location = Some(value.to_owned()),
            "set-cookie" => {
                let pair = value.split(';').next().and_then(|pair| pair.split_once('='));
                self.cookies.extend(pair.map(|(name, value)| (name.to_owned(), value.to_owned())));
            }
            _ => {}
        }
    }
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The number in `HTTP/1.1 200 OK`.
fn status(line: &str) -> Result<u16> {
    let number = line.split(' ').nth(1).and_then(|number| number.parse().ok());
    number.with_context(|| format!("not an HTTP answer: {line:?}"))
}

fn read_line(stream: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn read_body(stream: &mut impl BufRead, head: &Head) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    if !head.chunked {
        body.resize(head.length, 0);
        stream.read_exact(&mut body)?;
        return Ok(body);
    }
    loop {
        let line = read_line(stream)?;
        let size = line.split(';').next().unwrap_or_default();
        let size =
            usize::from_str_radix(size, 16).with_context(|| format!("not a chunk's size: {line:?}"))?;
        stream.by_ref().take(size as u64).read_to_end(&mut body)?;
        read_line(stream)?;
        if size == 0 {
            return Ok(body);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;
    use std::thread::{self, JoinHandle};

    /// A server that gives each answer to one request on one connection, and returns the requests' heads.
    fn scripted(answers: &'static [&'static str]) -> (SocketAddr, JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let heads = thread::spawn(move || {
            let mut stream = BufReader::new(listener.accept().unwrap().0);
            let mut heads = Vec::new();
            for answer in answers {
                let mut head = String::new();
                while !head.ends_with("\r\n\r\n") {
                    stream.read_line(&mut head).unwrap();
                }
                heads.push(head);
                stream.get_mut().write_all(answer.as_bytes()).unwrap();
            }
            heads
        });
        (address, heads)
    }

    #[test]
    fn one_connection_carries_several_answers_of_both_kinds() {
        let (address, heads) = scripted(&[
            "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nverse",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ncho\r\n3;x=1\r\nrus\r\n0\r\n\r\n",
            "HTTP/1.1 303 See Other\r\nlocation: /sign-in\r\n\r\n",
        ]);
        let mut client = Client::connect(address).unwrap();
        assert_eq!(client.send(&Request::get("/a")).unwrap().body, b"verse");
        assert_eq!(client.send(&Request::get("/b")).unwrap().body, b"chorus");
        let redirect = client.send(&Request::get("/c")).unwrap();
        assert_eq!((redirect.status, redirect.location()), (303, Some("/sign-in")));
        assert!(heads.join().unwrap()[0].starts_with("GET /a HTTP/1.1\r\n"));
    }

    #[test]
    fn a_cookie_comes_back_with_the_next_request_and_a_newer_one_replaces_it() {
        let (address, heads) = scripted(&[
            "HTTP/1.1 200 OK\r\nSet-Cookie: session=one; HttpOnly; Path=/\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nset-cookie: session=two\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
        ]);
        let mut client = Client::connect(address).unwrap();
        for _ in 0..3 {
            client.send(&Request::get("/")).unwrap();
        }
        let heads = heads.join().unwrap();
        assert!(!heads[0].contains("cookie:"));
        assert!(heads[1].contains("cookie: session=one\r\n"));
        assert!(heads[2].contains("cookie: session=two\r\n"));
    }
}
