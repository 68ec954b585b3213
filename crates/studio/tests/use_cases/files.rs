//! Files of songs.

use std::sync::Arc;

use studio::{StudioError, generation::BuiltinWriter};

use crate::desk::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_read_by_its_owner_only_and_only_unchanged() {
    let desk = Desk::new().await;
    let (ann, bob) = (desk.user("ann").await, desk.user("bob").await);
    let id = desk.song(ann, "k").await;
    desk.run(Arc::new(BuiltinWriter));
    desk.ended(ann, id).await;
    let cover = desk.studio.cover(ann, id).await.unwrap().unwrap();
    let (_, bytes) = desk.studio.read_file(ann, cover.id).await.unwrap();
    assert!(bytes.starts_with(b"\x89PNG"));
    assert!(matches!(desk.studio.read_file(bob, cover.id).await, Err(StudioError::NotFound)));
    std::fs::write(desk.stored(&cover.path), b"something else").unwrap();
    assert!(desk.studio.read_file(ann, cover.id).await.is_err());
    assert_eq!(desk.studio.examine(std::time::Duration::ZERO).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_a_project_takes_the_files_of_its_songs_from_the_disk() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let id = desk.song(ann, "k").await;
    desk.run(Arc::new(BuiltinWriter));
    desk.ended(ann, id).await;
    let paths: Vec<_> =
        desk.studio.list_files(ann, id).await.unwrap().iter().map(|file| desk.stored(&file.path)).collect();
    assert!(paths.len() == 4 && paths.iter().all(|path| path.exists()));
    desk.studio.delete_project(ann, desk.first_project(ann).await).await.unwrap();
    assert!(paths.iter().all(|path| !path.exists()));
    desk.assert_healthy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn writing_again_replaces_the_files() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let id = desk.song(ann, "k").await;
    desk.run(Arc::new(BuiltinWriter));
    desk.ended(ann, id).await;
    desk.studio.write_again(ann, id, studio::songs::Seed::Another).await.unwrap();
    desk.ended(ann, id).await;
    assert_eq!(desk.studio.list_files(ann, id).await.unwrap().len(), 4);
    desk.assert_healthy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_without_a_row_is_a_problem_once_nobody_can_be_about_to_commit_it() {
    let desk = Desk::new().await;
    let folder = desk.stored("files/ab");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("abcdef"), "left behind").unwrap();
    let problems = desk.studio.examine(std::time::Duration::ZERO).await.unwrap();
    assert!(problems.len() == 1 && problems[0].contains("files/ab/abcdef"), "{problems:?}");
    assert!(desk.studio.examine(studio::files::ORPHAN_AGE).await.unwrap().is_empty(), "it is young");
}
