use domain::{
    GenerationId, SongId, Timestamp, UserId, generation::GenerationEvent, song::SongStatus, stage::Stage,
};
use store::{Cancel, Claim, Lease, StoreError};

use crate::support::{House, LEASE, NOW, commit_bare, complete, config, ended, fail};

const LATER: Timestamp = Timestamp(NOW.0 + LEASE);

async fn one_song(house: &House) -> (UserId, SongId) {
    let (ann, project) = house.user("ann").await;
    (ann, house.song(ann, project, "key", NOW).await)
}

async fn status(house: &House, owner: UserId, song: SongId) -> SongStatus {
    house.store.get_song(owner, song).await.expect("the song").status
}

async fn last_event(house: &House, owner: UserId, song: SongId) -> GenerationEvent {
    house.store.song_events(owner, song).await.expect("events").pop().expect("an event").event
}

#[tokio::test]
async fn a_song_is_claimed_by_one_of_two_workers() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    let (first, second) = tokio::join!(house.claim("a", NOW), house.claim("b", NOW));
    let claims: Vec<_> = first.into_iter().chain(second).collect();
    assert_eq!(claims.len(), 1);
    let claim = &claims[0];
    assert_eq!((claim.song_id, claim.owner, claim.fencing_token, claim.resumed), (song, ann, 1, false));
    assert_eq!((claim.song.status, claim.song.started_at), (SongStatus::Generating, Some(NOW)));
    assert!(house.claim("c", LATER.plus(-1)).await.is_none());
    house.assert_sound(NOW).await;
}

#[tokio::test]
async fn a_song_whose_lease_has_ended_is_taken_over_and_the_old_worker_can_write_nothing() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    let old = house.claim("old", NOW).await.expect("the song");
    commit_bare(&house.store, &old, Stage::Brief).await.expect("the hold");
    let new = house.claim("new", LATER).await.expect("the song");
    assert_eq!((new.generation_id, new.fencing_token, new.resumed), (old.generation_id, 2, true));
    assert_eq!(new.song.started_at, Some(NOW), "the first start counts");

    let store = &house.store;
    let events = store.last_event(ann).await.expect("an event");
    let refused = [
        commit_bare(store, &old, Stage::Resources).await.err(),
        store.append_events(&old, &[ended(SongStatus::Failed)], LATER).await.err(),
        complete(store, &old, "la", &[], LATER).await.err(),
    ];
    for error in refused {
        assert!(matches!(error, Some(StoreError::Conflict)), "{error:?}");
    }
    assert_eq!(store.extend_lease(&old, LEASE, LATER).await.expect("an answer"), Lease::Lost);
    store.release(&old, LATER).await.expect("no error");

    assert_eq!(status(&house, ann, song).await, SongStatus::Generating);
    assert_eq!(store.last_event(ann).await.expect("an event"), events);
    assert_eq!(store.stages(old.generation_id).await.expect("stages").len(), 1);
    commit_bare(store, &new, Stage::Resources).await.expect("the new hold");
}

#[tokio::test]
async fn a_lease_that_is_extended_is_not_taken_over() {
    let house = House::new().await;
    one_song(&house).await;
    let claim = house.claim("a", NOW).await.expect("the song");
    let held = house.store.extend_lease(&claim, LEASE, NOW.plus(LEASE - 1)).await.expect("an answer");
    assert_eq!(held, Lease::Held { cancel_requested: false });
    assert!(house.claim("b", NOW.plus(2 * LEASE - 2)).await.is_none());
    assert!(house.claim("b", NOW.plus(2 * LEASE - 1)).await.is_some());
}

#[tokio::test]
async fn a_late_worker_keeps_its_song_as_long_as_nobody_took_it() {
    let house = House::new().await;
    one_song(&house).await;
    let claim = house.claim("a", NOW).await.expect("the song");
    commit_bare(&house.store, &claim, Stage::Brief).await.expect("the hold");
    let held = house.store.extend_lease(&claim, LEASE, LATER.plus(9)).await.expect("an answer");
    assert_eq!(held, Lease::Held { cancel_requested: false });
    assert!(house.claim("b", LATER.plus(10)).await.is_none());
}

