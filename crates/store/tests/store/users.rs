use domain::{UserId, account::Role, file::FileType};
use store::{NewUser, StoreError};

use crate::support::{House, NOW, complete, file};

fn new<'a>(username: &'a str, email: &'a str) -> NewUser<'a> {
    NewUser {
        username,
        email,
        password_hash: "$argon2id$hash",
        first_name: Some("Ann"),
        last_name: Some("Lee"),
    }
}

#[tokio::test]
async fn the_first_account_is_the_administrator_and_no_other() {
    let house = House::new().await;
    let ann = house.store.create_user(&new("ann", "ann@example.com"), "My songs", NOW).await.expect("ann");
    let ben = house.store.create_user(&new("ben", "ben@example.com"), "My songs", NOW).await.expect("ben");
    assert_eq!((ann.role, ben.role), (Role::Admin, Role::Member));
    assert_eq!(ann.created_at, NOW);
    assert_eq!(house.store.get_user(ann.id).await.expect("ann"), ann);
    assert_eq!(house.store.count_users().await.expect("a count"), 2);
}

#[tokio::test]
async fn a_new_account_has_its_first_project() {
    let house = House::new().await;
    let ann = house.store.create_user(&new("ann", "ann@example.com"), "My songs", NOW).await.expect("ann");
    let projects = house.store.list_projects(ann.id).await.expect("projects");
    assert_eq!(projects.iter().map(|project| project.name.as_str()).collect::<Vec<_>>(), ["My songs"]);
}

#[tokio::test]
async fn a_name_or_address_is_taken_in_whatever_case_and_nothing_is_left_behind() {
    let house = House::new().await;
    house.user("ann").await;
    for (username, email, field) in [
        ("ANN", "new@example.com", "username"),
        ("new", "Ann@Example.COM", "email"),
        ("ann", "ann@example.com", "username"),
    ] {
        let error = house.store.create_user(&new(username, email), "My songs", NOW).await.err();
        assert!(
            matches!(error, Some(StoreError::Taken(taken)) if taken == field),
            "{username} {email}: {error:?}"
        );
    }
    assert_eq!(house.store.count_users().await.expect("a count"), 1);
    assert_eq!(house.number("SELECT COUNT(*) FROM projects").await, 1);
}

#[tokio::test]
async fn one_signs_in_by_name_or_address_in_whatever_case() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    house.user("ben").await;
    for login in ["ann", "ANN", "ann@example.com", "Ann@EXAMPLE.com"] {
        let found = house.store.credentials(login).await.expect("an answer").expect(login);
        assert_eq!((found.user.id, found.is_active), (ann, true));
        assert_eq!(found.password_hash, "$argon2id$test");
    }
    for login in ["", "an", "ann ", "%", "ann@example.co"] {
        assert!(house.store.credentials(login).await.expect("an answer").is_none(), "{login}");
    }
}

#[tokio::test]
async fn a_disabled_account_says_so() {
    let house = House::new().await;
    house.user("ann").await;
    house.run("UPDATE users SET is_active = FALSE").await.expect("an update");
    let found = house.store.credentials("ann").await.expect("an answer").expect("ann");
    assert!(!found.is_active);
}

#[tokio::test]
async fn a_login_is_noted() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    house.store.record_login(ann, NOW.plus(1_000)).await.expect("her account");
    assert_eq!(house.text("SELECT last_login_at FROM users").await, "2026-11-23 08:41:08.250");
    assert!(matches!(house.store.record_login(UserId(99), NOW).await, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn deleting_an_account_names_its_files_and_touches_no_one_elses() {
    let house = House::new().await;
    let (ann, anns) = house.user("ann").await;
    let (ben, bens) = house.user("ben").await;
    for (owner, project, path) in [(ann, anns, "files/a"), (ben, bens, "files/b")] {
        house.song(owner, project, path, NOW).await;
        let claim = house.claim("worker", NOW).await.expect("the song");
        complete(&house.store, &claim, "la", &[file(FileType::Artwork, path)], NOW).await.expect("the hold");
    }
    assert_eq!(house.store.delete_user(ann).await.expect("her account"), ["files/a"]);
    assert!(matches!(house.store.get_user(ann).await, Err(StoreError::NotFound)));
    assert!(matches!(house.store.delete_user(ann).await, Err(StoreError::NotFound)));
    assert_eq!(house.store.count_songs(ben).await.expect("a count"), 1);
    assert_eq!(house.store.all_file_paths().await.expect("paths"), ["files/b"]);
}

#[tokio::test]
async fn the_id_of_a_deleted_account_is_not_given_again() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    house.store.delete_user(ann).await.expect("her account");
    let (ben, _) = house.user("ben").await;
    assert!(ben > ann);
}
