//! Writing once more: going on where a run stopped, branches, the last round, and what shared writers count.

use domain::{
    SongId,
    generation::{GenerationEvent, ModelCall, StageReport},
    song::SongStatus,
    stage::{Stage, Step},
    writer::WriterChoice,
};
use serde_json::json;
use store::{Branch, Claim, StageCommit, StageEffort, StoreError};

use crate::support::{House, MANY, NOW, bare, commit_bare, complete, config, fail, new_song, sheet, step};

/// A song that failed behind its draft.
async fn failed(house: &House) -> (domain::UserId, domain::ProjectId, Claim) {
    let (ann, project) = house.user("ann").await;
    let mut song = new_song("key");
    song.config.writer = WriterChoice::Shared(2);
    house.store.create_song(ann, project, &song, "key", MANY, NOW).await.expect("a song");
    let claim = house.claim("a", NOW).await.expect("the song");
    commit_bare(&house.store, &claim, Stage::Brief).await.expect("the hold");
    let report = StageReport { log: vec!["A draft.".into()], ..StageReport::default() };
    let event = GenerationEvent::StageFinished {
        step: step(Stage::Draft),
        milliseconds: 5,
        percent: 20.0,
        report: Box::new(report),
    };
    let calls = [call(90, 10)];
    let draft = StageCommit {
        output: &json!({ "draft": 1 }),
        events: &[event],
        sheet: Some(&sheet("Ferry", "half a song")),
        effort: StageEffort { input_hash: "abc", writer: "Llama", calls: &calls },
        ..bare(step(Stage::Draft))
    };
    house.store.commit_stage(&claim, &draft, NOW).await.expect("the hold");
    fail(&house.store, &claim, "The provider is down.", NOW).await;
    (ann, project, claim)
}

fn call(tokens_in: u64, tokens_out: u64) -> ModelCall {
    ModelCall { task: "draft".into(), tokens_in, tokens_out, cost: Some(0.25), ..ModelCall::default() }
}

#[tokio::test]
async fn a_run_that_failed_goes_on_behind_its_stages_with_another_configuration() {
    let house = House::new().await;
    let (ann, _, first) = failed(&house).await;
    let going_on =
        house.store.continue_generation(ann, first.song_id, &config(9), NOW).await.expect("a place");
    assert_eq!(going_on, first.generation_id);
    let waiting = house.store.get_song(ann, first.song_id).await.expect("her song");
    assert_eq!((waiting.status, waiting.error, waiting.config.seed), (SongStatus::Pending, None, 9));
    assert_eq!(waiting.lyrics.as_deref(), Some("half a song"));
    let told = house.store.song_events(ann, first.song_id).await.expect("events");
    assert_eq!(
        told.last().map(|record| &record.event),
        Some(&GenerationEvent::Queued { ahead: 0, continued: true })
    );

    let claim = house.claim("b", NOW).await.expect("the song again");
    assert!(claim.resumed && claim.fencing_token > first.fencing_token);
    assert_eq!(house.store.stages(claim.generation_id).await.expect("stages").len(), 2);
    house.assert_sound(NOW).await;
}

#[tokio::test]
async fn only_a_run_that_stopped_goes_on_and_only_for_its_owner() {
    let house = House::new().await;
    let (ann, _, claim) = failed(&house).await;
    let (bob, _) = house.user("bob").await;
    let go_on = async |user, song| house.store.continue_generation(user, song, &config(7), NOW).await;
    assert!(matches!(go_on(bob, claim.song_id).await, Err(StoreError::NotFound)));
    assert!(matches!(go_on(ann, SongId(99)).await, Err(StoreError::NotFound)));
    go_on(ann, claim.song_id).await.expect("a place");
    assert!(matches!(go_on(ann, claim.song_id).await, Err(StoreError::Conflict)), "it is in line");
    let claim = house.claim("b", NOW).await.expect("the song");
    complete(&house.store, &claim, "a whole song", &[], NOW).await.expect("the hold");
    assert!(matches!(go_on(ann, claim.song_id).await, Err(StoreError::Conflict)), "it is finished");
}

