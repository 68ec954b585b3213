//! Projects: yours, and nobody else's.

use studio::StudioError;

use crate::desk::Desk;

#[tokio::test]
async fn a_stale_form_is_a_conflict_and_overwrites_nothing() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let id = desk.studio.create_project(ann, "Harbour songs", "").await.unwrap();
    let shown = desk.studio.get_project(ann, id).await.unwrap();
    desk.studio.update_project(ann, id, "Harbour", "first", shown.revision).await.unwrap();
    let stale = desk.studio.update_project(ann, id, "Haven", "second", shown.revision).await;
    assert!(matches!(stale, Err(StudioError::Conflict(_))));
    assert_eq!(desk.studio.get_project(ann, id).await.unwrap().name, "Harbour");
}

#[tokio::test]
async fn somebody_elses_project_is_not_there() {
    let desk = Desk::new().await;
    let (ann, bob) = (desk.user("ann").await, desk.user("bob").await);
    let id = desk.first_project(ann).await;
    assert!(matches!(desk.studio.get_project(bob, id).await, Err(StudioError::NotFound)));
    assert!(matches!(desk.studio.update_project(bob, id, "mine", "", 1).await, Err(StudioError::NotFound)));
    assert!(matches!(desk.studio.delete_project(bob, id).await, Err(StudioError::NotFound)));
    assert!(desk.studio.get_project(ann, id).await.is_ok());
}
