//! Songs being written: to the end, through crashes, cancels and failures.

use std::sync::Arc;

use domain::{
    EventId,
    generation::GenerationEvent,
    song::SongStatus,
    stage::{Stage, Step},
};
use studio::generation::{BuiltinWriter, Rest};

use crate::{
    desk::Desk,
    scripted::{CALLS, ScriptedWriter},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_song_is_written_with_all_that_belongs_to_it() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let id = desk.song(ann, "k1").await;
    desk.run(Arc::new(BuiltinWriter));
    let song = desk.ended(ann, id).await;
    assert_eq!((song.status, song.error), (SongStatus::Completed, None));
    let lyrics = song.lyrics.unwrap();
    assert!(lyrics.contains("[Chorus"), "{lyrics}");
    assert!(!song.clean_lyrics.unwrap().contains('['));
    let metadata = song.metadata.unwrap();
    assert_eq!(metadata.writer, songsmith::WRITER_NAME);
    assert_eq!(metadata.score.map(|score| score.total), song.score);
    let mut names: Vec<_> =
        desk.studio.list_files(ann, id).await.unwrap().into_iter().map(|file| file.name).collect();
    names.sort();
    assert_eq!(names, ["cover-small.webp", "cover.png", "lyrics.md", "metadata.json"]);
    desk.assert_healthy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_at_any_call_resumes_there_and_writes_the_same_song() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let whole = desk.song(ann, "whole").await;
    let (runner, _stop) = desk.run(Arc::new(BuiltinWriter));
    let whole = desk.ended(ann, whole).await;
    runner.abort();
    for call in CALLS {
        let id = desk.song(ann, call).await;
        let first = ScriptedWriter::standing_still_at(call);
        let (crashed, _stop) = desk.run(first.clone());
        first.reached.notified().await;
        crashed.abort();
        crashed.await.expect_err("the runner was killed");
        desk.clock.turn(60_000);
        let second = Arc::new(ScriptedWriter::default());
        let (runner, _stop) = desk.run(second.clone());
        let song = desk.ended(ann, id).await;
        assert_eq!((&song.lyrics, &song.metadata), (&whole.lyrics, &whole.metadata), "crashed at {call}");
        for other in CALLS.into_iter().take_while(|other| *other != call) {
            let repeatable = call == "revise" && other == "review";
            assert!(
                second.count(other) == 0 || repeatable,
                "{other} was asked again after a crash at {call}"
            );
        }
        runner.abort();
    }
    desk.assert_healthy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_step_is_finished_once_even_after_a_crash() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let id = desk.song(ann, "k1").await;
    let first = ScriptedWriter::standing_still_at("metadata");
    let (crashed, _stop) = desk.run(first.clone());
    first.reached.notified().await;
    crashed.abort();
    desk.clock.turn(60_000);
    desk.run(Arc::new(BuiltinWriter));
    desk.ended(ann, id).await;
    let events = desk.studio.events_after(ann, EventId(0), 1_000).await.unwrap();
    let finished: Vec<Step> = events
        .iter()
        .filter_map(|record| match record.event {
            GenerationEvent::StageFinished { step, .. } => Some(step),
            _ => None,
        })
        .collect();
    let mut unique = finished.clone();
    unique.dedup();
    assert_eq!(finished, unique);
    assert_eq!(finished.last(), Some(&Step { stage: Stage::Finish, round: 0 }));
    let resumed = events.iter().filter(|r| matches!(r.event, GenerationEvent::Started { resumed: true, .. }));
    assert_eq!(resumed.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_lost_its_lease_writes_nothing_any_more() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let id = desk.song(ann, "k1").await;
    let slow = ScriptedWriter::standing_still_at("draft");
    let (_slow_runner, _stop) = desk.run_workers(slow.clone(), 1);
    slow.reached.notified().await;
    desk.clock.turn(60_000);
    let quick = Arc::new(ScriptedWriter::default());
    desk.run(quick.clone());
    let song = desk.ended(ann, id).await;
    let before = desk.studio.events_after(ann, EventId(0), 1_000).await.unwrap().len();
    slow.go_on.add_permits(9);
    // The slow worker finds out at its next commit; a second song shows that it is free again.
    let next = desk.song(ann, "k2").await;
    desk.ended(ann, next).await;
    let after = desk.studio.get_song(ann, id).await.unwrap();
    assert_eq!((after.lyrics, after.status), (song.lyrics, SongStatus::Completed));
    let of_first = desk.studio.events_after(ann, EventId(0), 1_000).await.unwrap();
    assert_eq!(of_first.iter().filter(|record| record.song_id == id).count(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_ends_a_song_in_every_stage_and_no_call_follows() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    for call in CALLS {
        let id = desk.song(ann, call).await;
        let writer = ScriptedWriter::standing_still_at(call);
        let (runner, stop) = desk.run(writer.clone());
        writer.reached.notified().await;
        desk.studio.cancel_song(ann, id).await.unwrap();
        let song = desk.ended(ann, id).await;
        assert_eq!(song.status, SongStatus::Cancelled, "at {call}");
        assert_eq!(writer.count(call), 1);
        stop.send(true).unwrap();
        runner.await.unwrap();
    }
    desk.assert_healthy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_song_deleted_while_it_is_written_does_not_come_back() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let id = desk.song(ann, "k1").await;
    let writer = ScriptedWriter::standing_still_at("draft");
    let (runner, stop) = desk.run(writer.clone());
    writer.reached.notified().await;
    desk.studio.delete_song(ann, id).await.unwrap();
    writer.go_on.add_permits(1);
    stop.send(true).unwrap();
    runner.await.unwrap();
    assert!(desk.studio.get_song(ann, id).await.is_err());
    assert!(desk.studio.list_songs(ann, None, 0, None).await.unwrap().is_empty());
    desk.assert_healthy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_writer_keeps_what_was_written_and_says_where_it_failed() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let id = desk.song(ann, "k1").await;
    desk.run(ScriptedWriter::failing_at("metadata"));
    let song = desk.ended(ann, id).await;
    assert_eq!(song.status, SongStatus::Failed);
    assert!(song.lyrics.is_some_and(|lyrics| lyrics.contains("[Chorus")));
    let error = song.error.unwrap();
    assert!(error.contains("no more ideas") && error.contains("Notes for production"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_the_server_puts_songs_back_in_line() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let id = desk.song(ann, "k1").await;
    let writer = ScriptedWriter::standing_still_at("draft");
    let (runner, stop) = desk.run(writer.clone());
    writer.reached.notified().await;
    stop.send(true).unwrap();
    runner.await.unwrap();
    assert_eq!(desk.studio.get_song(ann, id).await.unwrap().status, SongStatus::Pending);
    // No lease has to run out: the next start takes it at once.
    desk.run(Arc::new(BuiltinWriter));
    assert_eq!(desk.ended(ann, id).await.status, SongStatus::Completed);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_songs_are_written_at_once_and_the_third_waits_and_says_so() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let writer = ScriptedWriter::standing_still_at("brief");
    let ids = [desk.song(ann, "k1").await, desk.song(ann, "k2").await, desk.song(ann, "k3").await];
    let (_runner, _stop) = desk.run(writer.clone());
    while writer.count("brief") < 2 {
        writer.reached.notified().await;
    }
    let third = desk.studio.song_progress(ann, ids[2]).await.unwrap();
    assert_eq!(desk.studio.get_song(ann, ids[2]).await.unwrap().status, SongStatus::Pending);
    assert_eq!(third.ahead, Some(0), "{:?}", third.log);
    writer.go_on.add_permits(3);
    for id in ids {
        assert_eq!(desk.ended(ann, id).await.status, SongStatus::Completed);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_song_whose_writer_has_to_be_left_alone_waits_without_a_worker_says_why_and_goes_on() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let id = desk.song(ann, "k1").await;
    let wait = std::time::Duration::from_secs(30);
    let rest = Rest { wait, reason: "The provider is left alone.".to_owned() };
    let writer = ScriptedWriter::default();
    *writer.rest.lock().unwrap() = Some(rest);
    desk.run_workers(Arc::new(writer), 1);
    // The only worker writes another song meanwhile.
    let other = desk.song(ann, "k2").await;
    assert_eq!(desk.ended(ann, other).await.status, SongStatus::Completed);
    let progress = desk.studio.song_progress(ann, id).await.unwrap();
    assert_eq!(progress.waiting.as_deref(), Some("The provider is left alone."));
    desk.clock.turn(30_000);
    assert_eq!(desk.ended(ann, id).await.status, SongStatus::Completed);
    let events = desk.studio.events_after(ann, EventId(0), 1_000).await.unwrap();
    let told = GenerationEvent::Waiting { reason: "The provider is left alone.".to_owned() };
    assert_eq!(events.iter().filter(|record| record.event == told).count(), 1);
}