#[tokio::test]
async fn a_branch_takes_over_the_stages_up_to_one_and_leaves_the_old_song_alone() {
    let house = House::new().await;
    let (ann, project, old) = failed(&house).await;
    let before = house.store.get_song(ann, old.song_id).await.expect("her song");
    let sheet = sheet("Ferry", "half a song");
    let song = new_song("branch");
    let told = [GenerationEvent::StageFinished {
        step: step(Stage::Draft),
        milliseconds: 5,
        percent: 20.0,
        report: Box::default(),
    }];
    let branch = Branch {
        song: &song,
        from: old.generation_id,
        upto: step(Stage::Draft),
        sheet: Some(&sheet),
        events: &told,
    };
    let made = house.store.branch_song(ann, project, &branch, "b1", MANY, NOW).await.expect("a song");
    let again = house.store.branch_song(ann, project, &branch, "b1", MANY, NOW).await.expect("the same song");
    assert_eq!((again.song_id, again.existed), (made.song_id, true));

    let claim = house.claim("b", NOW).await.expect("the branch");
    assert_eq!((claim.song_id, claim.resumed), (made.song_id, true));
    let stages = house.store.stages(claim.generation_id).await.expect("stages");
    assert_eq!(stages.iter().map(|row| row.step.stage).collect::<Vec<_>>(), [Stage::Brief, Stage::Draft]);
    assert_eq!((stages[1].writer.as_str(), stages[1].calls.len()), ("Llama", 1));
    let told = house.store.song_events(ann, made.song_id).await.expect("events");
    let shown = told.iter().filter(|record| matches!(record.event, GenerationEvent::StageFinished { .. }));
    assert_eq!(shown.count(), 1, "its page shows what it took over");
    assert_eq!(house.store.get_song(ann, old.song_id).await.expect("her song"), before);
    house.assert_sound(NOW).await;
}

#[tokio::test]
async fn a_branch_needs_a_stage_of_ones_own() {
    let house = House::new().await;
    let (ann, project, old) = failed(&house).await;
    let (bob, bobs) = house.user("bob").await;
    let song = new_song("branch");
    let from = |upto| Branch { song: &song, from: old.generation_id, upto, sheet: None, events: &[] };
    let draft = step(Stage::Draft);
    let stolen = house.store.branch_song(bob, bobs, &from(draft), "b", MANY, NOW).await;
    assert!(matches!(stolen, Err(StoreError::NotFound)), "{stolen:?}");
    let later = Step { stage: Stage::Review, round: 1 };
    let unmade = house.store.branch_song(ann, project, &from(later), "b", MANY, NOW).await;
    assert!(matches!(unmade, Err(StoreError::NotFound)), "{unmade:?}");
    assert_eq!(house.store.count_songs(bob).await.expect("a number"), 0);
}

#[tokio::test]
async fn a_shared_writers_use_is_counted_for_each_user_and_month() {
    let house = House::new().await;
    let ((ann, _), (bob, _)) = (house.user("ann").await, house.user("bob").await);
    let shared = WriterChoice::Shared(2);
    for tokens in [(90, 10), (9, 1)] {
        house.store.count_usage(ann, shared, tokens, NOW).await.expect("counted");
    }
    let used = async |user, writer, now| {
        let spent = house.store.writer_usage(user, writer, now).await.expect("an answer");
        (spent.tokens_in, spent.tokens_out)
    };
    assert_eq!(used(ann, shared, NOW).await, (99, 11));
    assert_eq!(used(bob, shared, NOW).await, (0, 0));
    assert_eq!(used(ann, WriterChoice::Shared(3), NOW).await, (0, 0));
    assert_eq!(used(ann, shared, NOW.plus(40 * 86_400_000)).await, (0, 0), "another month");
}

#[tokio::test]
async fn the_wish_for_no_further_round_reaches_the_worker_that_holds_the_song() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let song = house.song(ann, project, "key", NOW).await;
    let claim = house.claim("a", NOW).await.expect("the song");
    assert!(!house.store.last_round_requested(&claim).await.expect("an answer"));
    house.store.request_last_round(ann, song, NOW).await.expect("the wish");
    assert!(house.store.last_round_requested(&claim).await.expect("an answer"));
    let (bob, _) = house.user("bob").await;
    let stolen = house.store.request_last_round(bob, song, NOW).await;
    assert!(matches!(stolen, Err(StoreError::NotFound)));
}
