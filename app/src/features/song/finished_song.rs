//! A song that is no longer being written: everything about it.

use domain::song::{Song, SongStatus};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{SongView, WriteAgain},
    cover::{AnotherCover, Cover},
    facts::{Facts, Origin},
    files::Files,
    rhyme_finder::RhymeFinder,
    scores::Scores,
    sheet::{SheetPage, SheetView},
};
use crate::{
    features::generation::badge,
    form::{Form, FormMessage},
    ui::{Button, CopyButton, Icon, IconName, ScoreDial, Status, Tab, Tabs, Time},
};

/// The page of a finished, failed or cancelled song.
#[component]
pub(super) fn FinishedSong(view: SongView, reload: Callback<()>) -> impl IntoView {
    let SongView { song, sheet, files, cover, persona, .. } = view;
    let metadata = song.metadata.clone().unwrap_or_default();
    view! {
        <header class="song-head">
            <Cover file=cover />
            <div>
                <h1>{song.title.clone()}</h1>
                <p class="song-meta">
                    <a href=format!("/projects/{}", song.project_id)>{song.project_name.clone()}</a>
                    <Time iso=song.created_at.iso() text=song.created_at.readable() />
                    <Status kind=badge(song.status) label=song.status.label() />
                </p>
            </div>
            <ScoreDial score=song.score.map(|score| score.round() as u8) />
            <Actions song=song.clone() reload />
        </header>
        <Ending song=song.clone() />
        <div class="columns">
            <Words song=song.clone() sheet />
            <aside aria-label="About this song">
                {metadata.score.clone().map(|score| view! { <Scores score /> })}
                <Facts metadata />
                <Files files />
                <AnotherCover song=song.id reload />
                <RhymeFinder />
                <Origin song persona />
            </aside>
        </div>
    }
}

#[component]
fn Actions(song: Song, reload: Callback<()>) -> impl IntoView {
    let form = Form::<WriteAgain>::new();
    Effect::new(move |_| {
        if matches!(form.action.value().get(), Some(Ok(()))) {
            reload.run(());
        }
    });
    view! {
        <div class="page-actions">
            <ActionForm action=form.action attr:class="cluster">
                <input type="hidden" name="id" value=song.id.to_string() />
                <Button type_="submit" name="seed" value="other" icon=IconName::Dice busy=form.busy()>"Write again"</Button>
                <Button type_="submit" name="seed" value="same" icon=IconName::Refresh busy=form.busy()>"Same seed"</Button>
            </ActionForm>
            <a class="button button--quiet" href=format!("/songs/{}/delete", song.id)><Icon name=IconName::Trash />"Delete"</a>
            <FormMessage message=form.message() />
        </div>
    }
}

/// Why a song is not finished, and what was kept.
#[component]
fn Ending(song: Song) -> impl IntoView {
    let sentence = match song.status {
        SongStatus::Failed => {
            Some(song.error.unwrap_or_else(|| "Writing stopped because of an error.".to_owned()))
        }
        SongStatus::Cancelled => Some("You stopped this song. What was written so far is kept.".to_owned()),
        _ => None,
    };
    sentence.map(|sentence| {
        view! {
            <p class="callout callout--warning">
                <Icon name=IconName::Warning />
                <span>{sentence}</span>
            </p>
        }
    })
}

#[component]
fn Words(song: Song, sheet: SheetView) -> impl IntoView {
    if sheet.sections.is_empty() {
        return view! {
            <div class="empty"><p>"This song has no lyrics yet. “Write again” writes them."</p></div>
        }
        .into_any();
    }
    let lyrics = song.lyrics.unwrap_or_default();
    let tagged = lyrics.clone();
    let clean = song.clean_lyrics.unwrap_or_default();
    let title = song.title;
    view! {
        <Tabs label="The words">
            <Tab slot id="sheet" label="Sheet">
                <div class="page-actions no-print">
                    <CopyButton text=lyrics label="Copy lyrics" />
                    <CopyButton text=title label="Copy title" />
                </div>
                <SheetPage sheet />
            </Tab>
            <Tab slot id="clean" label="Clean lyrics">
                <div class="page-actions no-print"><CopyButton text=clean.clone() label="Copy clean lyrics" /></div>
                <div class="lyrics-plain">{clean}</div>
            </Tab>
            <Tab slot id="source" label="With tags">
                <div class="lyrics-plain">{tagged}</div>
            </Tab>
        </Tabs>
    }
    .into_any()
}