#[tokio::test]
async fn a_released_song_is_in_line_again_and_says_so() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    let claim = house.claim("a", NOW).await.expect("the song");
    house.store.release(&claim, NOW).await.expect("no error");
    assert_eq!(status(&house, ann, song).await, SongStatus::Pending);
    let events = house.store.song_events(ann, song).await.expect("events");
    let queued = GenerationEvent::Queued { ahead: 0, continued: false };
    assert_eq!(events.iter().map(|record| &record.event).collect::<Vec<_>>(), [&queued, &queued]);
    house.assert_sound(NOW).await;
    let again = house.claim("b", NOW).await.expect("the song");
    assert_eq!((again.fencing_token, again.resumed), (2, false), "nothing was committed to go on from");
}

#[tokio::test]
async fn a_song_that_rests_makes_room_and_is_in_line_again_when_its_time_has_come() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    let claim = house.claim("a", NOW).await.expect("the song");
    commit_bare(&house.store, &claim, Stage::Brief).await.expect("the hold");
    house.store.let_rest(&claim, NOW.plus(30_000), "It is left alone.", NOW).await.expect("an answer");
    assert_eq!(status(&house, ann, song).await, SongStatus::Pending);
    let waiting = GenerationEvent::Waiting { reason: "It is left alone.".to_owned() };
    assert_eq!(last_event(&house, ann, song).await, waiting);
    assert!(house.claim("b", NOW.plus(29_999)).await.is_none());
    house.assert_sound(NOW).await;
    let (ben, bens) = house.user("ben").await;
    let next = house.song(ben, bens, "his", NOW).await;
    assert_eq!(
        house.store.queue_position(ben, next).await.expect("an answer"),
        Some(0),
        "nobody is before it"
    );
    assert_eq!(house.claim("b", NOW.plus(1)).await.expect("a song").song_id, next);
    let again = house.claim("c", NOW.plus(30_000)).await.expect("the song");
    assert_eq!((again.song_id, again.fencing_token, again.resumed), (song, 2, true));
    house.store.let_rest(&claim, NOW.plus(90_000), "Late.", NOW).await.expect("no error");
    commit_bare(&house.store, &again, Stage::Resources).await.expect("the hold that counts");
}

#[tokio::test]
async fn a_song_that_rests_is_cancelled_at_once_and_one_to_be_cancelled_does_not_rest() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    let rest = async |claim: Claim| {
        house.store.let_rest(&claim, NOW.plus(30_000), "It rests.", NOW).await.expect("an answer");
    };
    rest(house.claim("a", NOW).await.expect("the song")).await;
    assert_eq!(house.store.request_cancel(ann, song, NOW).await.expect("an answer"), Cancel::AtOnce);

    let project = house.store.list_projects(ann).await.expect("projects")[0].id;
    let second = house.song(ann, project, "k2", NOW).await;
    let claim = house.claim("a", NOW).await.expect("the song");
    assert_eq!(house.store.request_cancel(ann, second, NOW).await.expect("an answer"), Cancel::Requested);
    rest(claim).await;
    assert!(house.claim("b", NOW).await.is_none(), "there is nothing to write");
    assert_eq!(status(&house, ann, second).await, SongStatus::Cancelled);
}

#[tokio::test]
async fn a_waiting_song_is_cancelled_at_once() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    assert_eq!(house.store.request_cancel(ann, song, NOW).await.expect("an answer"), Cancel::AtOnce);
    assert_eq!(status(&house, ann, song).await, SongStatus::Cancelled);
    let message = "Cancelled. What was written so far is kept.".to_owned();
    let end = GenerationEvent::Ended { status: SongStatus::Cancelled, message, score: None };
    assert_eq!(last_event(&house, ann, song).await, end);
    assert!(house.claim("a", NOW).await.is_none());
    assert_eq!(house.store.request_cancel(ann, song, NOW).await.expect("an answer"), Cancel::NothingToCancel);
    house.assert_sound(NOW).await;
}

