//! Personas and styles as files in the data directory.

use std::time::Duration;

use studio::{Studio, SystemClock};
use tokio::sync::watch;

use crate::desk::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn a_persona_whose_file_changes_is_known_at_once() {
    let desk = Desk::new().await;
    let (stop, stopping) = watch::channel(false);
    let studio = desk.studio.clone();
    let watching =
        tokio::spawn(async move { studio.watch_personas(Duration::from_millis(5), stopping).await });
    let card = "# Suno Persona Name\nNew Voice\n\n## Persona styles\nfolk, warm\n\n## Visual styles\nink\n";
    std::fs::write(desk.path().join("personas/new_voice.md"), card).unwrap();
    let seen = async {
        while desk.studio.get_persona("new_voice").await.unwrap().is_none() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), seen).await.expect("the new persona");
    stop.send_replace(true);
    watching.await.unwrap();
}

#[tokio::test]
async fn styles_come_from_the_data_directory_and_a_broken_file_does_no_harm() {
    let desk = Desk::new().await;
    let names = |studio: &Studio, typed: &str| -> Vec<String> {
        studio.offer_styles(typed, &[]).into_iter().map(|style| style.name).collect()
    };
    assert!(names(&desk.studio, "folk").contains(&"folk".to_owned()));
    let file = desk.path().join("styles.json");
    let own = r#"[{"id": "yodel-core", "name": "yodel core", "kind": "genre", "description": "Ours."}]"#;
    for (text, expected) in [(own, "yodel core"), ("{broken", "folk")] {
        std::fs::write(&file, text).unwrap();
        let again = Studio::open(desk.path(), std::sync::Arc::new(SystemClock)).await.unwrap();
        assert_eq!(names(&again, expected).first().map(String::as_str), Some(expected));
        again.close().await;
    }
}
