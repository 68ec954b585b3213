//! The way of a song, by its server functions and pages.

use app::features::song::api::SongView;
use domain::song::SongStatus;

use crate::support::{PROMPT, Server};

#[tokio::test]
async fn a_song_is_asked_for_written_and_read() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let owner = ann.id().await;
    let project = server.studio.list_projects(owner).await.expect("projects")[0].id.to_string();
    let fields = [("prompt", PROMPT), ("project", &project), ("request_key", "k1"), ("seed", "7")];
    let answer = ann.call("create_song", &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let page = answer.header("location").to_owned();
    assert!(!answer.header("serverfnredirect").is_empty() || answer.headers.contains_key("serverfnredirect"));
    let id = page.strip_prefix("/songs/").expect("the song's page").parse().expect("an id");
    server.start_workers();
    server.wait_for_the_end(owner, id).await;
    let view: SongView = ann.call("get_song", &[("id", &id.to_string())]).await.json();
    assert_eq!(view.song.status, SongStatus::Completed);
    let lyrics = view.song.lyrics.expect("lyrics");
    let shown = ann.visit(&page).await;
    assert_eq!(shown.status, 200);
    let line =
        lyrics.lines().find(|line| line.len() > 12 && line.chars().all(|c| c.is_alphanumeric() || c == ' '));
    assert!(shown.body.contains(line.expect("a plain line")), "{lyrics}\n{}", shown.body);
}

#[tokio::test]
async fn every_kind_of_picture_on_offer_can_be_drawn() {
    let server = Server::start().await;
    let ann = server.sign_up("ann").await;
    let owner = ann.id().await;
    let song = server.song(owner, "k1").await;
    server.start_workers();
    server.wait_for_the_end(owner, song).await;
    let page = ann.visit(&format!("/songs/{song}")).await.body;
    let list =
        page.split("name=\"family\"").nth(1).and_then(|rest| rest.split("</select>").next()).expect("a list");
    let kinds: Vec<&str> = list
        .split("<option")
        .skip(1)
        .filter_map(|option| option.split("value=\"").nth(1)?.split('"').next())
        .collect();
    assert_eq!(kinds.len(), 11, "{list}");
    for kind in kinds {
        let answer = ann.call("redraw_cover", &[("id", &song.to_string()), ("family", kind)]).await;
        assert_eq!(answer.status, 200, "{kind}: {}", answer.body);
    }
}