#[tokio::test]
async fn a_song_in_work_is_cancelled_by_its_worker() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    let claim = house.claim("a", NOW).await.expect("the song");
    assert_eq!(house.store.request_cancel(ann, song, NOW).await.expect("an answer"), Cancel::Requested);
    assert_eq!(status(&house, ann, song).await, SongStatus::Generating);
    let held = house.store.extend_lease(&claim, LEASE, NOW).await.expect("an answer");
    assert_eq!(held, Lease::Held { cancel_requested: true });
}

#[tokio::test]
async fn a_finish_that_comes_before_the_worker_saw_the_cancel_stands() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    let claim = house.claim("a", NOW).await.expect("the song");
    house.store.request_cancel(ann, song, NOW).await.expect("an answer");
    complete(&house.store, &claim, "la", &[], NOW).await.expect("the hold");
    assert_eq!(status(&house, ann, song).await, SongStatus::Completed);
    assert_eq!(house.store.request_cancel(ann, song, NOW).await.expect("an answer"), Cancel::NothingToCancel);
    assert_eq!(house.store.extend_lease(&claim, LEASE, NOW).await.expect("an answer"), Lease::Lost);
    assert!(house.claim("b", LATER).await.is_none());
    house.assert_sound(NOW).await;
}

#[tokio::test]
async fn a_song_whose_worker_died_is_cancelled_at_once_and_the_worker_cannot_come_back() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    let dead = house.claim("a", NOW).await.expect("the song");
    assert_eq!(house.store.request_cancel(ann, song, LATER).await.expect("an answer"), Cancel::AtOnce);
    let late = complete(&house.store, &dead, "la", &[], LATER).await;
    assert!(matches!(late, Err(StoreError::Conflict)));
    assert_eq!(status(&house, ann, song).await, SongStatus::Cancelled);
}

#[tokio::test]
async fn a_cancel_that_the_worker_did_not_live_to_see_is_not_forgotten() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    let (ben, bens) = house.user("ben").await;
    house.claim("a", NOW).await.expect("her song");
    house.store.request_cancel(ann, song, NOW).await.expect("an answer");
    let next = house.song(ben, bens, "his", NOW).await;
    let claim = house.claim("b", LATER).await.expect("the next song");
    assert_eq!(claim.song_id, next);
    assert_eq!(status(&house, ann, song).await, SongStatus::Cancelled);
    assert!(matches!(last_event(&house, ann, song).await, GenerationEvent::Ended { .. }));
    house.assert_sound(LATER).await;
}

#[tokio::test]
async fn a_deleted_song_is_lost_to_its_worker() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    let claim = house.claim("a", NOW).await.expect("the song");
    house.store.delete_song(ann, song).await.expect("her song");
    assert_eq!(house.store.extend_lease(&claim, LEASE, NOW).await.expect("an answer"), Lease::Lost);
    let late = commit_bare(&house.store, &claim, Stage::Brief).await;
    assert!(matches!(late, Err(StoreError::Conflict)));
    house.store.release(&claim, NOW).await.expect("no error");
    assert_eq!(house.number("SELECT COUNT(*) FROM generation_events").await, 0);
}

#[tokio::test]
async fn the_user_with_the_fewest_songs_in_work_is_next() {
    let house = House::new().await;
    let (ann, anns) = house.user("ann").await;
    let (ben, bens) = house.user("ben").await;
    let mut wanted = Vec::new();
    for key in ["a1", "a2", "a3"] {
        wanted.push(house.song(ann, anns, key, NOW).await);
    }
    wanted.insert(1, house.song(ben, bens, "b1", NOW).await);
    let mut claimed = Vec::new();
    while let Some(claim) = house.claim("worker", NOW).await {
        claimed.push(claim.song_id);
    }
    assert_eq!(claimed, wanted);
}

