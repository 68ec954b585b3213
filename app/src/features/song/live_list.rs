//! The songs that wait or are being written, with how far they are.

use domain::{EventId, generation::Progress, song::SongSummary};
use leptos::prelude::*;

use super::api::live_songs;
use crate::{
    features::generation::EventStream,
    ui::{Icon, IconName, Status, StatusKind},
};

/// Running songs; nothing at all while there are none.
#[component]
pub(crate) fn LiveSongs() -> impl IntoView {
    let ended = EventStream::get().ended();
    let songs = Resource::new_blocking(move || ended.get(), |_| live_songs());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let songs = songs.await.unwrap_or_default();
                (!songs.is_empty()).then(|| view! {
                    <section aria-labelledby="live-heading">
                        <div class="section-head"><h2 id="live-heading">"Being written"</h2></div>
                        <ul class="song-list" role="list">
                            {songs.into_iter().map(|(song, progress)| view! { <LiveRow song progress /> }).collect_view()}
                        </ul>
                    </section>
                })
            })}
        </Transition>
    }
}

#[component]
fn LiveRow(song: SongSummary, progress: Progress) -> impl IntoView {
    let progress = RwSignal::new(progress);
    let after: EventId = progress.with_untracked(|progress| progress.last_event);
    EventStream::get().follow(after, move |record| progress.update(|progress| progress.apply(record)));
    let label = Signal::derive(move || {
        progress.with(|progress| match (progress.ahead, progress.current) {
            _ if progress.waiting.is_some() => "Waiting for its writer".to_owned(),
            (Some(0), _) => "Next in line".to_owned(),
            (Some(ahead), _) => format!("Waiting, {ahead} before it"),
            (None, Some((step, _))) => step.stage.label().to_owned(),
            (None, None) => "Being written".to_owned(),
        })
    });
    let title = move || {
        progress.with(|progress| {
            if progress.sheet.title.is_empty() { song.title.clone() } else { progress.sheet.title.clone() }
        })
    };
    let kind = Signal::derive(move || {
        if progress.with(|progress| progress.ahead.is_some() || progress.waiting.is_some()) {
            StatusKind::Waiting
        } else {
            StatusKind::Running
        }
    });
    view! {
        <li class="song-row">
            <span class="cover cover--thumb cover--none"><Icon name=IconName::Pen /></span>
            <div class="song-row-text">
                <a class="song-title" href=format!("/songs/{}", song.id)>{title}</a>
                <p class="song-meta">
                    <Status kind label=label />
                </p>
            </div>
            <p class="song-score">{move || format!("{:.0}", progress.with(|progress| progress.percent))}<small>"percent"</small></p>
        </li>
    }
}
