//! Files of songs, for their owner.

use domain::file::{FileType, SongFile};

use crate::support::{Person, Server};

async fn files(server: &Server, ann: &Person<'_>) -> Vec<SongFile> {
    let owner = ann.id().await;
    let song = server.song(owner, "k1").await;
    server.start_workers();
    server.wait_for_the_end(owner, song).await;
    server.studio.list_files(owner, song).await.expect("files")
}

#[tokio::test]
async fn a_file_is_its_owners_and_nobody_elses() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let bob = server.sign_up("bob").await;
    let files = files(&server, &ann).await;
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        let path = format!("/files/{}", file.id);
        let answer = ann.visit(&path).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.bytes.len() as u64, file.size);
        assert_eq!(answer.header("etag"), format!("\"{}\"", file.checksum));
        assert_eq!(answer.header("content-type"), file.mime_type);
        assert!(answer.header("content-disposition").starts_with("attachment; filename=\""));
        assert!(answer.header("content-security-policy").contains("sandbox"));
        assert_eq!((bob.visit(&path).await.status, server.anonymous().visit(&path).await.status), (404, 401));
    }
    for id in ["0", "-1", "99999", "x", "1%2F..", "9223372036854775808"] {
        assert_eq!(ann.visit(&format!("/files/{id}")).await.status, 404, "{id}");
    }
}

#[tokio::test]
async fn only_pictures_are_shown_in_place() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    for file in files(&server, &ann).await {
        let answer = ann.visit(&format!("/files/{}?inline=1", file.id)).await;
        let kind = if file.file_type == FileType::Artwork { "inline" } else { "attachment" };
        assert!(answer.header("content-disposition").starts_with(kind), "{file:?}");
    }
}

#[tokio::test]
async fn a_file_that_the_browser_has_is_not_sent_again() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let file = files(&server, &ann).await.swap_remove(0);
    let request = ann
        .request("GET", &format!("/files/{}", file.id))
        .header("if-none-match", format!("\"{}\"", file.checksum));
    let answer = server.send(request.body(axum::body::Body::empty()).expect("a request")).await;
    assert_eq!((answer.status, answer.bytes.len()), (304, 0));
    assert_eq!(answer.header("cache-control"), "private, no-cache");
}
