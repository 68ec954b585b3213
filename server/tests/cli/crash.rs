//! Servers that end in the middle of a song.

use std::{sync::Arc, time::Duration};

use app::features::song::api::SongView;
use domain::{
    SongId, UserId,
    generation::{EventRecord, GenerationEvent, Progress},
    song::SongStatus,
};
use studio::{Studio, SystemClock};
use tempfile::TempDir;

use crate::support::{Browser, PROMPT, Server, out, run};

/// Long enough to be caught between two stages, short enough not to be waited for.
const PAUSE: [&str; 2] = ["--stage-pause", "300"];

/// Asks for a song with a fixed seed, in the first project of a fresh account.
fn ask_for_a_song(browser: &mut Browser) {
    browser.sign_up("ann");
    let form = format!("prompt={}&project=1&request_key=k1&seed=7", PROMPT.replace(' ', "+"));
    let (head, body) = browser.call("create_song", &form);
    assert!(head.starts_with("HTTP/1.1 200"), "{head}\n{body}");
}

/// Follows the stream until so many stages are on disk; gives the last event.
fn wait_for_stages(browser: &Browser, stages: usize) -> EventRecord {
    let finished = |record: &EventRecord| matches!(record.event, GenerationEvent::StageFinished { .. });
    browser.events(0).filter(finished).nth(stages - 1).expect("the stages")
}

#[test]
fn a_song_that_a_crash_cut_short_is_finished_as_if_nothing_had_happened() {
    let folder = TempDir::new().expect("a folder");
    let server = Server::start(&folder, &PAUSE);
    let mut browser = server.browser();
    ask_for_a_song(&mut browser);
    let last = wait_for_stages(&browser, 3);
    server.kill();

    let server = Server::start(&folder, &[]);
    let browser = browser.moved_to(&server.address);
    let ended = |record: &EventRecord| matches!(record.event, GenerationEvent::Ended { .. });
    let rest: Vec<EventRecord> = browser.events(last.id.0).take_while(|record| !ended(record)).collect();
    assert!(rest.iter().any(|record| matches!(record.event, GenerationEvent::Started { resumed: true, .. })));
    let (_, body) = browser.call("get_song", "id=1");
    let view: SongView = serde_json::from_str(&body).expect("a song");
    assert_eq!(view.song.status, SongStatus::Completed);
    let mut progress = Progress::new(SongId(1));
    browser.events(0).take_while(|record| !ended(record)).for_each(|record| progress.apply(&record));
    let mut steps: Vec<_> = progress.done.iter().map(|(step, _)| *step).collect();
    let all = steps.len();
    steps.dedup();
    assert_eq!(steps.len(), all, "a stage was committed twice");
    assert!(all >= 10, "only {all} stages");

    let uninterrupted = run(&folder, &["write", PROMPT, "--seed", "7", "--json"]);
    let song: serde_json::Value = serde_json::from_str(&out(&uninterrupted)).expect("JSON");
    assert_eq!(song["lyrics"].as_str(), view.song.lyrics.as_deref());
    assert_eq!(song["title"].as_str(), Some(view.song.title.as_str()));
    server.terminate();
    assert_eq!(out(&run(&folder, &["doctor", "--data", "data"])), "data is in good order.\n");
}

#[test]
fn a_server_that_is_told_to_stop_puts_its_song_back_in_line() {
    let folder = TempDir::new().expect("a folder");
    let server = Server::start(&folder, &["--stage-pause", "60000"]);
    let mut browser = server.browser();
    ask_for_a_song(&mut browser);
    wait_for_stages(&browser, 1);
    let mut open_stream = browser.events(0);
    assert!(open_stream.next().is_some(), "the stream is open");
    let (status, time) = server.terminate();
    assert!(status.success(), "{status}");
    assert!(time < Duration::from_secs(10), "{time:?}");
    assert!(open_stream.count() > 0, "the stream ended with the server, behind all its events");

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let status = runtime.block_on(async {
        let data = folder.path().join("data");
        let studio = Studio::open_to_examine(&data, Arc::new(SystemClock)).await.expect("the data");
        assert_eq!(studio.examine(std::time::Duration::ZERO).await.expect("a look"), Vec::<String>::new());
        studio.get_song(UserId(1), SongId(1)).await.expect("the song").status
    });
    assert_eq!(status, SongStatus::Pending);
}
