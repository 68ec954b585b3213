use domain::{UserId, project::ProjectFields, song::SongStatus};
use serde_json::json;
use store::{DemoProject, DemoSong, StoreError};

use crate::support::{House, NOW, config};

fn songs() -> [DemoSong<'static>; 2] {
    [("Summer Dreams", 85.0), ("Midnight Drive", 92.0)].map(|(title, score)| DemoSong {
        lyrics: None,
        title,
        prompt: "An upbeat pop song about summer love",
        persona: "antidote",
        score,
        config: config(1),
    })
}

#[tokio::test]
async fn a_demonstration_brings_its_project_songs_and_settings() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    let fields = ProjectFields { name: "My First Project".into(), description: "A demo".into() };
    let project = DemoProject { fields: &fields, settings: json!({"theme": "dark"}) };
    let settings = [("theme", json!("dark"), "ui"), ("auto_save", json!(true), "ui")];
    let id = house.store.fill_with_demo(ann, &project, &songs(), &settings, NOW).await.expect("a demo");

    let listed = house.store.list_songs(ann, Some(id), 10, 0).await.expect("songs");
    let summary: Vec<_> = listed.iter().map(|song| (song.title.as_str(), song.score, song.status)).collect();
    let done = SongStatus::Completed;
    assert_eq!(summary, [("Midnight Drive", Some(92.0), done), ("Summer Dreams", Some(85.0), done)]);
    assert_eq!(house.store.user_setting(ann, "auto_save").await.expect("an answer"), Some(json!(true)));
    assert_eq!(
        house.text("SELECT settings FROM projects WHERE name = 'My First Project'").await,
        r#"{"theme":"dark"}"#
    );
    assert!(house.store.get_song(ann, listed[0].id).await.is_ok());
    house.assert_sound(NOW).await;

    let nobody = house.store.fill_with_demo(UserId(99), &project, &songs(), &settings, NOW).await;
    assert!(matches!(nobody, Err(StoreError::NotFound)));
}
