//! Forms without a script: nothing that was typed is lost.

use crate::support::{PASSWORD, PROMPT, Server, form};

#[tokio::test]
async fn a_form_that_is_accepted_leads_on() {
    let server = Server::start().await;
    let mut ann = server.anonymous();
    let fields = [("username", "ann"), ("email", "ann@example.com"), ("password", PASSWORD)];
    let answer = ann.post("/sign-up", "/api/sign_up", &fields).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
    ann.keep_cookie(&answer);
    assert_eq!(ann.user().await.expect("signed in").username, "ann");
}

#[tokio::test]
async fn a_refused_form_comes_back_with_everything_but_the_password() {
    let server = Server::start().await;
    let visitor = server.anonymous();
    let fields = [("username", "ann"), ("email", "nowhere"), ("password", "correct horse battery 1")];
    let answer = visitor.post("/sign-up", "/api/sign_up", &fields).await;
    let page = answer.header("location");
    assert_eq!(answer.status, 303);
    assert!(page.starts_with("/sign-up?returned="), "{page}");
    let answer = visitor.visit(page).await;
    assert_eq!(answer.status, 200);
    for words in ["value=\"ann\"", "value=\"nowhere\"", "name@example.com"] {
        assert!(answer.body.contains(words), "{words} is not in {}", answer.body);
    }
    assert!(!answer.body.contains("correct horse"), "the password came back");
}

#[tokio::test]
async fn a_prompt_that_is_too_short_stays_in_its_field() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let fields = [("prompt", "<b>rain"), ("title", "Tin Roof"), ("project", "1"), ("request_key", "k1")];
    let answer = ann.post("/new", "/api/create_song", &fields).await;
    let page = answer.header("location").to_owned();
    assert!(page.starts_with("/new?returned="), "{page}");
    let shown = ann.visit(&page).await;
    assert!(shown.body.contains("&lt;b>rain") || shown.body.contains("&lt;b&gt;rain"), "{}", shown.body);
    assert!(shown.body.contains("Tin Roof") && shown.body.contains("at least 10 characters"));
    // Somebody else who comes by the address sees an empty form.
    let bob = server.sign_up("bob").await;
    assert!(!bob.visit(&page).await.body.contains("Tin Roof"));
    // Sent again from the page it came back on, it carries one key only.
    let again = ann.post(&page, "/api/create_song", &fields).await;
    assert_eq!(again.header("location").matches("returned=").count(), 1);
}

#[tokio::test]
async fn the_same_form_sent_twice_makes_one_song() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let project = server.studio.list_projects(ann.id().await).await.expect("projects")[0].id.to_string();
    let fields = [("prompt", PROMPT), ("project", &project), ("request_key", "k1")];
    let first = ann.post("/new", "/api/create_song", &fields).await;
    let second = ann.post("/new", "/api/create_song", &fields).await;
    assert!(first.header("location").starts_with("/songs/"), "{first:?}");
    assert_eq!(first.header("location"), second.header("location"));
    assert_eq!(server.studio.count_songs(ann.id().await).await.expect("a count"), 1);
}

#[tokio::test]
async fn a_refusal_without_a_page_to_go_back_to_is_a_page_of_its_own() {
    let server = Server::start().await;
    let request = server.anonymous().request("POST", "/api/sign_in").header("accept", "text/html");
    let request = form(request, &[("login", "ann"), ("password", "wrong")]);
    let answer = server.send(request).await;
    assert_eq!(answer.status, 401);
    assert!(answer.header("content-type").starts_with("text/html"));
    assert!(answer.body.contains("do not fit together"), "{}", answer.body);
}

#[tokio::test]
async fn a_form_never_leads_back_to_another_site() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let request = ann
        .request("POST", "/api/sign_out")
        .header("accept", "text/html")
        .header("sec-fetch-site", "same-origin")
        .header("referer", "https://evil.example/page");
    let answer = server.send(form(request, &[])).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
}
