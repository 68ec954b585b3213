//! What every answer tells a browser.

use crate::support::{PROMPT, Server};

#[tokio::test]
async fn every_script_of_a_page_carries_the_nonce_of_its_policy() {
    let server = Server::start().await;
    let answer = server.anonymous().visit("/sign-in").await;
    let policy = answer.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
    assert!(nonce.len() >= 22, "{nonce}");
    let scripts: Vec<&str> =
        answer.body.split("<script").skip(1).filter_map(|rest| rest.split('>').next()).collect();
    assert!(!scripts.is_empty(), "the page hydrates");
    for script in scripts {
        assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{script}");
    }
    let again = server.anonymous().visit("/sign-in").await;
    assert_ne!(again.header("content-security-policy"), policy, "a nonce is used once");
}

#[tokio::test]
async fn pages_data_files_and_refusals_are_all_protected() {
    let server = Server::start().await;
    let visitor = server.anonymous();
    let long = "x".repeat(300 * 1024);
    for answer in [
        visitor.visit("/").await,
        visitor.visit("/healthz").await,
        visitor.visit("/no/such/page").await,
        visitor.visit("/pkg/nothing.js").await,
        visitor.visit("/files/1").await,
        visitor.call("list_songs", &[]).await,
        visitor.call("create_song", &[("prompt", &long)]).await,
    ] {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cache-control", "no-store"),
            ("strict-transport-security", ""),
        ] {
            assert_eq!(answer.header(name), value, "{name} of {}", answer.body);
        }
        assert!(answer.header("content-security-policy").starts_with("default-src 'none';"));
        assert_eq!(answer.header("x-request-id").len(), 16);
    }
}

#[tokio::test]
async fn behind_tls_a_browser_is_told_to_come_by_tls_only() {
    let server = Server::start_at(Some("https://songs.example.com")).await;
    let answer = server.anonymous().visit("/healthz").await;
    assert!(answer.header("strict-transport-security").contains("max-age=31536000"));
}

#[tokio::test]
async fn an_unknown_address_is_a_page_that_names_the_request() {
    let server = Server::start().await;
    let answer = server.anonymous().visit("/no/such/page").await;
    assert_eq!(answer.status, 404);
    assert!(answer.header("content-type").starts_with("text/html"));
    assert!(answer.body.contains(answer.header("x-request-id")), "{}", answer.body);
}

#[tokio::test]
async fn an_unknown_function_is_not_found_and_says_so_in_json() {
    let server = Server::start().await;
    let answer = server.anonymous().call("no_such_function", &[]).await;
    assert_eq!((answer.status, answer.header("content-type")), (404, "application/json"));
    let error: app::AppError = answer.json();
    assert_eq!(error.request_id.as_deref(), Some(answer.header("x-request-id")));
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_before_it_is_understood() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let prompt = PROMPT.repeat(6_000);
    let answer =
        ann.call("create_song", &[("prompt", &prompt), ("project", "1"), ("request_key", "k")]).await;
    assert_eq!(answer.status, 413);
    assert_eq!(server.studio.count_songs(ann.id().await).await.expect("a count"), 0);
}

#[tokio::test]
async fn a_function_without_its_arguments_is_a_bad_request_with_an_id() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let answer = ann.call("get_song", &[]).await;
    assert_eq!(answer.status, 400);
    let error: app::AppError = answer.json();
    assert_eq!(error.request_id.as_deref(), Some(answer.header("x-request-id")));
}

#[tokio::test]
async fn the_chosen_colours_are_kept_and_the_page_comes_back() {
    let server = Server::start().await;
    let mut visitor = server.anonymous();
    let answer = visitor.post("/sign-up", "/theme", &[("theme", "ink"), ("back", "/sign-up")]).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/sign-up"));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("theme=ink;") && cookie.contains("SameSite=Lax"), "{cookie}");
    visitor.keep_cookie(&answer);
    assert!(visitor.visit("/sign-up").await.body.contains("data-theme=\"ink\""));
    let answer = visitor.post("/", "/theme", &[("theme", "ink"), ("back", "//evil.example")]).await;
    assert_eq!(answer.header("location"), "/");
}
