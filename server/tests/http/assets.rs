//! The built site: script, WASM, style, icons.

use axum::body::Body;
use server::Site;
use tempfile::TempDir;

use crate::support::{Answer, Server};

/// A site of three files, one of them compressed by the build.
async fn server(folder: &TempDir, hashes: Option<&str>) -> Server {
    let pkg = folder.path().join("pkg");
    std::fs::create_dir(&pkg).expect("a folder");
    for (name, content) in
        [("song-master.css", "body {}"), ("song-master.css.br", "as brotli"), ("other.js", "1")]
    {
        std::fs::write(pkg.join(name), content).expect("a file");
    }
    std::fs::write(folder.path().join("favicon.svg"), "<svg/>").expect("a file");
    Server::start_with(Site::at(folder.path(), hashes), None).await
}

async fn get(server: &Server, path: &str, encoding: &str) -> Answer {
    let request = server.anonymous().request("GET", path).header("accept-encoding", encoding);
    server.send(request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn files_of_the_build_are_sent_as_the_build_compressed_them_and_kept_for_ever() {
    let folder = TempDir::new().expect("a folder");
    // Leptos looks for the hashes beside the binary while it renders, so no page is rendered here.
    let server = server(&folder, Some("css: abc")).await;
    let answer = get(&server, "/pkg/song-master.css", "gzip, br").await;
    assert_eq!((answer.body.as_str(), answer.header("content-encoding")), ("as brotli", "br"));
    assert_eq!(answer.header("content-type"), "text/css");
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(get(&server, "/pkg/song-master.css", "identity").await.body, "body {}");
    let missing = get(&server, "/pkg/missing.js", "br").await;
    assert_eq!((missing.status, missing.header("cache-control")), (404, "no-store"));
}

#[tokio::test]
async fn the_lexicon_is_sent_compressed_where_that_is_understood_and_kept_for_ever() {
    let server = Server::start().await;
    let size = |answer: &Answer| answer.header("content-length").parse::<usize>().expect("a length");
    let small = get(&server, &app::engine::lexicon_path(), "gzip, br").await;
    assert_eq!((small.status, small.header("content-encoding")), (200, "br"));
    assert!(small.header("cache-control").contains("immutable"));
    assert!(size(&small) <= 550_000, "{} bytes", size(&small));
    let whole = get(&server, &app::engine::lexicon_path(), "identity").await;
    assert_eq!(
        (size(&whole), whole.header("content-encoding")),
        (songcraft::lexicon::LEXICON_BYTES.len(), "")
    );
    assert_eq!(get(&server, "/lexicon/0000000000000000.bin", "br").await.status, 404);
}

#[tokio::test]
async fn public_files_are_kept_for_an_hour_and_nothing_beside_them_is_reached() {
    let folder = TempDir::new().expect("a folder");
    let inside = folder.path().join("site");
    std::fs::create_dir(&inside).expect("a folder");
    std::fs::write(folder.path().join("secret"), "a secret").expect("a file");
    let inside = TempDir::new_in(inside).expect("a folder");
    let server = server(&inside, None).await;
    let icon = get(&server, "/favicon.svg", "identity").await;
    assert_eq!((icon.status, icon.header("cache-control")), (200, "public, max-age=3600"));
    for path in [
        "/../../secret",
        "/%2e%2e/%2e%2e/secret",
        "/pkg/../../../secret",
        "/pkg/..%2f..%2f..%2fsecret",
        "//secret",
    ] {
        let answer = get(&server, path, "identity").await;
        assert!(answer.status >= 400 && !answer.body.contains("a secret"), "{path}: {}", answer.status);
    }
}

#[tokio::test]
async fn pages_are_compressed_for_browsers_that_want_it_and_event_streams_never() {
    let server = Server::start().await;
    assert_eq!(get(&server, "/sign-in", "gzip, br").await.header("content-encoding"), "gzip");
    assert_eq!(get(&server, "/sign-in", "identity").await.header("content-encoding"), "");
    let ann = server.sign_up("ann").await;
    let request = ann.request("GET", "/events").header("accept-encoding", "gzip, br");
    let stream = server.open(request.body(Body::empty()).expect("a request")).await;
    assert_eq!((stream.status().as_u16(), stream.headers().get("content-encoding")), (200, None));
}
