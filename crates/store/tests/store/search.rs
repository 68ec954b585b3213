use domain::{SongId, UserId};

use crate::support::{House, NOW, complete};

async fn songs(house: &House, owner: UserId, query: &str) -> Vec<SongId> {
    let found = house.store.search_songs(owner, query, 10).await.expect("an answer");
    found.into_iter().map(|song| song.id).collect()
}

#[tokio::test]
async fn a_song_is_found_by_its_title_prompt_and_lyrics() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let song = house.song(ann, project, "harbour", NOW).await;
    house.song(ann, project, "mountain", NOW).await;
    let claim = house.claim("worker", NOW).await.expect("the song");
    complete(&house.store, &claim, "[Verse]\nTin roof rain", &[], NOW).await.expect("the hold");
    house.store.rename_song(ann, song, "Été AC/DC", 2, NOW).await.expect("an edit");

    for query in ["harbour", "HARB", "tin rain", "rai", "ete", "AC/DC", "ferry harbour tin", "\"tin roof\""] {
        assert_eq!(songs(&house, ann, query).await, [song], "{query}");
    }
    for query in ["untitled song", "tin mountain", "ain", "", "*", "\"", "NOT", "tin OR"] {
        assert!(!songs(&house, ann, query).await.contains(&song), "{query}");
    }
}

#[tokio::test]
async fn nothing_that_is_typed_is_an_operator_or_an_error() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    for query in [
        "title:x",
        "x AND",
        "NEAR(a b)",
        "a* b",
        "(((",
        "-x",
        "^x",
        "{a}",
        "'; DROP TABLE songs",
        "a\0b",
        "💿",
    ] {
        house.store.search_songs(ann, query, 10).await.expect(query);
    }
}

#[tokio::test]
async fn another_users_songs_are_not_found_and_do_not_fill_the_list() {
    let house = House::new().await;
    let (ann, anns) = house.user("ann").await;
    let (ben, bens) = house.user("ben").await;
    let hers = house.song(ann, anns, "harbour", NOW).await;
    house.song(ben, bens, "harbour", NOW).await;
    // More of his, and newer, than are ranked at all.
    house
        .run(
            "INSERT INTO songs (project_id, title, user_prompt)
             WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 600)
             SELECT 2, 'harbour', 'ferry harbour' FROM n",
        )
        .await
        .expect("rows");
    assert_eq!(songs(&house, ann, "harbour").await, [hers]);
    assert_eq!(house.store.search_songs(ann, "ferry", 1).await.expect("an answer")[0].id, hers);
}

#[tokio::test]
async fn the_better_match_comes_first() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let better = house.song(ann, project, "rain rain rain rain", NOW).await;
    let worse = house.song(ann, project, "rain and a great many other words about the sea", NOW).await;
    assert_eq!(songs(&house, ann, "rain").await, [better, worse]);
    assert_eq!(house.store.search_songs(ann, "rain", 1).await.expect("an answer").len(), 1);
}

#[tokio::test]
async fn an_edit_is_found_by_its_new_words_only() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let song = house.song(ann, project, "harbour", NOW).await;
    house.store.save_lyrics(ann, song, "candle", "candle", 1, NOW).await.expect("an edit");
    house.store.save_lyrics(ann, song, "lantern", "lantern", 2, NOW).await.expect("an edit");
    assert_eq!(songs(&house, ann, "lantern").await, [song]);
    assert!(songs(&house, ann, "candle").await.is_empty());
    house.assert_sound(NOW).await;
}
