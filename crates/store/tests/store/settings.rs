use domain::{UserId, song::GenerationDefaults, system::SystemSettings};
use serde_json::{Value, json};
use store::StoreError;

use crate::support::{House, NOW};

#[tokio::test]
async fn a_new_database_has_the_default_settings() {
    let house = House::new().await;
    assert_eq!(house.store.system_settings().await.expect("settings"), SystemSettings::default());
}

#[tokio::test]
async fn what_the_administrator_sets_holds() {
    let house = House::new().await;
    let values = [
        ("max_songs_per_user", json!(7)),
        ("max_file_size_mb", json!(3)),
        ("supported_file_types", json!(["png"])),
        ("default_generation_config", json!({"max_rounds": 2, "score_threshold": 7.5})),
    ];
    for (key, value) in &values {
        house.store.set_system_setting(key, value, NOW).await.expect("a value");
    }
    let wanted = SystemSettings {
        max_songs_per_user: 7,
        max_file_size_mb: 3,
        supported_file_types: vec!["png".to_owned()],
        generation: GenerationDefaults { max_rounds: 2, score_threshold: 7.5 },
    };
    assert_eq!(house.store.system_settings().await.expect("settings"), wanted);
    assert_eq!(house.number("SELECT COUNT(*) FROM system_settings").await, 5, "no second row for a key");
}

#[tokio::test]
async fn a_missing_or_broken_value_counts_as_its_default_and_the_others_hold() {
    let house = House::new().await;
    house.run("DELETE FROM system_settings WHERE key = 'max_file_size_mb'").await.expect("a row");
    for (key, value) in
        [("default_generation_config", json!("three rounds")), ("max_songs_per_user", json!(7))]
    {
        house.store.set_system_setting(key, &value, NOW).await.expect("a value");
    }
    let wanted = SystemSettings { max_songs_per_user: 7, ..SystemSettings::default() };
    assert_eq!(house.store.system_settings().await.expect("settings"), wanted);
}

#[tokio::test]
async fn a_users_setting_keeps_its_kind_and_is_nobody_elses() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    let (ben, _) = house.user("ben").await;
    let store = &house.store;
    let values =
        [json!("dark"), json!("12"), json!(12), json!(0.5), json!(true), json!({"a": null}), Value::Null];
    for value in values {
        store.set_user_setting(ann, "theme", &value, "ui", NOW).await.expect("a value");
        assert_eq!(store.user_setting(ann, "theme").await.expect("an answer"), Some(value));
        assert_eq!(store.user_setting(ben, "theme").await.expect("an answer"), None);
    }
    assert_eq!(house.text("SELECT category FROM user_settings").await, "ui");
    let nobody = store.set_user_setting(UserId(99), "theme", &json!(1), "ui", NOW).await;
    assert!(matches!(nobody, Err(StoreError::NotFound)));
}
