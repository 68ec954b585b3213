//! The real binary, killed while a model writes: case 1 of the robustness list, with a provider over a socket.

use std::{
    collections::BTreeMap,
    sync::{Mutex, mpsc},
    thread,
};

use app::features::song::api::SongView;
use domain::{generation::GenerationEvent, song::SongStatus, writer::WriterEntry};
use scripted_provider::{Call, Reply, SHEET, ScriptedProvider, song_writer};
use tempfile::TempDir;

use crate::support::{Browser, PROMPT, Server, out, run};

/// The tasks in the order of the pipeline, with the stage that each belongs to.
const TASKS: [(&str, usize); 10] = [
    ("brief", 0),
    ("draft", 1),
    ("score", 1),
    ("review-story", 2),
    ("review-singability", 2),
    ("review-hook", 2),
    ("revise", 2),
    ("critic", 3),
    ("fit", 4),
    ("metadata", 5),
];

/// An account with a writer, and a song that it is to write.
fn ask_for_a_song(browser: &mut Browser, provider: &ScriptedProvider) {
    browser.sign_up("ann");
    let ok = |(head, body): (String, String)| {
        assert!(head.starts_with("HTTP/1.1 200"), "{head}\n{body}");
        body
    };
    ok(browser.call("allow_hosts", &format!("hosts={}", provider.address())));
    let writer = format!(
        "name=Scripted&kind=openai-compatible&model=scripted-1&key=sk-canary-7&base_url={}",
        provider.base_url().replace(':', "%3A").replace('/', "%2F")
    );
    ok(browser.call("save_writer", &writer));
    let body = ok(browser.call("list_writers", ""));
    let view: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    let writers: Vec<WriterEntry> = serde_json::from_value(view["writers"].clone()).expect("writers");
    let song = format!(
        "prompt={}&project=1&request_key=k1&seed=7&rounds=1&writer={}",
        PROMPT.replace(' ', "+"),
        writers[0].choice
    );
    ok(browser.call("create_song", &song));
}

/// Kills the server when it first asks for a task, starts another one, and says how often each task was asked for.
fn killed_at(runtime: &tokio::runtime::Runtime, task: &'static str) -> BTreeMap<String, usize> {
    let folder = TempDir::new().expect("a folder");
    let (asked, is_asked) = mpsc::channel();
    let asked = Mutex::new(Some(asked));
    let provider = runtime.block_on(ScriptedProvider::start(move |call: &Call| {
        if call.task() == task
            && let Some(asked) = asked.lock().expect("a lock").take()
        {
            asked.send(()).expect("somebody waits");
            return Reply::Silence;
        }
        song_writer(call)
    }));
    let server = Server::start(&folder, &[]);
    let mut browser = server.browser();
    ask_for_a_song(&mut browser, &provider);
    is_asked.recv().expect("the task is asked for");
    server.kill();

    let server = Server::start(&folder, &[]);
    let browser = browser.moved_to(&server.address);
    let ended = browser.events(0).any(|record| matches!(record.event, GenerationEvent::Ended { .. }));
    assert!(ended, "killed at {task}");
    let (_, body) = browser.call("get_song", "id=1");
    let view: SongView = serde_json::from_str(&body).expect("a song");
    assert_eq!(
        (view.song.status, view.song.lyrics.as_deref()),
        (SongStatus::Completed, Some(SHEET)),
        "{task}"
    );
    server.terminate();
    assert_eq!(out(&run(&folder, &["doctor", "--data", "data"])), "data is in good order.\n", "{task}");
    let mut counts = BTreeMap::new();
    for task in provider.tasks() {
        *counts.entry(task).or_default() += 1;
    }
    counts
}

#[test]
fn a_kill_at_any_call_repeats_that_stage_and_writes_the_same_song() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    // Each waits for the dead server's lease to run out; they wait together.
    thread::scope(|scope| {
        let runs = TASKS.map(|(task, stage)| {
            let runtime = &runtime;
            (task, stage, scope.spawn(move || killed_at(runtime, task)))
        });
        for (task, stage, run) in runs {
            let counts = run.join().expect("the run");
            for (other, its_stage) in TASKS {
                let times = counts.get(other).copied().unwrap_or_default();
                if its_stage == stage {
                    assert!(
                        (1..=2).contains(&times),
                        "killed at {task}: {other} was asked for {times} times"
                    );
                } else {
                    assert_eq!(times, 1, "killed at {task}: {other}");
                }
            }
        }
    });
}
