//! Asks before a song goes, and says what goes with it.

use domain::song::Song;
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;

use super::{api::DeleteSong, song_page::use_song};
use crate::{
    features::not_found::RefusedPage,
    form::{Form, FormMessage},
    ui::{Button, ButtonVariant, Skeleton},
};

/// Deletes a song, after asking.
#[component]
pub fn DeleteSongPage() -> impl IntoView {
    let song = use_song(RwSignal::new(0));
    view! {
        <Suspense fallback=|| view! { <div class="main main--narrow"><Skeleton label="Loading the song" lines=3 /></div> }>
            {move || Suspend::new(async move {
                match song.await {
                    Ok(view) => view! { <Ask song=view.song /> }.into_any(),
                    Err(error) => view! { <RefusedPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Ask(song: Song) -> impl IntoView {
    let form = Form::<DeleteSong>::new();
    view! {
        <Title text="Delete the song" />
        <div class="main main--narrow">
            <h1>"Delete “" {song.title} "”?"</h1>
            <p class="lede">"With it go its lyrics, all its versions, its cover and its files. This cannot be undone."</p>
            <ActionForm action=form.action attr:class="form">
                <FormMessage message=form.message() />
                <input type="hidden" name="id" value=song.id.to_string() />
                <div class="form-actions">
                    <Button variant=ButtonVariant::Danger type_="submit" busy=form.busy()>"Delete the song"</Button>
                    <a class="button button--quiet" href=format!("/songs/{}", song.id)>"Keep it"</a>
                </div>
            </ActionForm>
        </div>
    }
}
