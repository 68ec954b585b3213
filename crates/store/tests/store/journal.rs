use domain::{
    EventId, SongId, UserId,
    file::FileType,
    generation::{GenerationEvent, GenerationState, StageReport},
    song::SongStatus,
    stage::{Stage, Step},
};
use serde_json::json;
use store::{Claim, Finished, Origin, StageCommit, StoreError};

use crate::support::{House, MANY, NOW, bare, commit_bare, complete, config, ended, fail, file, sheet, step};

async fn claimed(house: &House) -> (UserId, SongId, Claim) {
    let (ann, project) = house.user("ann").await;
    let song = house.song(ann, project, "key", NOW).await;
    (ann, song, house.claim("worker", NOW).await.expect("the song"))
}

fn finished(step: Step, log: &[&str]) -> GenerationEvent {
    let report =
        StageReport { log: log.iter().map(|&line| line.to_owned()).collect(), ..StageReport::default() };
    GenerationEvent::StageFinished { step, milliseconds: 12, percent: 25.0, report: Box::new(report) }
}

#[tokio::test]
async fn a_stage_its_events_and_the_songs_state_are_committed_together() {
    let house = House::new().await;
    let (ann, song, claim) = claimed(&house).await;
    let draft = step(Stage::Draft);
    let output = json!({"draft": 1});
    let commit = StageCommit {
        output: &output,
        events: &[finished(draft, &["A draft of 24 lines."])],
        sheet: Some(&sheet("Ferry", "[Verse]\nla")),
        score: Some(71.5),
        files: &[file(FileType::Artwork, "files/1")],
        ..bare(draft)
    };
    let committed = house.store.commit_stage(&claim, &commit, NOW.plus(3)).await.expect("the hold");
    assert!(committed.replaced_files.is_empty());
    assert_eq!(committed.events.len(), 1);

    let kept = house.store.stages(claim.generation_id).await.expect("stages");
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].step, &kept[0].output, kept[0].milliseconds), (draft, &output, 12));
    let song = house.store.get_song(ann, song).await.expect("her song");
    assert_eq!(
        (song.title.as_str(), song.lyrics.as_deref(), song.score),
        ("Ferry", Some("[Verse]\nla"), Some(71.5))
    );
    assert_eq!((song.revision, song.status), (2, SongStatus::Generating));
    let files = house.store.list_files(ann, song.id).await.expect("files");
    assert_eq!(files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["files/1"]);
    let session =
        "SELECT current_stage || ' ' || progress_percentage || ' ' || logs FROM generation_sessions";
    assert_eq!(house.text(session).await, r#"draft 25.0 ["A draft of 24 lines."]"#);
    house.assert_sound(NOW).await;
}

#[tokio::test]
async fn a_step_is_committed_once_and_a_second_commit_leaves_nothing() {
    let house = House::new().await;
    let (ann, song, claim) = claimed(&house).await;
    commit_bare(&house.store, &claim, Stage::Draft).await.expect("the hold");
    let before = house.store.last_event(ann).await.expect("an event");
    let again = StageCommit {
        events: &[finished(step(Stage::Draft), &["again"])],
        sheet: Some(&sheet("Again", "again")),
        files: &[file(FileType::Artwork, "files/again")],
        ..bare(step(Stage::Draft))
    };
    let error = house.store.commit_stage(&claim, &again, NOW).await;
    assert!(matches!(error, Err(StoreError::Conflict)), "{error:?}");
    assert_eq!(house.store.last_event(ann).await.expect("an event"), before);
    assert_eq!(house.store.get_song(ann, song).await.expect("her song").lyrics, None);
    assert!(house.store.all_file_paths().await.expect("paths").is_empty());
}

#[tokio::test]
async fn a_commit_that_breaks_a_rule_leaves_nothing() {
    let house = House::new().await;
    let (ann, song, claim) = claimed(&house).await;
    let commit =
        StageCommit { score: Some(100.5), sheet: Some(&sheet("Ferry", "la")), ..bare(step(Stage::Draft)) };
    assert!(matches!(house.store.commit_stage(&claim, &commit, NOW).await, Err(StoreError::Driver(_))));
    assert!(house.store.stages(claim.generation_id).await.expect("stages").is_empty());
    assert_eq!(house.store.get_song(ann, song).await.expect("her song").lyrics, None);
    commit_bare(&house.store, &claim, Stage::Draft).await.expect("the hold is as good as before");
}

