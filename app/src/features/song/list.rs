//! Songs in lists.

use domain::{ProjectId, song::SongSummary};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{api::list_songs, cover::Thumbnail};
use crate::{
    features::{
        generation::{EventStream, badge},
        not_found::RefusedPage,
    },
    ui::{Icon, IconName, Skeleton, Status, Time},
};

/// Songs on one page; the same number as `studio::songs::PAGE`.
const PAGE: u32 = 50;
/// Songs that the studio shows.
const RECENT: u32 = 6;

/// All songs of the user.
#[component]
pub fn SongsPage() -> impl IntoView {
    view! {
        <Title text="Songs" />
        <div class="main main--text">
            <div class="page-head">
                <h1>"Songs"</h1>
                <div class="page-actions">
                    <a class="button button--primary" href="/new"><Icon name=IconName::Plus />"New song"</a>
                </div>
            </div>
            <PagedSongs project=None path="/songs" />
        </div>
    }
}

/// The songs of a project.
#[component]
pub(crate) fn ProjectSongs(project: ProjectId) -> impl IntoView {
    view! { <PagedSongs project=Some(project) path=format!("/projects/{project}") /> }
}

/// Songs, fifty at a time; `path` is the page they stand on.
#[component]
fn PagedSongs(project: Option<ProjectId>, #[prop(into)] path: String) -> impl IntoView {
    let query = use_query_map();
    let page = move || {
        query.with(|query| query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1_u32).max(1))
    };
    let songs =
        Resource::new_blocking(page, move |page| list_songs(project, (page - 1).saturating_mul(PAGE), None));
    let path = StoredValue::new(path);
    view! {
        <Suspense fallback=|| view! { <Skeleton label="Loading the songs" lines=6 /> }>
            {move || Suspend::new(async move {
                match songs.await {
                    Ok(songs) => view! { <PageOfSongs songs page=page() path=path.get_value() /> }.into_any(),
                    Err(error) => view! { <RefusedPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn PageOfSongs(songs: Vec<SongSummary>, page: u32, path: String) -> impl IntoView {
    let full = songs.len() == PAGE as usize;
    let newer =
        (page > 1).then(|| view! { <a class="button" href=format!("{path}?page={}", page - 1)>"Newer"</a> });
    let older =
        full.then(|| view! { <a class="button end" href=format!("{path}?page={}", page + 1)>"Older"</a> });
    view! {
        <SongRows songs />
        <nav class="cluster cluster--spread" aria-label="Pages">{newer} {older}</nav>
    }
}

/// The newest few songs, for the studio.
#[component]
pub(crate) fn RecentSongs() -> impl IntoView {
    let ended = EventStream::get().ended();
    let songs = Resource::new_blocking(move || ended.get(), |_| list_songs(None, 0, Some(RECENT)));
    view! {
        <section aria-labelledby="recent-heading">
            <div class="section-head">
                <h2 id="recent-heading">"Recent songs"</h2>
                <a href="/songs">"All songs"</a>
            </div>
            <Transition fallback=|| view! { <Skeleton label="Loading your songs" lines=4 /> }>
                {move || Suspend::new(async move {
                    let songs = songs.await.unwrap_or_default();
                    let songs = songs.into_iter().filter(|song| !song.status.is_live()).collect();
                    view! { <SongRows songs /> }
                })}
            </Transition>
        </section>
    }
}

/// Rows of songs, or what to do while there are none.
#[component]
pub(super) fn SongRows(songs: Vec<SongSummary>) -> impl IntoView {
    if songs.is_empty() {
        return view! {
            <div class="empty">
                <p>"No songs here yet. The first one takes a sentence and a few seconds."</p>
                <a class="button" href="/new"><Icon name=IconName::Plus />"Write a song"</a>
            </div>
        }
        .into_any();
    }
    view! {
        <ul class="song-list" role="list">
            {songs.into_iter().map(|song| view! { <SongRow song /> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn SongRow(song: SongSummary) -> impl IntoView {
    view! {
        <li class="song-row">
            <Thumbnail file=song.thumbnail />
            <div class="song-row-text">
                <a class="song-title" href=format!("/songs/{}", song.id)>{song.title}</a>
                <p class="song-meta">
                    <span>{song.project_name}</span>
                    <Time iso=song.created_at.iso() text=song.created_at.readable() />
                    <Status kind=badge(song.status) label=song.status.label() />
                </p>
            </div>
            {song.score.map(|score| view! { <p class="song-score">{format!("{score:.0}")}<small>"of 100"</small></p> })}
        </li>
    }
}
