//! Songs: ask for one, list them, read one.

pub mod api;
mod cover;
mod delete_page;
#[cfg(feature = "ssr")]
mod diff;
mod facts;
mod files;
mod finished_song;
mod form;
mod kept_settings;
mod list;
mod live_list;
pub mod making_api;
mod making_page;
mod new_page;
mod persona_chips;
mod rhyme_finder;
mod scores;
pub mod sheet;
mod song_page;
mod style_picker;

pub(crate) use form::SongForm;
pub(crate) use list::{ProjectSongs, RecentSongs};
pub(crate) use live_list::LiveSongs;

use leptos::prelude::*;
use leptos_router::ChooseView;

use {
    delete_page::DeleteSongPage, list::SongsPage, making_page::MakingPage, new_page::NewSongPage,
    song_page::SongPage,
};

/// The pages about songs. They come together, in a part of the program that the first of them loads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SongPages {
    /// The form for a new song.
    New,
    /// All songs.
    List,
    /// One song.
    One,
    /// How it was made.
    Making,
    /// What deleting a song takes along.
    Delete,
}

impl ChooseView for SongPages {
    async fn choose(self) -> AnyView {
        song_pages(self).await
    }

    async fn preload(&self) {
        #[cfg(feature = "hydrate")]
        __preload_song_pages().await;
    }
}

#[lazy]
fn song_pages(page: SongPages) -> AnyView {
    match page {
        SongPages::New => view! { <NewSongPage /> }.into_any(),
        SongPages::List => view! { <SongsPage /> }.into_any(),
        SongPages::One => view! { <SongPage /> }.into_any(),
        SongPages::Making => view! { <MakingPage /> }.into_any(),
        SongPages::Delete => view! { <DeleteSongPage /> }.into_any(),
    }
}
