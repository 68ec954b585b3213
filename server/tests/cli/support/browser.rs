//! As much of a browser as these tests need: plain HTTP, one cookie, an event stream.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
};

use domain::generation::EventRecord;

/// Somebody's browser.
pub(crate) struct Browser {
    address: String,
    cookie: String,
}

impl Browser {
    pub(crate) fn new(address: &str) -> Self {
        Self { address: address.to_owned(), cookie: String::new() }
    }

    /// The same person's browser on the server's next run.
    pub(crate) fn moved_to(&self, address: &str) -> Self {
        Self { address: address.to_owned(), cookie: self.cookie.clone() }
    }

    /// The cookie that it sends.
    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Calls a server function; gives the headers with the status line, and the body.
    pub(crate) fn call(&self, function: &str, form: &str) -> (String, String) {
        let request = format!(
            "POST /api/{function} HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\nAccept: application/json\r\n\
             Cookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n{form}",
            self.address,
            self.cookie,
            form.len(),
        );
        let mut answer = String::new();
        self.send(&request).read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head.to_owned(), body.to_owned())
    }

    /// Makes an account and stays signed in.
    pub(crate) fn sign_up(&mut self, name: &str) {
        let form = format!("username={name}&email={name}%40example.com&password=tin+roof+rain+tonight");
        let (head, body) = self.call("sign_up", &form);
        assert!(head.starts_with("HTTP/1.1 200"), "{head}\n{body}");
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
        cookie.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
    }

    /// Follows the event stream behind an event, for as long as the connection holds.
    pub(crate) fn events(&self, after: i64) -> impl Iterator<Item = EventRecord> + use<> {
        let request = format!(
            "GET /events?after={after} HTTP/1.1\r\nHost: {}\r\nAccept: text/event-stream\r\nCookie: {}\r\n\r\n",
            self.address, self.cookie,
        );
        // An event is one line of data; the lines between are the other fields and the chunks' sizes.
        BufReader::new(self.send(&request)).lines().map_while(Result::ok).filter_map(|line| {
            let json = line.strip_prefix("data: ")?;
            // A list is the lines that are being typed: they are shown and not kept.
            (!json.starts_with('[')).then(|| serde_json::from_str(json).expect("an event"))
        })
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.write_all(request.as_bytes()).expect("a request sent");
        stream
    }
}
