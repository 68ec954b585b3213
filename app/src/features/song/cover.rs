//! A song's cover, and the way to another one.

use domain::{FileId, SongId};
use leptos::{form::ActionForm, prelude::*};

use super::api::RedrawCover;
use crate::{
    form::{Form, FormMessage},
    ui::{Button, Icon, IconName, Select},
};

/// Families of pictures, by the ids that songsmith reads.
const FAMILIES: [(&str, &str); 11] = [
    ("", "Whatever suits the song"),
    ("woodblock", "Woodblock"),
    ("screen_print", "Screen print"),
    ("risograph", "Risograph"),
    ("geometric", "Geometric"),
    ("landscape", "Landscape"),
    ("night_sky", "Night sky"),
    ("botanical", "Botanical"),
    ("collage", "Collage"),
    ("contour", "Contour lines"),
    ("cut_paper", "Cut paper"),
];

/// The picture, or its place while there is none.
#[component]
pub(super) fn Cover(file: Option<FileId>) -> impl IntoView {
    match file {
        Some(file) => view! {
            <div class="cover"><img src=format!("/files/{file}?inline=1") alt="Cover" width="1024" height="1024" /></div>
        }
        .into_any(),
        None => view! { <div class="cover cover--none"><Icon name=IconName::MusicNote /></div> }.into_any(),
    }
}

/// The small picture beside a song's name in a list, which says nothing that the name does not.
#[component]
pub(super) fn Thumbnail(file: Option<FileId>) -> impl IntoView {
    match file {
        Some(file) => view! {
            <span class="cover cover--thumb">
                <img src=format!("/files/{file}?inline=1") alt="" width="128" height="128" loading="lazy" decoding="async" />
            </span>
        }
        .into_any(),
        None => view! { <span class="cover cover--thumb cover--none"><Icon name=IconName::MusicNote /></span> }.into_any(),
    }
}

/// Draws another cover.
#[component]
pub(super) fn AnotherCover(song: SongId, reload: Callback<()>) -> impl IntoView {
    let form = Form::<RedrawCover>::new();
    Effect::new(move |_| {
        if matches!(form.action.value().get(), Some(Ok(()))) {
            reload.run(());
        }
    });
    let families = FAMILIES.map(|(id, name)| (id.to_owned(), name.to_owned())).to_vec();
    let chosen = form.typed("family").unwrap_or_default();
    view! {
        <section class="panel" aria-labelledby="cover-heading">
            <h2 id="cover-heading">"Cover"</h2>
            <ActionForm action=form.action attr:class="stack">
                <input type="hidden" name="id" value=song.to_string() />
                <Select name="family" label="Kind of picture" options=families value=chosen error=form.error("family") />
                <Button type_="submit" icon=IconName::Dice busy=form.busy()>"Draw another"</Button>
                <FormMessage message=form.message() />
            </ActionForm>
        </section>
    }
}
