use std::collections::HashSet;

use store::Store;

use crate::support::{House, LEASE, MANY, NOW, complete, new_song};

const WRITERS: i64 = 20;
const ROUNDS: i64 = 25;

/// Two transactions a round: a song, and an edit of it.
async fn write(store: Store, owner: domain::UserId, project: domain::ProjectId) {
    for round in 0..ROUNDS {
        let key = format!("key{round}");
        let created = store.create_song(owner, project, &new_song(&key), &key, MANY, NOW).await;
        let id = created.expect("a song").song_id;
        store.save_lyrics(owner, id, &key, &key, 1, NOW).await.expect("an edit");
    }
}

/// Sees only whole songs: each has its run and its event.
async fn read(store: Store, owner: domain::UserId) {
    for _ in 0..ROUNDS {
        for song in store.list_songs(owner, None, 5, 0).await.expect("songs") {
            assert!(!store.song_events(owner, song.id).await.expect("events").is_empty());
            assert!(store.queue_position(owner, song.id).await.expect("a place").is_some());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_writers_in_two_processes_and_their_readers_never_find_the_database_locked() {
    let house = House::new().await;
    let second = Store::open(&house.path).await.expect("the same database");
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..WRITERS {
        let (owner, project) = house.user(&format!("user{number}")).await;
        let store = if number % 2 == 0 { house.store.clone() } else { second.clone() };
        tasks.spawn(write(store.clone(), owner, project));
        tasks.spawn(read(store, owner));
    }
    while let Some(done) = tasks.join_next().await {
        done.expect("no error");
    }
    let all = WRITERS * ROUNDS;
    assert_eq!(
        house.number("SELECT COUNT(*) FROM songs WHERE lyrics IS NOT NULL AND revision = 2").await,
        all
    );
    assert_eq!(house.number("SELECT COUNT(*) FROM song_revisions").await, all);
    assert_eq!(house.number("SELECT COUNT(*) FROM generation_sessions").await, all);
    house.assert_sound(NOW).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn workers_of_two_processes_claim_every_song_once() {
    let house = House::new().await;
    let second = Store::open(&house.path).await.expect("the same database");
    for number in 0..4 {
        let (owner, project) = house.user(&format!("user{number}")).await;
        for key in ["one", "two", "three", "four", "five"] {
            house.song(owner, project, key, NOW).await;
        }
    }
    let mut workers = tokio::task::JoinSet::new();
    for number in 0..6 {
        let store = if number % 2 == 0 { house.store.clone() } else { second.clone() };
        workers.spawn(async move {
            let (worker, mut songs) = (format!("worker{number}"), Vec::new());
            while let Some(claim) = store.claim_next(&worker, LEASE, NOW).await.expect("an answer") {
                complete(&store, &claim, &worker, &[], NOW).await.expect("the hold");
                songs.push(claim.song_id);
            }
            songs
        });
    }
    let songs = workers.join_all().await.concat();
    assert_eq!((songs.len(), songs.iter().collect::<HashSet<_>>().len()), (20, 20));
    house.assert_sound(NOW).await;
}

#[tokio::test]
async fn while_another_program_writes_reads_go_on_and_writes_wait_their_turn() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let song = house.song(ann, project, "before", NOW).await;
    let mut other = house.raw().await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.expect("the lock");

    let (store, wanted) = (house.store.clone(), new_song("after"));
    let writer =
        tokio::spawn(async move { store.create_song(ann, project, &wanted, "after", MANY, NOW).await });
    for _ in 0..20 {
        house.store.get_song(ann, song).await.expect("a read beside the lock");
    }
    assert!(!writer.is_finished());
    sqlx::query("COMMIT").execute(&mut other).await.expect("the lock is given back");
    writer.await.expect("a task").expect("a song");
    assert_eq!(house.store.count_songs(ann).await.expect("a count"), 2);
}

#[tokio::test]
async fn a_writer_that_is_dropped_half_way_leaves_nothing_and_holds_nobody_up() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    for number in 0..40 {
        let key = format!("key{number}");
        let song = new_song(&key);
        let write = house.store.create_song(ann, project, &song, &key, MANY, NOW);
        // Polled a few times, then dropped: as a request whose browser has gone.
        let mut write = std::pin::pin!(write);
        for _ in 0..number {
            let poll = std::future::poll_fn(|context| std::task::Poll::Ready(write.as_mut().poll(context)));
            if poll.await.is_ready() {
                break;
            }
            tokio::task::yield_now().await;
        }
    }
    house.song(ann, project, "after", NOW).await;
    let songs = house.number("SELECT COUNT(*) FROM songs").await;
    assert_eq!(house.number("SELECT COUNT(*) FROM generation_sessions").await, songs);
    assert_eq!(house.number("SELECT COUNT(DISTINCT song_id) FROM generation_events").await, songs);
    house.assert_sound(NOW).await;
}