#[tokio::test]
async fn everyone_in_line_is_told_the_place_and_told_again_when_it_changes() {
    let house = House::new().await;
    let (ann, anns) = house.user("ann").await;
    let (ben, bens) = house.user("ben").await;
    let first = house.song(ann, anns, "a1", NOW).await;
    let second = house.song(ann, anns, "a2", NOW).await;
    assert_eq!(last_event(&house, ann, second).await, GenerationEvent::Queued { ahead: 1, continued: false });
    let bens_song = house.song(ben, bens, "b1", NOW).await;
    let places = async || {
        let mut places = Vec::new();
        for (owner, song) in [(ann, first), (ben, bens_song), (ann, second)] {
            places.push(house.store.queue_position(owner, song).await.expect("an answer"));
        }
        places
    };
    assert_eq!(places().await, [Some(0), Some(1), Some(2)], "one song each comes before a second one");

    let claim = house.claim("worker", NOW).await.expect("the first");
    assert_eq!(claim.moved_up, [ben, ann]);
    assert_eq!(places().await, [None, Some(0), Some(1)]);
    assert_eq!(
        last_event(&house, ben, bens_song).await,
        GenerationEvent::Queued { ahead: 0, continued: false }
    );

    let before = house.number("SELECT COUNT(*) FROM generation_events").await;
    house.store.request_cancel(ann, second, NOW).await.expect("an answer");
    assert_eq!(
        house.number("SELECT COUNT(*) FROM generation_events").await,
        before + 1,
        "no place has changed"
    );
}

#[tokio::test]
async fn a_song_far_back_in_line_is_told_its_place_when_it_comes_near() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let mut last = SongId(0);
    for number in 0..52 {
        last = house.song(ann, project, &format!("key{number}"), NOW).await;
    }
    let place = async || house.store.queue_position(ann, last).await.expect("an answer");
    assert_eq!(place().await, Some(51));
    house.claim("a", NOW).await.expect("a song");
    assert_eq!(place().await, Some(51));
    house.claim("b", NOW).await.expect("a song");
    assert_eq!(place().await, Some(49));
}

#[tokio::test]
async fn a_song_is_written_again_only_when_it_is_not_being_written() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    let store = &house.store;
    assert!(matches!(store.enqueue_again(ann, song, &config(8), NOW).await, Err(StoreError::Conflict)));
    let claim = house.claim("a", NOW).await.expect("the song");
    assert!(matches!(store.enqueue_again(ann, song, &config(8), NOW).await, Err(StoreError::Conflict)));
    fail(store, &claim, "The ink ran out.", NOW).await;
    let missing = store.enqueue_again(ann, SongId(99), &config(8), NOW).await;
    assert!(matches!(missing, Err(StoreError::NotFound)));

    let again = store.enqueue_again(ann, song, &config(8), NOW.plus(7)).await.expect("a new run");
    assert!(again > claim.generation_id);
    let waiting = store.get_song(ann, song).await.expect("her song");
    assert_eq!((waiting.status, waiting.error, waiting.config), (SongStatus::Pending, None, config(8)));
    assert_eq!((waiting.started_at, waiting.completed_at), (None, None));
}

#[tokio::test]
async fn lyrics_stay_until_a_new_run_commits_others() {
    let house = House::new().await;
    let (ann, song) = one_song(&house).await;
    let claim = house.claim("a", NOW).await.expect("the song");
    complete(&house.store, &claim, "old words", &[], NOW).await.expect("the hold");
    let again = house.store.enqueue_again(ann, song, &config(8), NOW).await.expect("a new run");
    let claim = house.claim("a", NOW).await.expect("the song");
    assert_eq!((claim.generation_id, claim.resumed), (again, false));
    commit_bare(&house.store, &claim, Stage::Brief).await.expect("the hold");
    let song = house.store.get_song(ann, song).await.expect("her song");
    assert_eq!((song.lyrics.as_deref(), song.score), (Some("old words"), Some(81.5)));
    let events = house.store.song_events(ann, song.id).await.expect("events");
    assert!(events.iter().all(|record| record.generation_id == again), "only the latest run's events");
}

#[tokio::test]
async fn two_runs_have_names_of_their_own() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    for key in ["one", "two"] {
        house.song(ann, project, key, NOW).await;
    }
    let names = house.texts("SELECT session_id FROM generation_sessions").await;
    assert!(names[0] != names[1] && names.iter().all(|name| name.len() == 32), "{names:?}");
    assert!(house.store.stages(GenerationId(1)).await.expect("stages").is_empty());
}
