//! A song's page: followed live while it is being written, read when it is done.

use domain::SongId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::{
    api::{SongView, get_song},
    finished_song::FinishedSong,
};
use crate::{
    AppError,
    features::{generation::LiveSong, not_found::RefusedPage},
    ui::Skeleton,
};

/// The song whose id stands in the address, loaded again whenever `again` changes.
pub(super) fn use_song(again: RwSignal<u32>) -> Resource<Result<SongView, AppError>> {
    let params = use_params_map();
    let id =
        move || params.with(|params| params.get("id").and_then(|id| id.parse().ok()).unwrap_or(SongId(0)));
    Resource::new_blocking(move || (id(), again.get()), |(id, _)| get_song(id))
}

/// One song.
#[component]
pub fn SongPage() -> impl IntoView {
    let again = RwSignal::new(0);
    let song = use_song(again);
    let reload = Callback::new(move |()| again.update(|count| *count += 1));
    view! {
        <Transition fallback=|| view! { <div class="main"><Skeleton label="Loading the song" lines=8 /></div> }>
            {move || Suspend::new(async move {
                match song.await {
                    Ok(view) => view! { <Loaded view reload /> }.into_any(),
                    Err(error) => view! { <RefusedPage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Loaded(mut view: SongView, reload: Callback<()>) -> impl IntoView {
    let progress = view.progress.take();
    view! {
        <Title text=view.song.title.clone() />
        <div class="main main--wide">
            {match progress {
                Some(progress) => {
                    view! { <LiveSong song=view.song progress now=view.now on_end=reload /> }.into_any()
                }
                None => view! { <FinishedSong view reload /> }.into_any(),
            }}
        </div>
    }
}