#[tokio::test]
async fn each_round_of_a_stage_is_a_step_of_its_own_and_outputs_keep_their_kind() {
    let house = House::new().await;
    let (_, _, claim) = claimed(&house).await;
    let outputs = [json!({"a": [1, null]}), json!(12), json!("12"), json!(0.5), json!(null)];
    for (round, output) in (1..).zip(&outputs) {
        let step = Step { stage: Stage::Review, round };
        house.store.commit_stage(&claim, &StageCommit { output, ..bare(step) }, NOW).await.expect("the hold");
    }
    let kept = house.store.stages(claim.generation_id).await.expect("stages");
    assert_eq!(kept.iter().map(|row| row.step.round).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert_eq!(kept.iter().map(|row| &row.output).collect::<Vec<_>>(), outputs.iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_new_sheet_without_a_score_has_none_and_a_stage_without_a_sheet_changes_no_lyrics() {
    let house = House::new().await;
    let (ann, song, claim) = claimed(&house).await;
    complete(&house.store, &claim, "old words", &[], NOW).await.expect("the hold");
    house.store.enqueue_again(ann, song, &config(8), NOW).await.expect("a new run");
    let claim = house.claim("worker", NOW).await.expect("the song");
    commit_bare(&house.store, &claim, Stage::Brief).await.expect("the hold");
    let before = house.store.get_song(ann, song).await.expect("her song");
    assert_eq!((before.lyrics.as_deref(), before.score, before.revision), (Some("old words"), Some(81.5), 2));
    assert_eq!(before.clean_lyrics.as_deref(), Some("clean"));

    let draft = StageCommit { sheet: Some(&sheet("New", "new words")), ..bare(step(Stage::Draft)) };
    house.store.commit_stage(&claim, &draft, NOW).await.expect("the hold");
    let after = house.store.get_song(ann, song).await.expect("her song");
    assert_eq!((after.lyrics.as_deref(), after.score, after.revision), (Some("new words"), None, 3));
    assert_eq!(after.clean_lyrics, None);

    let review = StageCommit { score: Some(60.0), ..bare(step(Stage::Review)) };
    house.store.commit_stage(&claim, &review, NOW).await.expect("the hold");
    let scored = house.store.get_song(ann, song).await.expect("her song");
    assert_eq!((scored.lyrics.as_deref(), scored.score, scored.revision), (Some("new words"), Some(60.0), 3));
}

#[tokio::test]
async fn an_editor_that_shows_the_lyrics_of_before_cannot_overwrite_those_of_a_run() {
    let house = House::new().await;
    let (ann, song, claim) = claimed(&house).await;
    let draft = StageCommit { sheet: Some(&sheet("New", "new words")), ..bare(step(Stage::Draft)) };
    house.store.commit_stage(&claim, &draft, NOW).await.expect("the hold");
    let stale = house.store.save_lyrics(ann, song, "mine", "mine", 1, NOW).await;
    assert!(matches!(stale, Err(StoreError::Conflict)));
}

#[tokio::test]
async fn events_are_numbered_in_the_order_of_commits_and_read_from_any_of_them() {
    let house = House::new().await;
    let (ann, song, claim) = claimed(&house).await;
    let (ben, bens) = house.user("ben").await;
    let start = GenerationEvent::Started { writer: "W".to_owned(), resumed: false };
    let lines = GenerationEvent::LinesWritten { step: step(Stage::Draft), lines: vec!["la".to_owned()] };
    let first =
        house.store.append_events(&claim, &[start, lines.clone()], NOW.plus(1)).await.expect("the hold");
    house.song(ben, bens, "his", NOW).await;
    let second = house.store.append_events(&claim, &[lines], NOW.plus(2)).await.expect("the hold");
    let written: Vec<_> = first.iter().chain(&second).cloned().collect();
    assert!(written.windows(2).all(|pair| pair[0].id < pair[1].id));

    let all = house.store.events_after(ann, EventId(0), 100).await.expect("events");
    assert_eq!(all[0].event, GenerationEvent::Queued { ahead: 0, continued: false });
    assert_eq!(all[1..], written);
    assert_eq!(house.store.song_events(ann, song).await.expect("events"), all);
    for (place, record) in all.iter().enumerate() {
        let after = house.store.events_after(ann, record.id, 100).await.expect("events");
        assert_eq!(after, all[place + 1..], "no gap, no repeat");
    }
    assert_eq!(house.store.events_after(ann, EventId(0), 2).await.expect("events"), all[..2]);
    assert_eq!(house.store.last_event(ann).await.expect("an event"), second[0].id);

    let his = house.store.events_after(ben, EventId(0), 100).await.expect("events");
    assert!(his.iter().all(|record| record.song_id != song) && his.len() == 1);
    assert_eq!(house.store.last_event(UserId(99)).await.expect("an answer"), EventId(0));
}

#[tokio::test]
async fn a_stage_that_begins_is_the_sessions_current_stage() {
    let house = House::new().await;
    let (_, _, claim) = claimed(&house).await;
    let begun = GenerationEvent::StageStarted { step: step(Stage::Critic) };
    house.store.append_events(&claim, &[begun], NOW).await.expect("the hold");
    assert_eq!(house.text("SELECT current_stage FROM generation_sessions").await, "critic");
}

#[tokio::test]
async fn the_session_keeps_the_last_fifty_sentences() {
    let house = House::new().await;
    let (_, _, claim) = claimed(&house).await;
    for round in 1..=3 {
        let step = Step { stage: Stage::Review, round };
        let sentences: Vec<_> = (0..20).map(|number| format!("{round}.{number}")).collect();
        let log: Vec<_> = sentences.iter().map(String::as_str).collect();
        let commit = StageCommit { events: &[finished(step, &log)], ..bare(step) };
        house.store.commit_stage(&claim, &commit, NOW).await.expect("the hold");
    }
    let logs = house.text("SELECT logs FROM generation_sessions").await;
    let logs: Vec<String> = serde_json::from_str(&logs).expect("sentences");
    assert_eq!((logs.len(), logs[0].as_str(), logs[49].as_str()), (50, "1.10", "3.19"));
}

#[tokio::test]
async fn a_finished_song_is_whole() {
    let house = House::new().await;
    let (ann, song, claim) = claimed(&house).await;
    let files = [file(FileType::Lyrics, "files/1"), file(FileType::Artwork, "files/2")];
    let done = complete(&house.store, &claim, "[Verse]\nla", &files, NOW.plus(9)).await.expect("the hold");
    assert_eq!(
        done.events.iter().map(|record| &record.event).collect::<Vec<_>>(),
        [&ended(SongStatus::Completed)]
    );

    let song = house.store.get_song(ann, song).await.expect("her song");
    assert_eq!(
        (song.title.as_str(), song.status, song.score),
        ("Last Ferry", SongStatus::Completed, Some(81.5))
    );
    assert_eq!((song.lyrics.as_deref(), song.clean_lyrics.as_deref()), (Some("[Verse]\nla"), Some("clean")));
    assert_eq!((song.started_at, song.completed_at, song.error), (Some(NOW), Some(NOW.plus(9)), None));
    assert_eq!(song.metadata.map(|metadata| metadata.description).as_deref(), Some("A waltz."));

    let versions = house.store.list_revisions(ann, song.id).await.expect("versions");
    assert_eq!(versions.len(), 1);
    assert_eq!((versions[0].revision, versions[0].origin), (song.revision, Origin::Generation));
    assert_eq!((versions[0].lyrics.as_deref(), versions[0].score), (Some("[Verse]\nla"), Some(81.5)));

    let cover = house.store.primary_file(ann, song.id, FileType::Artwork).await.expect("an answer");
    let cover = cover.expect("a cover");
    assert_eq!((cover.path.as_str(), cover.size, cover.created_at), ("files/2", 42, NOW.plus(9)));
    assert_eq!(house.store.get_file(ann, cover.id).await.expect("her file"), cover);
    assert_eq!(house.store.primary_file(ann, song.id, FileType::Audio).await.expect("an answer"), None);
    assert_eq!(house.number("SELECT COUNT(*) FROM generation_sessions WHERE lease_owner IS NULL").await, 1);
    house.assert_sound(NOW).await;
}

#[tokio::test]
async fn another_users_file_is_not_there() {
    let house = House::new().await;
    let (ann, song, claim) = claimed(&house).await;
    let (ben, _) = house.user("ben").await;
    let files = [file(FileType::Artwork, "files/1")];
    complete(&house.store, &claim, "la", &files, NOW).await.expect("the hold");
    let id = house.store.list_files(ann, song).await.expect("files")[0].id;
    assert!(matches!(house.store.get_file(ben, id).await, Err(StoreError::NotFound)));
    assert!(house.store.list_files(ben, song).await.expect("files").is_empty());
    assert_eq!(house.store.primary_file(ben, song, FileType::Artwork).await.expect("an answer"), None);
}

#[tokio::test]
async fn a_run_ends_once() {
    let house = House::new().await;
    let (ann, song, claim) = claimed(&house).await;
    complete(&house.store, &claim, "la", &[], NOW).await.expect("the hold");
    let again = complete(&house.store, &claim, "other", &[], NOW).await;
    assert!(matches!(again, Err(StoreError::Conflict)));
    assert_eq!(house.store.get_song(ann, song).await.expect("her song").lyrics.as_deref(), Some("la"));
}

#[tokio::test]
async fn a_failed_run_says_why_and_keeps_what_was_written() {
    let house = House::new().await;
    let (ann, song, claim) = claimed(&house).await;
    let draft = StageCommit { sheet: Some(&sheet("Ferry", "half a song")), ..bare(step(Stage::Draft)) };
    house.store.commit_stage(&claim, &draft, NOW).await.expect("the hold");
    fail(&house.store, &claim, "The ink ran out.", NOW).await;
    let song = house.store.get_song(ann, song).await.expect("her song");
    assert_eq!((song.status, song.error.as_deref()), (SongStatus::Failed, Some("The ink ran out.")));
    assert_eq!(song.lyrics.as_deref(), Some("half a song"));
    let versions = house.store.list_revisions(ann, song.id).await.expect("versions");
    assert_eq!(versions.iter().map(|v| v.lyrics.as_deref()).collect::<Vec<_>>(), [Some("half a song")]);
    assert_eq!(house.text("SELECT error_log FROM generation_sessions").await, "The ink ran out.");
}

#[tokio::test]
async fn a_run_that_brought_no_lyrics_leaves_no_version() {
    let house = House::new().await;
    let (ann, song, claim) = claimed(&house).await;
    fail(&house.store, &claim, "The ink ran out.", NOW).await;
    assert!(house.store.list_revisions(ann, song).await.expect("versions").is_empty());
}

#[tokio::test]
async fn files_of_a_type_are_replaced_and_the_old_ones_named() {
    let house = House::new().await;
    let (ann, song, claim) = claimed(&house).await;
    let first = [file(FileType::Lyrics, "files/lyrics"), file(FileType::Artwork, "files/cover")];
    complete(&house.store, &claim, "la", &first, NOW).await.expect("the hold");
    house.store.enqueue_again(ann, song, &config(8), NOW).await.expect("a new run");
    let claim = house.claim("worker", NOW).await.expect("the song");

    // Two pictures of one type, one of them under the path of before.
    let second = [file(FileType::Artwork, "files/cover"), file(FileType::Artwork, "files/thumbnail")];
    let commit = StageCommit { files: &second, ..bare(step(Stage::Artwork)) };
    let committed = house.store.commit_stage(&claim, &commit, NOW).await.expect("the hold");
    assert!(committed.replaced_files.is_empty(), "{:?}", committed.replaced_files);
    let third = [file(FileType::Artwork, "files/new cover"), file(FileType::Metadata, "files/metadata")];
    let mut done = complete(&house.store, &claim, "lo", &third, NOW).await.expect("the hold");
    done.replaced_files.sort();
    assert_eq!(done.replaced_files, ["files/cover", "files/thumbnail"]);
    let paths: Vec<_> =
        house.store.all_files().await.expect("files").into_iter().map(|file| file.path).collect();
    assert_eq!(paths, ["files/lyrics", "files/new cover", "files/metadata"]);
}

#[tokio::test]
async fn a_run_cannot_end_in_a_state_that_is_no_end() {
    let house = House::new().await;
    let (_, _, claim) = claimed(&house).await;
    for state in [GenerationState::Queued, GenerationState::Running] {
        let end = Finished { state, message: None, song: None, files: &[], events: &[] };
        assert!(matches!(house.store.finish(&claim, &end, NOW).await, Err(StoreError::Inconsistent(_))));
    }
    complete(&house.store, &claim, "la", &[], NOW).await.expect("the hold is as good as before");
}

#[tokio::test]
async fn runs_at_the_same_time_do_not_mix() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    for key in ["one", "two"] {
        let song = crate::support::new_song(key);
        house.store.create_song(ann, project, &song, key, MANY, NOW).await.expect("a song");
    }
    let (first, second) =
        (house.claim("a", NOW).await.expect("one"), house.claim("b", NOW).await.expect("two"));
    for claim in [&first, &second] {
        commit_bare(&house.store, claim, Stage::Brief).await.expect("its own hold");
    }
    complete(&house.store, &second, "second", &[], NOW).await.expect("its own hold");
    complete(&house.store, &first, "first", &[], NOW).await.expect("its own hold");
    let lyrics = house.texts("SELECT lyrics FROM songs ORDER BY id").await;
    assert_eq!(lyrics, ["first", "second"]);
}
