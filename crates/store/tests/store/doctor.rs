use crate::support::{House, LEASE, NOW};

async fn broken(sabotage: &[&str]) -> Vec<String> {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    house.song(ann, project, "waiting", NOW).await;
    house.song(ann, project, "working", NOW).await;
    house.claim("worker", NOW).await.expect("a song");
    house.assert_sound(NOW).await;
    for statement in sabotage {
        house.run(statement).await.expect(statement);
    }
    house.store.check(NOW.plus(LEASE + 1)).await.expect("an answer")
}

async fn assert_found(sabotage: &[&str], words: &str) {
    let problems = broken(sabotage).await;
    assert!(problems.iter().any(|problem| problem.contains(words)), "{sabotage:?}: {problems:?}");
}

#[tokio::test]
async fn a_song_that_nobody_writes_is_found() {
    assert_found(&["DELETE FROM generation_sessions WHERE state = 'running'"], "song 1 is generating").await;
    assert_found(&["UPDATE generation_sessions SET state = 'failed' WHERE id = 2"], "song 2 is pending")
        .await;
}

#[tokio::test]
async fn a_run_without_a_lease_is_found() {
    assert_found(&["UPDATE generation_sessions SET lease_owner = NULL"], "run 1 is running").await;
    assert_found(&["UPDATE songs SET status = 'completed' WHERE id = 2"], "run 2 is queued").await;
}

#[tokio::test]
async fn a_lease_that_ended_long_ago_is_found() {
    assert_found(&["UPDATE generation_sessions SET lease_expires_at = 5 WHERE id = 1"], "over an hour ago")
        .await;
    assert!(broken(&[]).await.is_empty(), "one that has just ended is no fault");
}

#[tokio::test]
async fn a_stage_that_was_committed_twice_is_found() {
    let twice = [
        "ALTER TABLE generation_stages RENAME TO old",
        "CREATE TABLE generation_stages AS SELECT * FROM old",
        "INSERT INTO generation_stages (session_id, stage, round, output) VALUES (1, 'draft', 0, 1), (1, 'draft', 0, 2)",
    ];
    assert_found(&twice, "run 1 has draft 0 committed 2 times").await;
}

#[tokio::test]
async fn a_row_whose_parent_is_gone_is_found() {
    let orphan = ["PRAGMA foreign_keys = OFF; DELETE FROM projects WHERE id = 1"];
    assert_found(&orphan, "of songs refers to a row of projects").await;
}

#[tokio::test]
async fn a_search_index_that_differs_from_the_songs_is_found() {
    let differing = ["DROP TRIGGER songs_fts_update", "UPDATE songs SET title = 'not indexed' WHERE id = 1"];
    assert_found(&differing, "search index").await;
}
