use domain::persona::Persona;

use crate::support::{House, NOW};

fn persona(name: &str, display_name: &str) -> (Persona, String) {
    let persona = Persona {
        name: name.to_owned(),
        display_name: display_name.to_owned(),
        styles: vec!["80s hair metal".to_owned(), "glam rock".to_owned()],
        visual_styles: vec!["woodblock".to_owned()],
        description: "Loud.".to_owned(),
        usage_count: 0,
    };
    (persona, format!("personas/{name}.md"))
}

#[tokio::test]
async fn the_table_says_what_the_files_say() {
    let house = House::new().await;
    let files = [persona("zed", "alpha"), persona("antidote", "Beta")];
    house.store.sync_personas(&files, NOW).await.expect("a sync");
    let listed = house.store.list_personas().await.expect("personas");
    assert_eq!(listed, [files[0].0.clone(), files[1].0.clone()], "by display name, in whatever case");
    let found = house.store.get_persona("antidote").await.expect("an answer");
    assert_eq!(found.as_ref(), Some(&files[1].0));
}

#[tokio::test]
async fn a_file_that_is_gone_is_not_listed_until_it_is_back() {
    let house = House::new().await;
    let files = [persona("antidote", "Antidote"), persona("zed", "Zed")];
    house.store.sync_personas(&files, NOW).await.expect("a sync");
    house.store.sync_personas(&files[1..], NOW).await.expect("a sync");
    assert_eq!(house.store.list_personas().await.expect("personas").len(), 1);
    assert_eq!(house.store.get_persona("antidote").await.expect("an answer"), None);
    house.store.sync_personas(&files, NOW).await.expect("a sync");
    assert_eq!(house.store.list_personas().await.expect("personas").len(), 2);
}

#[tokio::test]
async fn a_changed_card_is_taken_over_and_its_uses_still_count() {
    let house = House::new().await;
    house
        .store
        .sync_personas(&[persona("zed", "Zed"), persona("antidote", "Antidote")], NOW)
        .await
        .expect("a sync");
    house.run("UPDATE personas SET usage_count = 5").await.expect("an update");
    let changed = [persona("zed", "Zed the Second"), persona("antidote", "Antidote")];
    house.store.sync_personas(&changed, NOW.plus(1_000)).await.expect("a sync");
    let zed = house.store.get_persona("zed").await.expect("an answer").expect("zed");
    assert_eq!((zed.display_name.as_str(), zed.usage_count), ("Zed the Second", 5));
    let touched = "SELECT name FROM personas WHERE updated_at = '2026-11-23 08:41:08.250'";
    assert_eq!(house.texts(touched).await, ["zed"], "a row that says it already is left alone");
}
