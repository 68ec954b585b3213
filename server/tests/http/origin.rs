//! What other sites try in a visitor's name.

use axum::body::Body;

use crate::support::{PASSWORD, Person, Server};

/// Headers that no page of this site sends with a POST.
const FOREIGN: [&[(&str, &str)]; 6] = [
    &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
    &[("sec-fetch-site", "same-site"), ("origin", "http://other.localhost")],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "http://localhost.evil.example")],
    // Neither header: no browser of these years, and yet somebody's cookie.
    &[],
];

async fn create_project(person: &Person<'_>, server: &Server, headers: &[(&str, &str)], kind: &str) -> u16 {
    let request = person.request("POST", "/api/create_project").header("content-type", kind);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    server.send(request.body(Body::from("name=Planted")).expect("a request")).await.status
}

#[tokio::test]
async fn a_post_from_another_site_is_refused_and_changes_nothing() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    for headers in FOREIGN {
        for kind in ["application/x-www-form-urlencoded", "text/plain", "application/json"] {
            assert_eq!(create_project(&ann, &server, headers, kind).await, 403, "{headers:?} {kind}");
        }
    }
    let projects = server.studio.list_projects(ann.id().await).await.expect("projects");
    assert_eq!(projects.len(), 1, "{projects:?}");
}

#[tokio::test]
async fn a_program_without_a_cookie_needs_no_origin() {
    let server = Server::start().await;
    let request = server.anonymous().request("POST", "/api/current_user");
    assert_eq!(server.send(request.body(Body::empty()).expect("a request")).await.status, 200);
}

#[tokio::test]
async fn another_site_can_neither_sign_a_visitor_in_nor_choose_the_colours() {
    let server = Server::start().await;
    server.sign_up("ann").await;
    let body = format!("login=ann&password={}", PASSWORD.replace(' ', "+"));
    for (path, body) in [("/api/sign_in", body.as_str()), ("/theme", "theme=ink&back=/")] {
        let request = server
            .anonymous()
            .request("POST", path)
            .header("origin", "https://evil.example")
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = server.send(request.body(Body::from(body.to_owned())).expect("a request")).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (403, ""), "{path}");
    }
}

#[tokio::test]
async fn a_get_on_a_server_function_changes_nothing() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    for (path, _) in server_fn::axum::server_fn_paths() {
        let answer = ann.visit(&format!("{path}?name=Planted&id=1")).await;
        assert_eq!(answer.status, 405, "{path}");
    }
    assert_eq!(server.studio.list_projects(ann.id().await).await.expect("projects").len(), 1);
    assert!(ann.user().await.is_some(), "signed out by a GET");
}
