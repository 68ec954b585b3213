use std::time::Duration;

use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};
use store::{Store, StoreError};

use crate::support::{House, NOW};

#[tokio::test]
async fn what_was_written_is_there_after_reopening() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let song = house.song(ann, project, "key", NOW).await;
    house.store.close().await;
    assert!(house.store.get_song(ann, song).await.is_err(), "a closed database answers nothing");

    let again = Store::open(&house.path).await.expect("the same database");
    again.ping().await.expect("an answer");
    assert_eq!(again.get_song(ann, song).await.expect("her song").created_at, NOW);
}

#[tokio::test]
async fn closing_leaves_one_file_with_everything_in_it() {
    let house = House::new().await;
    house.user("ann").await;
    house.store.close().await;
    let log = house.path.with_extension("db-wal");
    assert!(!log.exists());
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_and_left_alone() {
    let house = House::new().await;
    let known = house.number("SELECT COUNT(*) FROM _sqlx_migrations").await;
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (99990101, 'from the future', TRUE, x'00', 0)";
    house.run(newer).await.expect("a row");
    house.store.close().await;
    let error = Store::open(&house.path).await.err();
    assert!(matches!(error, Some(StoreError::NewerDatabase)), "{error:?}");
    assert_eq!(house.number("SELECT COUNT(*) FROM _sqlx_migrations").await, known + 1);
}

#[tokio::test]
async fn a_migration_that_was_changed_after_it_ran_is_refused() {
    let house = House::new().await;
    house.run("UPDATE _sqlx_migrations SET checksum = x'00'").await.expect("a row");
    house.store.close().await;
    let error = Store::open(&house.path).await.err();
    assert!(matches!(error, Some(StoreError::Inconsistent(_))), "{error:?}");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_not_overwritten() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("song_master.db");
    std::fs::write(&path, "these are somebody's notes, and not a database at all".repeat(40))
        .expect("a file");
    let before = std::fs::read(&path).expect("the notes");
    let error = Store::open(&path).await.err();
    assert!(matches!(error, Some(StoreError::Driver(_))), "{error:?}");
    assert_eq!(std::fs::read(&path).expect("the notes"), before);
}

#[tokio::test]
async fn a_directory_that_is_not_there_is_an_error_and_not_made() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("missing").join("song_master.db");
    assert!(matches!(Store::open(&path).await.err(), Some(StoreError::Driver(_))));
    assert!(!path.exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn processes_that_start_together_share_one_new_database() {
    for _ in 0..5 {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("song_master.db");
        let mut processes = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let path = path.clone();
            processes.spawn(async move { Store::open(&path).await });
        }
        for store in processes.join_all().await {
            assert_eq!(store.expect("the database").count_users().await.expect("a count"), 0);
        }
    }
}

#[tokio::test]
async fn a_file_that_another_program_holds_is_waited_for() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("song_master.db");
    let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let mut other = options.connect().await.expect("a new file");
    sqlx::query("PRAGMA user_version = 1").execute(&mut other).await.expect("a file that is not empty");
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.expect("the lock");

    let opening = Store::open(&path);
    let mut opening = std::pin::pin!(opening);
    // Long enough for several tries, all in vain.
    let early = tokio::time::timeout(Duration::from_millis(50), &mut opening).await;
    assert!(early.is_err(), "{:?}", early.map(Result::err));
    sqlx::query("COMMIT").execute(&mut other).await.expect("the lock is given back");
    opening.await.expect("a database").ping().await.expect("an answer");
}

#[tokio::test]
async fn a_database_is_examined_as_it_is_beside_the_program_that_works_on_it() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let beside = Store::open_existing(&house.path).await.expect("the same database");
    house.song(ann, project, "key", NOW).await;
    assert_eq!(beside.count_songs(ann).await.expect("a count"), 1);
    assert_eq!(beside.check(NOW).await.expect("an answer"), Vec::<String>::new());
}

#[tokio::test]
async fn examining_makes_no_database_and_migrates_none() {
    let house = House::new().await;
    let missing = house.path.with_extension("missing");
    assert!(matches!(Store::open_existing(&missing).await.err(), Some(StoreError::NotFound)));
    assert!(!missing.exists());

    house.store.close().await;
    let kept = "SELECT COUNT(*) FROM _sqlx_migrations";
    let all = house.number(kept).await;
    for (change, rows) in
        [("UPDATE _sqlx_migrations SET checksum = x'00'", all), ("DELETE FROM _sqlx_migrations", 0)]
    {
        house.run(change).await.expect("a change");
        let error = Store::open_existing(&house.path).await.err();
        assert!(matches!(error, Some(StoreError::Inconsistent(_))), "{change}: {error:?}");
        assert_eq!(house.number(kept).await, rows);
    }
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (99990101, 'from the future', TRUE, x'00', 0)";
    house.run(newer).await.expect("a row");
    let error = Store::open_existing(&house.path).await.err();
    assert!(matches!(error, Some(StoreError::NewerDatabase)), "{error:?}");
}
