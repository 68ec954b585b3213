//! A song that is no longer being written: everything about it.

use domain::{
    song::{Song, SongStatus},
    writer::WriterChoice,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{ContinueSong, SongView, WriteAgain},
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
    ui::{Button, CopyButton, Icon, IconName, ScoreDial, Select, Status, Tab, Tabs, Time},
};

/// The page of a finished, failed or cancelled song.
#[component]
pub(super) fn FinishedSong(view: SongView, reload: Callback<()>) -> impl IntoView {
    let SongView { song, sheet, files, cover, persona, writers, .. } = view;
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
        <Ending song=song.clone() writers reload />
        <div class="columns">
            <Words song=song.clone() sheet />
            <aside aria-label="About this song">
                {metadata.score.clone().map(|score| view! { <Scores score judged=metadata.judged /> })}
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
    form.then(reload);
    view! {
        <div class="page-actions">
            <ActionForm action=form.action attr:class="cluster">
                <input type="hidden" name="id" value=song.id.to_string() />
                <Button type_="submit" name="seed" value="other" icon=IconName::Dice busy=form.busy()>"Write again"</Button>
                <Button type_="submit" name="seed" value="same" icon=IconName::Refresh busy=form.busy()>"Same seed"</Button>
            </ActionForm>
            <a class="button button--quiet" href=format!("/songs/{}/making", song.id)><Icon name=IconName::Clock />"How it was made"</a>
            <a class="button button--quiet" href=format!("/songs/{}/delete", song.id)><Icon name=IconName::Trash />"Delete"</a>
            <FormMessage message=form.message() />
        </div>
    }
}

/// Why a song is not finished, what was kept, and how it can go on.
#[component]
fn Ending(song: Song, writers: Vec<(String, String)>, reload: Callback<()>) -> impl IntoView {
    let sentence = match song.status {
        SongStatus::Failed => {
            Some(song.error.clone().unwrap_or_else(|| "Writing stopped because of an error.".to_owned()))
        }
        SongStatus::Cancelled => Some("You stopped this song. What was written so far is kept.".to_owned()),
        _ => None,
    };
    sentence.map(|sentence| {
        view! {
            <div class="song-ending">
                <p class="callout callout--warning"><Icon name=IconName::Warning /><span>{sentence}</span></p>
                <GoOn song writers reload />
            </div>
        }
    })
}

/// Goes on behind the last stage that is kept, by the same writer or another one.
#[component]
fn GoOn(song: Song, writers: Vec<(String, String)>, reload: Callback<()>) -> impl IntoView {
    let form = Form::<ContinueSong>::new();
    form.then(reload);
    let can_finish = song.config.writer != WriterChoice::Builtin && song.config.language == "en";
    let chosen = song.config.writer.to_string();
    let can_choose = writers.len() > 1;
    view! {
        <ActionForm action=form.action attr:class="cluster">
            <input type="hidden" name="id" value=song.id.to_string() />
            {if can_choose {
                view! { <Select name="writer" label="Writer" options=writers value=chosen error=form.error("writer") /> }.into_any()
            } else {
                view! { <input type="hidden" name="writer" value=chosen /> }.into_any()
            }}
            <Button type_="submit" icon=IconName::Play busy=form.busy()>"Go on from here"</Button>
            {can_finish.then(|| view! {
                <Button type_="submit" name="finish" value="builtin" icon=IconName::Check busy=form.busy()>
                    "Finish with the built-in writer"
                </Button>
            })}
            <FormMessage message=form.message() />
        </ActionForm>
    }
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
