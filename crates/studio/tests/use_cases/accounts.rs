//! Signing up, in and out.

use domain::account::Role;
use studio::{StudioError, accounts::Visitor};

use crate::desk::{Desk, PASSWORD};

fn visitor(address: &str) -> Visitor {
    Visitor { address: address.into(), user_agent: "test".into() }
}

#[tokio::test]
async fn the_first_account_is_the_administrator_and_finds_a_project() {
    let desk = Desk::new().await;
    let (ann, _) =
        desk.studio.sign_up("ann", "ann@example.com", PASSWORD, &Visitor::default()).await.unwrap();
    let (bob, _) =
        desk.studio.sign_up("bob", "bob@example.com", PASSWORD, &Visitor::default()).await.unwrap();
    assert_eq!((ann.role, bob.role), (Role::Admin, Role::Member));
    assert_eq!(desk.studio.list_projects(bob.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_taken_name_or_address_is_said_at_its_field_whatever_its_case() {
    let desk = Desk::new().await;
    desk.user("ann").await;
    for (name, email, field) in [("ANN", "new@example.com", "username"), ("new", "Ann@Example.com", "email")]
    {
        let refused = desk.studio.sign_up(name, email, PASSWORD, &Visitor::default()).await;
        let Err(StudioError::Fields(errors)) = refused else { panic!("{name} was not refused at a field") };
        assert!(errors.get(field).is_some(), "{errors:?}");
    }
}

#[tokio::test]
async fn name_and_address_both_sign_in_and_the_token_ends_with_the_sign_out() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    for login in ["ann", "Ann", " ann@example.com "] {
        let (user, token) = desk.studio.sign_in(login, PASSWORD, &visitor("a")).await.unwrap();
        assert_eq!(user.id, ann);
        assert!(desk.studio.signed_in(&token.token).await.unwrap().is_some());
        desk.studio.sign_out(&token.token).await.unwrap();
        assert!(desk.studio.signed_in(&token.token).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_get_the_same_answer() {
    let desk = Desk::new().await;
    desk.user("ann").await;
    let wrong = desk.studio.sign_in("ann", "not this one", &visitor("a")).await.err().unwrap();
    let unknown = desk.studio.sign_in("nobody", "not this one", &visitor("a")).await.err().unwrap();
    assert_eq!(wrong.to_string(), unknown.to_string());
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_owner_still_gets_in_from_elsewhere() {
    let desk = Desk::new().await;
    desk.user("ann").await;
    for _ in 0..5 {
        desk.studio.sign_in("ann", "a wrong guess", &visitor("stranger")).await.err().unwrap();
    }
    let slowed = desk.studio.sign_in("ann", PASSWORD, &visitor("stranger")).await;
    assert!(matches!(slowed, Err(StudioError::TooMany(1..))));
    assert!(desk.studio.sign_in("ann", PASSWORD, &visitor("owner")).await.is_ok());
    desk.clock.turn(61_000);
    assert!(desk.studio.sign_in("ann", PASSWORD, &visitor("stranger")).await.is_ok());
}

#[tokio::test]
async fn a_sign_in_ends_when_it_is_not_used_and_lives_while_it_is_up_to_its_end() {
    const DAY: i64 = 24 * 3_600_000;
    let desk = Desk::new().await;
    desk.user("ann").await;
    let (_, idle) = desk.studio.sign_in("ann", PASSWORD, &visitor("a")).await.unwrap();
    let (_, used) = desk.studio.sign_in("ann", PASSWORD, &visitor("a")).await.unwrap();
    for _ in 0..8 {
        desk.clock.turn(10 * DAY);
        assert!(desk.studio.signed_in(&used.token).await.unwrap().is_some());
    }
    assert!(desk.studio.signed_in(&idle.token).await.unwrap().is_none());
    desk.clock.turn(11 * DAY);
    assert!(desk.studio.signed_in(&used.token).await.unwrap().is_none(), "90 days are the end");
}

#[tokio::test]
async fn the_demonstration_fills_an_empty_server_only() {
    let desk = Desk::new().await;
    let demo = desk.studio.fill_with_demo().await.unwrap();
    let (user, _) = desk.studio.sign_in(&demo.username, &demo.password, &visitor("a")).await.unwrap();
    let projects = desk.studio.list_projects(user.id).await.unwrap();
    assert_eq!(
        projects.iter().map(|project| project.name.as_str()).collect::<Vec<_>>(),
        ["My First Project"]
    );
    let mut songs: Vec<_> = desk.studio.list_songs(user.id, None, 0, None).await.unwrap();
    songs.sort_by(|a, b| a.title.cmp(&b.title));
    let told: Vec<_> = songs.iter().map(|song| (song.title.as_str(), song.score)).collect();
    assert_eq!(told, [("Midnight Drive", Some(92.0)), ("Summer Dreams", Some(85.0))]);
    assert!(matches!(desk.studio.fill_with_demo().await, Err(StudioError::Refused(_))));
}
