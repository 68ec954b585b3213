//! Another cover.

use std::sync::Arc;

use studio::{StudioError, generation::BuiltinWriter};

use crate::desk::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn a_list_shows_the_small_picture_of_the_newest_cover() {
    let desk = Desk::new().await;
    let ann = desk.user("ann").await;
    let id = desk.song(ann, "k").await;
    let listed = async || desk.studio.list_songs(ann, None, 0, None).await.unwrap()[0].thumbnail;
    assert_eq!(listed().await, None, "nothing is drawn yet");
    desk.run(Arc::new(BuiltinWriter));
    desk.ended(ann, id).await;
    let first = listed().await.expect("a finished song has a cover");
    desk.studio.redraw_cover(ann, id, "").await.unwrap();
    let second = listed().await.expect("it still has one");
    assert_ne!(first, second);
    let (file, bytes) = desk.studio.read_file(ann, second).await.unwrap();
    assert_eq!((file.mime_type.as_str(), &bytes[8..12]), ("image/webp", b"WEBP".as_slice()));
    assert!(matches!(desk.studio.read_file(ann, first).await, Err(StudioError::NotFound)));
    desk.assert_healthy().await;
}

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
    assert_eq!(desk.studio.list_files(ann, id).await.unwrap().len(), 4, "lyrics, metadata, cover, thumbnail");
    assert!(matches!(desk.studio.redraw_cover(bob, id, "").await, Err(StudioError::NotFound)));
    assert!(matches!(desk.studio.redraw_cover(ann, id, "../x").await, Err(StudioError::Fields(_))));
    desk.assert_healthy().await;
}
