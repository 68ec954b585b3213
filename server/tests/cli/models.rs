//! The real binary, killed while a model writes: case 1 of the robustness list, with a provider over a socket.

use std::{
    collections::BTreeMap,
    sync::{Mutex, mpsc},
    thread,
    time::{Duration, Instant},
};

use app::features::song::api::SongView;
use domain::{
    generation::{EventRecord, GenerationEvent},
    song::SongStatus,
    writer::WriterEntry,
};
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

/// How long a worker that says nothing keeps its song.
const LEASE: Duration = Duration::from_secs(15);

/// An account with a writer, and songs that it is to write.
fn ask_for_songs(browser: &mut Browser, provider: &ScriptedProvider, songs: usize) {
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
    for number in 1..=songs {
        let song = format!(
            "prompt={}&project=1&request_key=k{number}&seed=7&rounds=1&writer={}",
            PROMPT.replace(' ', "+"),
            writers[0].choice
        );
        ok(browser.call("create_song", &song));
    }
}

/// A song that was finished with the model's sheet.
fn assert_finished(browser: &Browser, id: usize, told: &str) {
    let (_, body) = browser.call("get_song", &format!("id={id}"));
    let view: SongView = serde_json::from_str(&body).expect("a song");
    let outcome = (view.song.status, view.song.lyrics.as_deref());
    assert_eq!(outcome, (SongStatus::Completed, Some(SHEET)), "song {id}, {told}");
}

/// How often each task was asked for.
fn counts(provider: &ScriptedProvider) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for task in provider.tasks() {
        *counts.entry(task).or_default() += 1;
    }
    counts
}

/// When a server is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// A model has been asked for this task and has not answered.
    Asked(&'static str),
    /// So many stages are committed, and the next one has not begun.
    Committed(usize),
}

/// Kills the server at a moment, starts another one, and says how often each task was asked for.
fn killed(runtime: &tokio::runtime::Runtime, moment: Moment) -> BTreeMap<String, usize> {
    let folder = TempDir::new().expect("a folder");
    let (asked, is_asked) = mpsc::channel();
    let asked = Mutex::new(Some(asked));
    let provider = runtime.block_on(ScriptedProvider::start(move |call: &Call| {
        if matches!(moment, Moment::Asked(task) if call.task() == task)
            && let Some(asked) = asked.lock().expect("a lock").take()
        {
            asked.send(()).expect("somebody waits");
            return Reply::Silence;
        }
        song_writer(call)
    }));
    let rests_after_a_stage = matches!(moment, Moment::Committed(_));
    let server = Server::start(&folder, if rests_after_a_stage { &["--stage-pause", "300"] } else { &[] });
    let mut browser = server.browser();
    ask_for_songs(&mut browser, &provider, 1);
    match moment {
        Moment::Asked(_) => is_asked.recv().expect("the task is asked for"),
        Moment::Committed(stages) => {
            let finished =
                |record: &EventRecord| matches!(record.event, GenerationEvent::StageFinished { .. });
            browser.events(0).filter(finished).nth(stages - 1).expect("the stages");
        }
    }
    server.kill();

    let server = Server::start(&folder, &[]);
    let browser = browser.moved_to(&server.address);
    let ended = browser.events(0).any(|record| matches!(record.event, GenerationEvent::Ended { .. }));
    assert!(ended, "{moment:?}");
    assert_finished(&browser, 1, &format!("{moment:?}"));
    server.terminate();
    assert_eq!(out(&run(&folder, &["doctor", "--data", "data"])), "data is in good order.\n", "{moment:?}");
    counts(&provider)
}

/// Kills servers at these moments. Each waits for the dead server's lease to run out; they wait together.
fn all_killed(moments: &[Moment]) -> Vec<BTreeMap<String, usize>> {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let runtime = &runtime;
    thread::scope(|scope| {
        let runs: Vec<_> =
            moments.iter().map(|moment| scope.spawn(move || killed(runtime, *moment))).collect();
        runs.into_iter().map(|run| run.join().expect("the run")).collect()
    })
}

#[test]
fn a_kill_at_any_call_repeats_that_stage_and_writes_the_same_song() {
    let counts = all_killed(&TASKS.map(|(task, _)| Moment::Asked(task)));
    for ((task, stage), counts) in TASKS.into_iter().zip(counts) {
        for (other, its_stage) in TASKS {
            let times = counts.get(other).copied().unwrap_or_default();
            let expected = if its_stage == stage { 1..=2 } else { 1..=1 };
            assert!(expected.contains(&times), "killed at {task}: {other} was asked for {times} times");
        }
    }
}

