use domain::{ProjectId, UserId, file::FileType, project::ProjectFields};
use store::StoreError;

use crate::support::{House, NOW, complete, file};

fn fields(name: &str) -> ProjectFields {
    ProjectFields { name: name.to_owned(), description: "for the winter".to_owned() }
}

#[tokio::test]
async fn projects_are_listed_newest_first_with_their_number_of_songs() {
    let house = House::new().await;
    let (ann, first) = house.user("ann").await;
    let second = house.store.create_project(ann, &fields("Winter"), NOW.plus(1)).await.expect("a project");
    house.song(ann, first, "one", NOW).await;
    house.song(ann, first, "two", NOW).await;
    let projects = house.store.list_projects(ann).await.expect("projects");
    assert_eq!(projects.iter().map(|p| (p.id, p.songs)).collect::<Vec<_>>(), [(second, 0), (first, 2)]);
    assert_eq!(projects[0], house.store.get_project(ann, second).await.expect("her project"));
    assert_eq!((projects[0].description.as_str(), projects[1].description.as_str()), ("for the winter", ""));
}

#[tokio::test]
async fn an_edit_counts_and_a_stale_one_changes_nothing() {
    let house = House::new().await;
    let (ann, id) = house.user("ann").await;
    house.store.update_project(ann, id, &fields("Winter"), 1, NOW.plus(5)).await.expect("an edit");
    let project = house.store.get_project(ann, id).await.expect("her project");
    assert_eq!((project.name.as_str(), project.revision), ("Winter", 2));
    assert_eq!((project.created_at, project.updated_at), (NOW, NOW.plus(5)));

    let stale = house.store.update_project(ann, id, &fields("Summer"), 1, NOW).await;
    assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
    assert_eq!(house.store.get_project(ann, id).await.expect("her project"), project);
}

#[tokio::test]
async fn another_users_project_is_not_there() {
    let house = House::new().await;
    let (_, anns) = house.user("ann").await;
    let (ben, _) = house.user("ben").await;
    let store = &house.store;
    assert!(matches!(store.get_project(ben, anns).await, Err(StoreError::NotFound)));
    assert!(matches!(
        store.update_project(ben, anns, &fields("His"), 1, NOW).await,
        Err(StoreError::NotFound)
    ));
    assert!(matches!(store.delete_project(ben, anns).await, Err(StoreError::NotFound)));
    assert!(store.list_projects(ben).await.expect("projects").iter().all(|project| project.id != anns));
    assert_eq!(house.text("SELECT name FROM projects WHERE id = 1").await, "My songs");
}

#[tokio::test]
async fn nobody_can_have_no_project() {
    let house = House::new().await;
    let error = house.store.create_project(UserId(9), &fields("Winter"), NOW).await;
    assert!(matches!(error, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn deleting_a_project_takes_its_songs_and_names_their_files() {
    let house = House::new().await;
    let (ann, first) = house.user("ann").await;
    let second = house.store.create_project(ann, &fields("Winter"), NOW).await.expect("a project");
    for (project, path) in [(first, "files/1"), (second, "files/2")] {
        house.song(ann, project, path, NOW).await;
        let claim = house.claim("worker", NOW).await.expect("the song");
        complete(&house.store, &claim, "la", &[file(FileType::Artwork, path)], NOW).await.expect("the hold");
    }
    assert_eq!(house.store.delete_project(ann, first).await.expect("her project"), ["files/1"]);
    assert_eq!(house.store.count_songs(ann).await.expect("a count"), 1);
    assert_eq!(house.store.all_file_paths().await.expect("paths"), ["files/2"]);
    assert!(matches!(house.store.delete_project(ann, ProjectId(99)).await, Err(StoreError::NotFound)));
    house.assert_sound(NOW).await;
}
