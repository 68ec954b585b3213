//! Another cover.

use std::sync::Arc;

use studio::{StudioError, generation::BuiltinWriter};

use crate::desk::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn another_cover_takes_the_place_of_the_old_one() {
    let desk = Desk::new().await;
    let (ann, bob) = (desk.user("ann").await, desk.user("bob").await);
    let id = desk.song(ann, "k").await;
    assert!(
        matches!(desk.studio.redraw_cover(ann, id, "").await, Err(StudioError::Conflict(_))),
        "it is in line"
    );
    desk.run(Arc::new(BuiltinWriter));
    desk.ended(ann, id).await;
    let old = desk.studio.cover(ann, id).await.unwrap().unwrap();
    desk.studio.redraw_cover(ann, id, "geometric").await.unwrap();
    let new = desk.studio.cover(ann, id).await.unwrap().unwrap();
    assert_ne!(new.checksum, old.checksum);
    assert!(!desk.stored(&old.path).exists());
    assert_eq!(desk.studio.list_files(ann, id).await.unwrap().len(), 3);
    assert!(matches!(desk.studio.redraw_cover(bob, id, "").await, Err(StudioError::NotFound)));
    assert!(matches!(desk.studio.redraw_cover(ann, id, "../x").await, Err(StudioError::Fields(_))));
    desk.assert_healthy().await;
}
