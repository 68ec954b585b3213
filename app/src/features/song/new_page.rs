//! The page that asks for a song with everything that can be set.

use leptos::prelude::*;
use leptos_meta::Title;

use super::form::SongForm;

/// Asks for a song.
#[component]
pub fn NewSongPage() -> impl IntoView {
    view! {
        <Title text="New song" />
        <div class="main main--text">
            <h1>"New song"</h1>
            <SongForm />
        </div>
    }
}
