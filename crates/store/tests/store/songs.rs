use domain::{
    ProjectId, SongId,
    file::FileType,
    generation::GenerationEvent,
    song::{NewSong, SongStatus, UNTITLED},
};
use store::{Origin, StoreError};

use crate::support::{House, MANY, NOW, complete, config, file, new_song};

#[tokio::test]
async fn a_song_that_is_asked_for_waits_in_line() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let created = house.store.create_song(ann, project, &new_song("x"), "key", 1, NOW).await.expect("a song");
    assert!(!created.existed);
    let song = house.store.get_song(ann, created.song_id).await.expect("her song");
    assert_eq!((song.title.as_str(), song.status, song.config), (UNTITLED, SongStatus::Pending, config(7)));
    assert_eq!((song.revision, song.created_at, song.started_at), (1, NOW, None));
    assert_eq!((song.project_id, song.project_name.as_str()), (project, "My songs"));

    let events = house.store.song_events(ann, song.id).await.expect("events");
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].event, GenerationEvent::Queued { ahead: 0, continued: false });
    assert_eq!((events[0].generation_id, events[0].at), (created.generation_id, NOW));
    house.assert_sound(NOW).await;
}

#[tokio::test]
async fn the_title_that_was_asked_for_is_the_songs_from_the_start() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let mut wanted = new_song("x");
    wanted.config.title = Some("AC/DC".to_owned());
    let created = house.store.create_song(ann, project, &wanted, "key", 1, NOW).await.expect("a song");
    assert_eq!(house.store.get_song(ann, created.song_id).await.expect("her song").title, "AC/DC");
}

#[tokio::test]
async fn the_same_form_sent_twice_makes_one_song_even_at_the_limit() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let first = house.store.create_song(ann, project, &new_song("x"), "key", 1, NOW).await.expect("a song");
    let second =
        house.store.create_song(ann, project, &new_song("x"), "key", 1, NOW).await.expect("the song");
    assert_eq!(
        (second.song_id, second.generation_id, second.existed),
        (first.song_id, first.generation_id, true)
    );
    assert_eq!(house.store.count_songs(ann).await.expect("a count"), 1);
    assert_eq!(house.number("SELECT COUNT(*) FROM generation_events").await, 1);
}

#[tokio::test]
async fn the_same_form_sent_twice_at_once_makes_one_song() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let (song, store) = (new_song("x"), &house.store);
    let (first, second) = tokio::join!(
        store.create_song(ann, project, &song, "key", 1, NOW),
        store.create_song(ann, project, &song, "key", 1, NOW)
    );
    let (first, second) = (first.expect("a song"), second.expect("the song"));
    assert_eq!(first.song_id, second.song_id);
    assert_ne!(first.existed, second.existed);
}

#[tokio::test]
async fn two_users_with_the_same_key_have_a_song_each() {
    let house = House::new().await;
    let (ann, anns) = house.user("ann").await;
    let (ben, bens) = house.user("ben").await;
    assert_ne!(house.song(ann, anns, "key", NOW).await, house.song(ben, bens, "key", NOW).await);
}

#[tokio::test]
async fn the_limit_counts_the_owners_songs_only_and_names_itself() {
    let house = House::new().await;
    let (ann, anns) = house.user("ann").await;
    let (ben, bens) = house.user("ben").await;
    house.song(ben, bens, "his", NOW).await;
    let store = &house.store;
    store.create_song(ann, anns, &new_song("x"), "one", 2, NOW).await.expect("the first");
    store.create_song(ann, anns, &new_song("x"), "two", 2, NOW).await.expect("the second");
    let third = store.create_song(ann, anns, &new_song("x"), "three", 2, NOW).await;
    assert!(matches!(third, Err(StoreError::LimitReached(2))), "{third:?}");
    assert_eq!(store.count_songs(ann).await.expect("a count"), 2);
}

#[tokio::test]
async fn a_persona_is_counted_when_a_song_uses_it() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    house.run("INSERT INTO personas (name, file_path) VALUES ('antidote', 'p')").await.expect("a row");
    let song = NewSong { persona: Some("antidote".to_owned()), ..new_song("x") };
    for key in ["one", "two", "two"] {
        house.store.create_song(ann, project, &song, key, MANY, NOW).await.expect("a song");
    }
    let persona = house.store.get_persona("antidote").await.expect("an answer").expect("the persona");
    assert_eq!(persona.usage_count, 2);
}

#[tokio::test]
async fn songs_are_listed_newest_first_page_by_page() {
    let house = House::new().await;
    let (ann, first) = house.user("ann").await;
    let fields = domain::project::ProjectFields { name: "Winter".into(), description: String::new() };
    let second = house.store.create_project(ann, &fields, NOW).await.expect("a project");
    let mut songs = Vec::new();
    for (number, project) in (0..).zip([first, second, first]) {
        songs.push(house.song(ann, project, &format!("key{number}"), NOW.plus(number)).await);
    }
    let store = &house.store;
    let all = store.list_songs(ann, None, 50, 0).await.expect("songs");
    assert_eq!(all.iter().map(|song| song.id).collect::<Vec<_>>(), [songs[2], songs[1], songs[0]]);
    assert_eq!(all[1].project_name, "Winter");
    let page = store.list_songs(ann, None, 1, 1).await.expect("songs");
    assert_eq!(page, all[1..2]);
    let of_first = store.list_songs(ann, Some(first), 50, 0).await.expect("songs");
    assert_eq!(of_first.iter().map(|song| song.id).collect::<Vec<_>>(), [songs[2], songs[0]]);
    let live = store.list_live_songs(ann).await.expect("songs");
    assert_eq!(live.iter().map(|song| song.id).collect::<Vec<_>>(), songs);
}

