//! Connections over a real socket.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
};

use tempfile::TempDir;

use crate::support::{PROMPT, Server};

/// The head of the next answer on a connection.
fn head(connection: &mut BufReader<TcpStream>) -> String {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(connection.read_line(&mut head).expect("a line") > 0, "the connection ended: {head}");
    }
    head
}

#[test]
fn events_come_on_a_connection_that_was_used_before_with_all_headers() {
    let folder = TempDir::new().expect("a folder");
    let server = Server::start(&folder, &[]);
    let mut browser = server.browser();
    browser.sign_up("ann");
    let stream = TcpStream::connect(&server.address).expect("a connection");
    let mut connection = BufReader::new(stream.try_clone().expect("a second handle"));
    let mut ask = |method: &str, path: &str| {
        let (host, cookie) = (&server.address, browser.cookie());
        write!(&stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n")
            .expect("sent");
        head(&mut connection)
    };
    let alive = ask("HEAD", "/healthz");
    assert!(alive.starts_with("HTTP/1.1 200"), "{alive}");
    let nothing = ask("HEAD", "/events?after=0");
    assert!(nothing.contains("content-type: text/event-stream"), "{nothing}");
    let events = ask("GET", "/events?after=0");
    assert!(events.starts_with("HTTP/1.1 200 OK\r\n"), "{events}");
    for header in [
        "content-type: text/event-stream\r\n",
        "x-accel-buffering: no\r\n",
        "x-content-type-options: nosniff\r\n",
        "cache-control: no-",
        "connection: close\r\n",
        "date: ",
    ] {
        assert!(events.contains(header), "{header} is not in {events}");
    }
    let form = format!("prompt={}&project=1&request_key=k1&seed=7", PROMPT.replace(' ', "+"));
    browser.call("create_song", &form);
    let mut line = String::new();
    while !line.contains("\"ended\"") {
        line.clear();
        assert!(connection.read_line(&mut line).expect("a line") > 0, "the stream ended early");
    }
    server.terminate();
    let mut rest = String::new();
    connection.read_to_string(&mut rest).expect("the end");
}
