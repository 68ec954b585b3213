//! The event stream.

use std::pin::Pin;

use axum::body::Body;
use domain::generation::{EventRecord, GenerationEvent};
use futures::{Stream, StreamExt as _};

use crate::support::{Person, Server};

/// A stream as a browser reads it.
struct Watcher {
    status: u16,
    body: Pin<Box<dyn Stream<Item = String> + Send>>,
    text: String,
}

impl Watcher {
    async fn open(server: &Server, person: &Person<'_>, path: &str, headers: &[(&str, &str)]) -> Self {
        let request = person.request("GET", path).header("accept", "text/event-stream");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let response = server.open(request.body(Body::empty()).expect("a request")).await;
        let status = response.status().as_u16();
        let body = response.into_body().into_data_stream();
        let body = body.map(|bytes| String::from_utf8(bytes.expect("no break").to_vec()).expect("text"));
        Self { status, body: Box::pin(body), text: String::new() }
    }

    /// The next event, or nothing when the stream has ended. The id on the wire is the one inside.
    async fn next(&mut self) -> Option<EventRecord> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                let field =
                    |name: &str| block.lines().find_map(|line| line.strip_prefix(name).map(str::trim));
                if let Some(json) = field("data:") {
                    let record: EventRecord = serde_json::from_str(json).expect("an event");
                    assert_eq!(field("id:"), Some(record.id.to_string().as_str()));
                    assert_eq!(field("event:"), Some("generation"));
                    return Some(record);
                }
            }
            self.text.push_str(&self.body.next().await?);
        }
    }

    async fn until_the_end_of_a_song(mut self) -> Vec<i64> {
        let mut ids = Vec::new();
        while let Some(record) = self.next().await {
            ids.push(record.id.0);
            if matches!(record.event, GenerationEvent::Ended { .. }) {
                return ids;
            }
        }
        panic!("the stream ended before the song: {ids:?}");
    }
}

#[tokio::test]
async fn a_watcher_sees_every_event_once_whenever_it_comes_back() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let owner = ann.id().await;
    server.song(owner, "k1").await;
    let live = Watcher::open(&server, &ann, "/events", &[]).await;
    server.start_workers();
    let ids = live.until_the_end_of_a_song().await;
    assert!(ids.len() > 20, "{ids:?}");
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    for (seen, last) in ids.iter().enumerate().take(ids.len() - 1) {
        let last = last.to_string();
        let again = Watcher::open(&server, &ann, "/events?after=0", &[("last-event-id", &last)]).await;
        assert_eq!(again.until_the_end_of_a_song().await, ids[seen + 1..], "after {last}");
    }
}

#[tokio::test]
async fn the_larger_of_header_and_query_counts() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let owner = ann.id().await;
    let song = server.song(owner, "k1").await;
    server.start_workers();
    server.wait_for_the_end(owner, song).await;
    let path = "/events?after=3";
    for (header, first) in [("1", 4), ("5", 6), ("nonsense", 4)] {
        let mut watcher = Watcher::open(&server, &ann, path, &[("last-event-id", header)]).await;
        assert_eq!(watcher.next().await.expect("an event").id.0, first, "{header}");
    }
}

#[tokio::test]
async fn seven_tabs_are_all_live() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let owner = ann.id().await;
    let mut tabs = Vec::new();
    for _ in 0..7 {
        tabs.push(Watcher::open(&server, &ann, "/events", &[]).await.until_the_end_of_a_song());
    }
    server.start_workers();
    server.song(owner, "k1").await;
    let seen = futures::future::join_all(tabs).await;
    assert!(seen.iter().all(|ids| *ids == seen[0]), "{seen:?}");
}

#[tokio::test]
async fn one_user_never_sees_another_users_events() {
    let server = Server::start().await;
    let (ann, bob) = (server.sign_up("ann").await, server.sign_up("bob").await);
    let (ann_id, bob_id) = (ann.id().await, bob.id().await);
    let theirs = server.song(ann_id, "k1").await;
    let own = server.song(bob_id, "k1").await;
    server.start_workers();
    server.wait_for_the_end(ann_id, theirs).await;
    let mut watcher = Watcher::open(&server, &bob, "/events", &[]).await;
    loop {
        let record = watcher.next().await.expect("an event");
        assert_eq!(record.song_id, own);
        if matches!(record.event, GenerationEvent::Ended { .. }) {
            return;
        }
    }
}

#[tokio::test]
async fn a_stream_is_for_who_is_signed_in_here() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let status = async |person: &Person<'_>, headers: &[(&str, &str)]| {
        Watcher::open(&server, person, "/events", headers).await.status
    };
    assert_eq!(status(&ann, &[("sec-fetch-site", "same-origin")]).await, 200);
    assert_eq!(status(&server.anonymous(), &[]).await, 401);
    assert_eq!(status(&ann, &[("origin", "https://evil.example")]).await, 403);
    assert_eq!(status(&ann, &[("sec-fetch-site", "cross-site")]).await, 403);
}

#[tokio::test]
async fn a_stream_ends_when_the_server_stops() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let mut watcher = Watcher::open(&server, &ann, "/events", &[]).await;
    server.stop.send_replace(true);
    assert_eq!(watcher.next().await, None);
}