#[tokio::test]
async fn a_list_shows_the_beginning_of_a_prompt_counted_in_characters() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let song = NewSong { prompt: "🎵é".repeat(2_500), ..new_song("x") };
    let created = house.store.create_song(ann, project, &song, "key", MANY, NOW).await.expect("a song");
    let listed = house.store.list_songs(ann, None, 1, 0).await.expect("songs");
    assert_eq!(listed[0].prompt, "🎵é".repeat(80));
    assert_eq!(house.store.get_song(ann, created.song_id).await.expect("her song").prompt, song.prompt);
}

#[tokio::test]
async fn another_users_song_is_not_there() {
    let house = House::new().await;
    let (ann, anns) = house.user("ann").await;
    let (ben, _) = house.user("ben").await;
    let song = house.song(ann, anns, "key", NOW).await;
    let store = &house.store;
    store.rename_song(ann, song, "Hers", 1, NOW).await.expect("an edit");
    let refused = [
        store.get_song(ben, song).await.err(),
        store.rename_song(ben, song, "His", 2, NOW).await.err(),
        store.save_lyrics(ben, song, "la", "la", 2, NOW).await.err(),
        store.enqueue_again(ben, song, &config(1), NOW).await.err(),
        store.request_cancel(ben, song, NOW).await.err(),
        store.delete_song(ben, song).await.err(),
        store.create_song(ben, anns, &new_song("x"), "other", MANY, NOW).await.err(),
        // The same key as hers must not lead him to her song.
        store.create_song(ben, anns, &new_song("x"), "key", MANY, NOW).await.err(),
    ];
    for (number, error) in refused.iter().enumerate() {
        assert!(matches!(error, Some(StoreError::NotFound)), "{number}: {error:?}");
    }
    assert!(store.list_songs(ben, None, 50, 0).await.expect("songs").is_empty());
    assert!(store.list_songs(ben, Some(anns), 50, 0).await.expect("songs").is_empty());
    assert!(store.list_live_songs(ben).await.expect("songs").is_empty());
    assert!(store.list_revisions(ben, song).await.expect("versions").is_empty());
    assert!(store.song_events(ben, song).await.expect("events").is_empty());
    assert_eq!(store.queue_position(ben, song).await.expect("a place"), None);
    assert_eq!(store.count_songs(ben).await.expect("a count"), 0);
    let hers = store.get_song(ann, song).await.expect("her song");
    assert_eq!((hers.title.as_str(), hers.revision, hers.lyrics), ("Hers", 2, None));
}

#[tokio::test]
async fn an_edit_is_a_version_and_a_stale_one_changes_nothing() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let id = house.song(ann, project, "key", NOW).await;
    let store = &house.store;
    store.rename_song(ann, id, "Ferry", 1, NOW.plus(1)).await.expect("an edit");
    store.save_lyrics(ann, id, "[Verse]\nla", "la", 2, NOW.plus(2)).await.expect("an edit");
    for stale in [
        store.rename_song(ann, id, "Boat", 2, NOW).await,
        store.save_lyrics(ann, id, "lo", "lo", 1, NOW).await,
    ] {
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
    }
    let song = store.get_song(ann, id).await.expect("her song");
    assert_eq!((song.title.as_str(), song.revision, song.updated_at), ("Ferry", 3, NOW.plus(2)));
    assert_eq!((song.lyrics.as_deref(), song.clean_lyrics.as_deref()), (Some("[Verse]\nla"), Some("la")));

    let versions = store.list_revisions(ann, id).await.expect("versions");
    let summary: Vec<_> =
        versions.iter().map(|v| (v.revision, v.title.as_str(), v.lyrics.as_deref())).collect();
    assert_eq!(summary, [(3, "Ferry", Some("[Verse]\nla")), (2, "Ferry", None)]);
    assert!(versions.iter().all(|version| version.origin == Origin::Edit));
}

#[tokio::test]
async fn a_deleted_song_takes_everything_with_it_and_its_id_is_not_given_again() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    let id = house.song(ann, project, "key", NOW).await;
    let claim = house.claim("worker", NOW).await.expect("the song");
    complete(&house.store, &claim, "la", &[file(FileType::Artwork, "files/1")], NOW).await.expect("the hold");
    assert_eq!(house.store.delete_song(ann, id).await.expect("her song"), ["files/1"]);
    assert!(matches!(house.store.delete_song(ann, id).await, Err(StoreError::NotFound)));
    for table in ["songs", "song_files", "song_revisions", "generation_sessions", "generation_events"] {
        assert_eq!(house.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
    assert!(house.song(ann, project, "key", NOW).await > id);
    house.assert_sound(NOW).await;
}

#[tokio::test]
async fn a_song_without_a_configuration_is_readable() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    house
        .run(
            "INSERT INTO songs (project_id, title, user_prompt, score) VALUES (1, 'By hand', 'a prompt', 85)",
        )
        .await
        .expect("a row");
    let song = house.store.get_song(ann, SongId(1)).await.expect("her song");
    assert_eq!((song.config.max_rounds, song.score), (3, Some(85.0)));
    assert!(house.store.list_songs(ann, Some(ProjectId(1)), 9, 0).await.is_ok());
}
