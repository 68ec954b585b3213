//! Signing up, in and out, and the cookie between.

use crate::support::{PASSWORD, Server};

#[tokio::test]
async fn a_sign_in_is_a_cookie_that_scripts_and_other_sites_do_not_get() {
    let server = Server::start().await;
    server.sign_up("ann").await;
    let answer = server.anonymous().call("sign_in", &[("login", "ann"), ("password", PASSWORD)]).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("session="), "{cookie}");
    for flag in ["Path=/", "HttpOnly", "SameSite=Lax", "Max-Age="] {
        assert!(cookie.contains(flag), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "a browser would not keep it: {cookie}");
}

#[tokio::test]
async fn behind_tls_the_cookie_belongs_to_this_host_and_to_tls() {
    let server = Server::start_at(Some("https://songs.example.com")).await;
    let person = server.sign_up("ann").await;
    let answer = server.anonymous().call("sign_in", &[("login", "ann"), ("password", PASSWORD)]).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    assert!(cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
    assert_eq!(person.user().await.expect("signed in").username, "ann");
}

#[tokio::test]
async fn signing_in_gives_a_new_token_and_signing_out_ends_it() {
    let server = Server::start().await;
    let mut ann = server.sign_up("ann").await;
    let before = ann.cookie.clone();
    let answer = ann.call("sign_in", &[("login", "ann"), ("password", PASSWORD)]).await;
    ann.keep_cookie(&answer);
    assert_ne!(ann.cookie, before);
    let mut thief = server.anonymous();
    thief.cookie = before;
    assert_eq!(thief.user().await, None, "the old token lives on");
    thief.cookie = ann.cookie.clone();
    assert_eq!(ann.call("sign_out", &[]).await.status, 200);
    assert_eq!(thief.user().await, None, "a signed-out token lives on");
    assert_eq!(thief.call("list_projects", &[]).await.status, 401);
}

#[tokio::test]
async fn a_token_chosen_by_somebody_else_is_nobody() {
    let server = Server::start().await;
    server.sign_up("ann").await;
    let mut visitor = server.anonymous();
    for token in ["", "x", &"0".repeat(64), &"f".repeat(10_000)] {
        visitor.cookie = Some(format!("session={token}"));
        assert_eq!(visitor.user().await, None, "{token}");
    }
}
