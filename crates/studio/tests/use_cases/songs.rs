//! Asking for songs.

use domain::song::SongForm;
use studio::StudioError;

use crate::desk::{Desk, PROMPT};

fn form(prompt: &str) -> SongForm {
    SongForm { prompt: prompt.into(), ..SongForm::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_persona_that_the_prompt_names_sings_unless_another_is_chosen() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let project = desk.first_project(ann).await;
    let prompt = "A song about the night train, sung by Dusty Mile";
    for (chosen, expected, key) in [("", "dusty_mile", "a"), ("wren_hollow", "wren_hollow", "b")] {
        let form = SongForm { prompt: prompt.into(), persona: chosen.into(), ..SongForm::default() };
        let id = desk.studio.create_song(ann, project, &form, key).await.unwrap();
        assert_eq!(desk.studio.get_song(ann, id).await.unwrap().persona.as_deref(), Some(expected));
    }
}

#[tokio::test]
async fn the_same_form_sent_twice_makes_one_song() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    assert_eq!(desk.song(ann, "once").await, desk.song(ann, "once").await);
    assert_eq!(desk.studio.count_songs(ann).await.unwrap(), 1);
}

#[tokio::test]
async fn the_limit_is_named_when_it_is_reached() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let project = desk.first_project(ann).await;
    for number in 0..100 {
        desk.studio.create_song(ann, project, &form(PROMPT), &format!("key {number}")).await.unwrap();
    }
    let refused = desk.studio.create_song(ann, project, &form(PROMPT), "one more").await;
    let Err(StudioError::Refused(sentence)) = refused else { panic!("the limit was not held") };
    assert!(sentence.contains("100"), "{sentence}");
    let bob = desk.user("bob").await;
    desk.song(bob, "not ann's limit").await;
}

#[tokio::test]
async fn a_song_in_somebody_elses_project_is_refused() {
    let desk = Desk::new().await;
    let (ann, bob) = (desk.user("ann").await, desk.user("bob").await);
    let project = desk.first_project(ann).await;
    let refused = desk.studio.create_song(bob, project, &form(PROMPT), "k").await;
    assert!(matches!(refused, Err(StudioError::NotFound)));
}

#[tokio::test]
async fn an_unknown_persona_is_said_at_its_field() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let project = desk.first_project(ann).await;
    let form = SongForm { persona: "../../etc/passwd".into(), ..form(PROMPT) };
    let Err(StudioError::Fields(errors)) = desk.studio.create_song(ann, project, &form, "k").await else {
        panic!("an unknown persona was taken")
    };
    assert!(errors.get("persona").is_some());
}

#[tokio::test]
async fn a_persona_that_is_used_is_counted() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let project = desk.first_project(ann).await;
    let form = SongForm { persona: "antidote".into(), ..form(PROMPT) };
    desk.studio.create_song(ann, project, &form, "k").await.unwrap();
    let personas = desk.studio.list_personas().await.unwrap();
    let antidote = personas.iter().find(|persona| persona.name == "antidote").unwrap();
    assert_eq!((antidote.display_name.as_str(), antidote.usage_count), ("Antidote", 1));
    assert!(personas.len() >= 12);
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_kept_under_a_name_without_prompt_and_title_for_their_owner_alone() {
    let desk = Desk::new().await;
    let (ann, bob) = (desk.user("ann").await, desk.user("bob").await);
    let form = SongForm {
        prompt: "secret words about a boat".into(),
        title: "Boat".into(),
        rounds: "2".into(),
        styles: "waltz".into(),
        ..SongForm::default()
    };
    desk.studio.save_recipe(ann, " My waltzes ", &form).await.unwrap();
    let kept = SongForm { prompt: String::new(), title: String::new(), ..form.clone() };
    assert_eq!(desk.studio.list_recipes(ann).await.unwrap(), [("My waltzes".to_owned(), kept)]);
    assert!(desk.studio.list_recipes(bob).await.unwrap().is_empty());
    desk.studio.forget_recipe(bob, "My waltzes").await.unwrap();
    assert_eq!(desk.studio.list_recipes(ann).await.unwrap().len(), 1);
    let wrong = SongForm { rounds: "eleven".into(), ..form.clone() };
    for (name, form) in [(" ", &form), ("wrong", &wrong)] {
        assert!(
            matches!(desk.studio.save_recipe(ann, name, form).await, Err(StudioError::Fields(_))),
            "{name}"
        );
    }
    desk.studio.forget_recipe(ann, "My waltzes").await.unwrap();
    assert!(desk.studio.list_recipes(ann).await.unwrap().is_empty());
}
