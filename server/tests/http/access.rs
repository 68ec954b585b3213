//! Every page, server function and route, asked for by its owner, by another user and by nobody. The
//! other user is the administrator: running the server gives no look into songs.
//!
//! The lists come from the router and from the registered functions: whatever is added there and not
//! here fails the test.

use std::collections::BTreeSet;

use app::host::RequestContext;
use leptos::prelude::provide_context;
use leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context;

use crate::support::{PASSWORD, PROMPT, Person, Server};

/// Statuses for the owner, the other user and an anonymous visitor.
type Statuses = [u16; 3];

/// What belongs to the owner when a row is tried; fresh for each row.
struct Estate {
    project: String,
    song: String,
    /// Another for each row and caller.
    key: String,
}

type Fields = Vec<(&'static str, String)>;

/// Mine: it works. Another's: it is not there. Nobody's: sign in.
const MINE: Statuses = [200, 404, 401];
/// Everybody gets their own.
const EACH: Statuses = [200, 200, 401];
/// It does not matter who asks.
const ALL: Statuses = [200, 200, 200];

fn functions(estate: &Estate) -> Vec<(&'static str, Fields, Statuses)> {
    let project = || vec![("id", estate.project.clone())];
    let song = || vec![("id", estate.song.clone())];
    let name = format!("user{}", estate.key);
    let email = format!("{name}@example.com");
    let sign_up = vec![("username", name), ("email", email), ("password", PASSWORD.to_owned())];
    let new_song = vec![
        ("prompt", PROMPT.to_owned()),
        ("project", estate.project.clone()),
        ("request_key", estate.key.clone()),
    ];
    let changed =
        vec![("id", estate.project.clone()), ("name", "Taken".to_owned()), ("revision", "1".to_owned())];
    let listed = vec![("project", estate.project.clone()), ("offset", "0".to_owned())];
    let new_writer = vec![
        ("name", "Mine".to_owned()),
        ("kind", "openai-compatible".to_owned()),
        ("base_url", "https://api.openai.com/v1/".to_owned()),
        ("model", "m".to_owned()),
    ];
    // A number that no writer has, whoever asks; whose writer is whose is tried in the use cases.
    let no_writer = || vec![("writer", "own:1".to_owned())];
    let of_song = |more: Fields| song().into_iter().chain(more).collect::<Fields>();
    let replay = of_song(vec![("request_key", format!("{}-replay", estate.key))]);
    let branch = of_song(vec![("stage", "brief".to_owned()), ("request_key", estate.key.clone())]);
    vec![
        // The other user is the administrator.
        ("allow_hosts", vec![("hosts", "localhost:11434".to_owned())], [404, 200, 401]),
        // Nothing of the song was written that it could branch off from.
        ("branch_song", branch, [404, 404, 401]),
        ("cancel_song", song(), MINE),
        ("continue_song", song(), MINE),
        ("create_project", vec![("name", "Winter".to_owned())], EACH),
        ("create_song", new_song, MINE),
        ("current_user", vec![], ALL),
        ("delete_project", project(), MINE),
        ("delete_song", song(), MINE),
        ("delete_writer", no_writer(), [404, 404, 401]),
        ("example_song", vec![], ALL),
        ("forget_recipe", vec![("name", "waltzes".to_owned())], EACH),
        ("get_project", project(), MINE),
        ("get_song", song(), MINE),
        ("get_writer", no_writer(), [404, 404, 401]),
        ("keep_local", vec![], EACH),
        // Somebody else's project has no songs for this user: an empty list.
        ("list_projects", vec![], EACH),
        ("list_songs", listed, EACH),
        ("list_writers", vec![], EACH),
        ("live_songs", vec![], EACH),
        ("offer_styles", vec![("typed", "fol".to_owned())], EACH),
        ("redraw_cover", song(), MINE),
        ("replay_song", replay, MINE),
        ("save_writer", new_writer, EACH),
        ("set_default_writer", vec![("writer", "builtin".to_owned())], EACH),
        ("sign_in", vec![("login", "owner".to_owned()), ("password", PASSWORD.to_owned())], ALL),
        ("sign_out", vec![], ALL),
        ("sign_up", sign_up, ALL),
        ("song_choices", vec![], EACH),
        ("song_making", song(), MINE),
        // It is not being written.
        ("stop_after_round", song(), [409, 404, 401]),
        ("try_writer", no_writer(), [404, 404, 401]),
        ("update_project", changed, MINE),
        ("write_again", song(), MINE),
        ("writer_models", no_writer(), [404, 404, 401]),
    ]
}

fn pages(estate: &Estate) -> Vec<(&'static str, String, Statuses)> {
    let own = |page: &str, id: &str| page.replace("{id}", id);
    let of_song = |page: &'static str| (page, own(page, &estate.song), MINE);
    let of_project = |page: &'static str| (page, own(page, &estate.project), MINE);
    let plain = |page: &'static str, statuses| (page, page.to_owned(), statuses);
    vec![
        plain("/", ALL),
        plain("/new", EACH),
        plain("/projects", EACH),
        plain("/projects/new", EACH),
        of_project("/projects/{id}"),
        of_project("/projects/{id}/delete"),
        of_project("/projects/{id}/edit"),
        plain("/sign-in", ALL),
        plain("/sign-up", ALL),
        plain("/songs", EACH),
        of_song("/songs/{id}"),
        of_song("/songs/{id}/delete"),
        of_song("/songs/{id}/making"),
        plain("/writers", EACH),
        plain("/writers/new", EACH),
        ("/writers/{writer}", "/writers/own:1".to_owned(), [404, 404, 401]),
    ]
}

async fn estate(server: &Server, owner: &Person<'_>, key: String) -> Estate {
    let id = owner.id().await;
    let project = server.studio.create_project(id, "Estate", "").await.expect("a project");
    let song = server.song(id, &format!("song-{key}")).await;
    // A song that waits cannot be written again.
    server.studio.cancel_song(id, song).await.expect("a cancelled song");
    Estate { project: project.to_string(), song: song.to_string(), key }
}

#[tokio::test]
async fn every_server_function_knows_its_owner() {
    let server = Server::start().await;
    server.sign_up("admin").await;
    server.sign_up("owner").await;
    let mut untried: BTreeSet<String> = server_fn::axum::server_fn_paths()
        .map(|(path, _)| path.trim_start_matches("/api/").to_owned())
        .collect();
    let rows = functions(&Estate { project: String::new(), song: String::new(), key: String::new() }).len();
    for row in 0..rows {
        // A stranger comes first: what a stranger did is what the owner finds.
        for (caller, status_of) in [("nobody", 2), ("other", 1), ("owner", 0)] {
            let owner = server.sign_in("owner").await;
            let owner_id = owner.id().await;
            let estate = estate(&server, &owner, format!("{row}{caller}")).await;
            let (function, fields, statuses) = functions(&estate).swap_remove(row);
            let person = match caller {
                "nobody" => server.anonymous(),
                "other" => server.sign_in("admin").await,
                _ => owner,
            };
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = person.call(function, &fields).await;
            assert_eq!(answer.status, statuses[status_of], "{function} by {caller}: {}", answer.body);
            if caller != "owner" {
                let owner = server.sign_in("owner").await;
                assert_eq!(
                    owner.call("get_song", &[("id", &estate.song)]).await.status,
                    200,
                    "{function} by {caller}"
                );
                let project: domain::project::Project =
                    owner.call("get_project", &[("id", &estate.project)]).await.json();
                assert_eq!(project.name, "Estate", "{function} by {caller}");
            }
            untried.remove(function);
            // Nobody may keep as many songs as there are rows. The row may have deleted it itself.
            drop(server.studio.delete_song(owner_id, estate.song.parse().expect("an id")).await);
        }
    }
    assert!(untried.is_empty(), "not in the table: {untried:?}");
}

#[tokio::test]
async fn another_users_lists_hold_nothing_of_the_owners() {
    let server = Server::start().await;
    let admin = server.sign_up("admin").await;
    let owner = server.sign_up("owner").await;
    let estate = estate(&server, &owner, "k".to_owned()).await;
    for fields in [vec![("project", estate.project.as_str()), ("offset", "0")], vec![("offset", "0")]] {
        assert_eq!(admin.call("list_songs", &fields).await.body, "[]");
    }
    assert_eq!(admin.call("live_songs", &[]).await.body, "[]");
    assert!(!admin.call("list_projects", &[]).await.body.contains("Estate"));
}

#[tokio::test]
async fn every_page_knows_its_owner() {
    let server = Server::start().await;
    let admin = server.sign_up("admin").await;
    let owner = server.sign_up("owner").await;
    let estate = estate(&server, &owner, "k".to_owned()).await;
    let mut untried = page_paths(&server);
    for (page, path, statuses) in pages(&estate) {
        let mut answered: Statuses = [0; 3];
        for (person, status) in [&owner, &admin, &server.anonymous()].into_iter().zip(&mut answered) {
            let answer = person.visit(&path).await;
            *status = answer.status;
            let shown = answer.body.contains("Estate") || answer.body.contains(PROMPT);
            assert!(person.cookie == owner.cookie || !shown, "{path}");
        }
        assert_eq!(answered, statuses, "{path}");
        assert!(untried.remove(page), "{page} is no page");
    }
    assert!(untried.is_empty(), "not in the table: {untried:?}");
}

#[tokio::test]
async fn the_other_routes_know_who_asks() {
    let server = Server::start().await;
    let admin = server.sign_up("admin").await;
    let owner = server.sign_up("owner").await;
    for (path, statuses) in [
        ("/healthz", ALL),
        ("/readyz", ALL),
        ("/files/1", [404, 404, 401]),
        ("/theme", [405, 405, 405]),
        ("/pkg/song-master.js", [404, 404, 404]),
        ("/favicon.svg", [404, 404, 404]),
    ] {
        for (person, status) in [&owner, &admin, &server.anonymous()].into_iter().zip(statuses) {
            assert_eq!(person.visit(path).await.status, status, "{path}");
        }
    }
}

/// The pages that the router has, as the router writes them.
fn page_paths(server: &Server) -> BTreeSet<String> {
    let studio = server.studio.clone();
    let nobody = RequestContext {
        user: None,
        token: None,
        visitor: studio::accounts::Visitor::default(),
        request_id: String::new(),
        theme: app::theme::Theme::System,
        secure: false,
        returned: None,
    };
    let context = move || {
        provide_context(studio.clone());
        provide_context(nobody.clone());
    };
    let (routes, _) = generate_route_list_with_exclusions_and_ssg_and_context(app::App, None, context);
    routes.iter().map(|route| route.path().to_owned()).collect()
}