#[test]
fn a_kill_behind_any_commit_repeats_nothing_and_writes_the_same_song() {
    let moments: Vec<Moment> = (1..=8).map(Moment::Committed).collect();
    for (moment, counts) in moments.iter().zip(all_killed(&moments)) {
        for (task, _) in TASKS {
            assert_eq!(counts.get(task), Some(&1), "{moment:?}: {task}");
        }
    }
}

#[test]
fn a_server_that_is_told_to_stop_hangs_up_on_its_models_and_the_next_one_goes_on_at_once() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = TempDir::new().expect("a folder");
    let (asked, is_asked) = mpsc::channel();
    let provider = runtime.block_on(ScriptedProvider::start(move |call: &Call| {
        if call.number < 2 {
            asked.send(()).expect("somebody waits");
            return Reply::Silence;
        }
        song_writer(call)
    }));
    let server = Server::start(&folder, &[]);
    let mut browser = server.browser();
    ask_for_songs(&mut browser, &provider, 2);
    is_asked.iter().take(2).for_each(drop);
    let (status, time) = server.terminate();
    assert!(status.success() && time < Duration::from_secs(10), "{status} after {time:?}");

    let begun = Instant::now();
    let server = Server::start(&folder, &[]);
    let browser = browser.moved_to(&server.address);
    let ended = |record: &EventRecord| matches!(record.event, GenerationEvent::Ended { .. });
    assert_eq!(browser.events(0).filter(ended).take(2).count(), 2);
    assert!(begun.elapsed() < LEASE, "no lease had to run out");
    for id in [1, 2] {
        assert_finished(&browser, id, "after a stop in good order");
    }
    assert_eq!(counts(&provider)["brief"], 4, "the calls that were under way, once more");
}

#[test]
fn two_servers_on_one_database_write_each_song_once() {
    const SONGS: usize = 6;
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = TempDir::new().expect("a folder");
    let provider = runtime.block_on(ScriptedProvider::start(song_writer));
    let servers = [Server::start(&folder, &[]), Server::start(&folder, &[])];
    let mut browser = servers[0].browser();
    ask_for_songs(&mut browser, &provider, SONGS);
    let ended = |record: &EventRecord| matches!(record.event, GenerationEvent::Ended { .. });
    assert_eq!(browser.events(0).filter(ended).take(SONGS).count(), SONGS);
    for id in 1..=SONGS {
        assert_finished(&browser, id, "by two servers");
    }
    for (task, _) in TASKS {
        assert_eq!(counts(&provider).get(task), Some(&SONGS), "{task}");
    }
    for server in servers {
        server.terminate();
    }
    assert_eq!(out(&run(&folder, &["doctor", "--data", "data"])), "data is in good order.\n");
}

#[test]
fn a_server_that_slept_past_its_lease_commits_nothing_of_what_another_has_taken_over() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = TempDir::new().expect("a folder");
    let (asked, is_asked) = mpsc::channel();
    let (answer, answered) = mpsc::channel::<()>();
    let first = Mutex::new(Some((asked, answered)));
    let provider = runtime.block_on(ScriptedProvider::start(move |call: &Call| {
        if call.task() == "draft"
            && let Some((asked, answered)) = first.lock().expect("a lock").take()
        {
            asked.send(()).expect("somebody waits");
            // The draft comes while its server sleeps, and lies in wait for it.
            let _ = answered.recv();
        }
        song_writer(call)
    }));
    let sleeper = Server::start(&folder, &[]);
    let mut browser = sleeper.browser();
    ask_for_songs(&mut browser, &provider, 1);
    is_asked.recv().expect("the draft is asked for");
    sleeper.freeze();
    answer.send(()).expect("the provider waits");

    let server = Server::start(&folder, &[]);
    let watching = browser.moved_to(&server.address);
    let ended = watching.events(0).find(|record| matches!(record.event, GenerationEvent::Ended { .. }));
    let ended = ended.expect("an end").id;
    sleeper.thaw();
    // When it stops in good order, it has looked at what it held.
    sleeper.terminate();
    assert_finished(&watching, 1, "by the second server");
    let making = watching.call("song_making", "id=1").1;
    let making: serde_json::Value = serde_json::from_str(&making).expect("JSON");
    assert_eq!(making["stages"].as_array().map(Vec::len), Some(9), "each stage once");
    server.terminate();
    assert_eq!(out(&run(&folder, &["doctor", "--data", "data"])), "data is in good order.\n");
    let drafts = counts(&provider)["draft"];
    assert_eq!(drafts, 2, "the one call that was under way is repeated; last event {ended}");
}
