//! A song while it waits or is being written.

use domain::{
    SongId, Timestamp,
    generation::Progress,
    song::{Song, SongStatus},
    stage::Stage,
    writer::WriterChoice,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    Connection, EventStream, log::Log, notes::Notes, round_chart::RoundChart, stage_rail::StageRail,
};
use crate::{
    features::song::{
        api::{CancelSong, StopAfterRound},
        sheet::{SheetPage, SheetView},
    },
    form::{Form, FormMessage},
    ui::{Button, ButtonVariant, Icon, IconName, Status, StatusKind},
};

/// Follows a song to its end, then calls `on_end`.
#[component]
pub(crate) fn LiveSong(
    song: Song,
    progress: Progress,
    now: Timestamp,
    on_end: Callback<()>,
) -> impl IntoView {
    let progress = RwSignal::new(progress);
    let stream = EventStream::get();
    stream.follow(progress.with_untracked(|progress| progress.last_event), move |record| {
        let had_ended = progress.with_untracked(|progress| progress.ended.is_some());
        progress.update(|progress| progress.apply(record));
        if !had_ended && progress.with_untracked(|progress| progress.ended.is_some()) {
            on_end.run(());
        }
    });
    let threshold = domain::score::to_hundred(song.config.score_threshold);
    let max_rounds = song.config.max_rounds;
    let by_model = song.config.writer != WriterChoice::Builtin;
    let typing = stream.typing(song.id);
    view! {
        // Without a script the page asks again by itself.
        <noscript inner_html="<meta http-equiv=\"refresh\" content=\"2\">"></noscript>
        <Head song=song.id title=song.title by_model progress now />
        <div class="writing">
            <StageRail progress max_rounds />
            <div class="stack">
                <LiveSheet progress typing />
                <Notes progress />
            </div>
            <aside aria-label="Scores and log" class="stack">
                <RoundChart progress threshold />
                <Log progress />
            </aside>
        </div>
    }
}

#[component]
fn Head(
    song: SongId,
    title: String,
    by_model: bool,
    progress: RwSignal<Progress>,
    now: Timestamp,
) -> impl IntoView {
    let title = move || {
        let written = progress.with(|progress| progress.sheet.title.clone());
        if written.is_empty() { title.clone() } else { written }
    };
    let doing = Memo::new(move |_| progress.with(doing));
    view! {
        <div class="page-head">
            <div>
                <h1 class="song-title">{title}</h1>
                // Screen readers hear stages, not every line.
                <p class="progress-line" aria-live="polite">
                    <strong>{doing}</strong>
                </p>
                <p class="progress-line">
                    <Clock progress now />
                    <SpentSoFar progress />
                    <ConnectionNote />
                </p>
            </div>
            <div class="page-actions">
                {by_model.then(|| view! {
                    <Button
                        class="needs-script"
                        icon=IconName::Info
                        variant=ButtonVariant::Quiet
                        on_click=Callback::new(|_| crate::browser::ask_to_notify())
                    >
                        "Tell me in another tab"
                    </Button>
                    <LastRound song progress />
                })}
                <Cancel song />
            </div>
        </div>
    }
}

/// What is going on, in a few words.
fn doing(progress: &Progress) -> String {
    if let Some((_, message)) = &progress.ended {
        return message.clone();
    }
    if let Some(reason) = &progress.waiting {
        return reason.clone();
    }
    match (progress.ahead, progress.current) {
        (Some(0), _) => "In line: this song is next.".to_owned(),
        (Some(1), _) => "In line: one song is before this one.".to_owned(),
        (Some(ahead), _) => format!("In line: {ahead} songs are before this one."),
        (None, Some((step, _))) if step.round > 0 => format!("{}, round {}", step.stage.label(), step.round),
        (None, Some((step, _))) => step.stage.label().to_owned(),
        (None, None) => "Between two stages".to_owned(),
    }
}

/// Time gone and time to come. The server's clock is the start; the browser counts on from there.
#[component]
fn Clock(progress: RwSignal<Progress>, now: Timestamp) -> impl IntoView {
    let seconds = RwSignal::new(0_i64);
    Effect::new(move |_| {
        if let Ok(timer) = set_interval_with_handle(
            move || seconds.update(|count| *count += 1),
            std::time::Duration::from_secs(1),
        ) {
            on_cleanup(move || timer.clear());
        }
    });
    let elapsed = Memo::new(move |_| {
        let started = progress.with(|progress| progress.started_at);
        started.map(|started| now.plus(seconds.get() * 1_000).since(started) / 1_000)
    });
    let left = move || {
        let percent = progress.with(|progress| progress.percent);
        let gone = elapsed.get().filter(|_| percent > 5.0)?;
        Some(format!("about {} s to go", (gone as f64 * (100.0 - percent) / percent).ceil()))
    };
    view! {
        <span class="number">{move || elapsed.get().map(|gone| format!("{gone} s"))}</span>
        <span class="number">{left}</span>
        <span class="number">{move || format!("{:.0} %", progress.with(|progress| progress.percent))}</span>
    }
}

/// Tokens and dollars so far, and about how many it will be.
#[component]
fn SpentSoFar(progress: RwSignal<Progress>) -> impl IntoView {
    let words = move || {
        progress.with(|progress| {
            let spent = progress.spent;
            if spent.is_nothing() {
                return None;
            }
            let tokens = spent.tokens_in + spent.tokens_out;
            let cost = spent.cost.map(|cost| format!(", ${cost:.3}")).unwrap_or_default();
            let whole = |part: f64| part * 100.0 / progress.percent;
            let expected = (progress.percent > 15.0 && progress.percent < 100.0).then(|| {
                let cost = spent.cost.map(|cost| format!(", ${:.3}", whole(cost))).unwrap_or_default();
                format!(" of about {:.0}{cost}", whole(tokens as f64))
            });
            let about = if spent.estimated { "about " } else { "" };
            Some(format!("{about}{tokens} tokens{cost}{}", expected.unwrap_or_default()))
        })
    };
    view! { <span class="number">{words}</span> }
}

/// Has no further round after the one under way.
#[component]
fn LastRound(song: SongId, progress: RwSignal<Progress>) -> impl IntoView {
    let form = Form::<StopAfterRound>::new();
    let asked = move || matches!(form.action.value().get(), Some(Ok(())));
    let reviewing = move || {
        progress.with(|progress| {
            let waits = progress.ahead.is_some() || progress.waiting.is_some();
            !waits && progress.current.is_none_or(|(step, _)| step.stage <= Stage::Review)
        })
    };
    view! {
        <div hidden=move || !reviewing()>
            <ActionForm action=form.action>
                <input type="hidden" name="id" value=song.to_string() />
                <Button type_="submit" variant=ButtonVariant::Quiet busy=form.busy() disabled=Signal::derive(asked)>
                    {move || if asked() { "This round is the last" } else { "Stop after this round" }}
                </Button>
                <FormMessage message=form.message() />
            </ActionForm>
        </div>
    }
}

#[component]
fn ConnectionNote() -> impl IntoView {
    let connection = EventStream::get().connection();
    view! {
        <span role="status">
            {move || (connection.get() == Connection::Lost).then(|| view! {
                <span class="connection connection--lost">
                    <Icon name=IconName::WifiOff />
                    "The connection is lost. The song is written on; this page catches up."
                </span>
            })}
        </span>
    }
}

#[component]
fn Cancel(song: SongId) -> impl IntoView {
    let form = Form::<CancelSong>::new();
    view! {
        <ActionForm action=form.action>
            <input type="hidden" name="id" value=song.to_string() />
            <Button type_="submit" icon=IconName::X variant=ButtonVariant::Quiet busy=form.busy()>"Stop writing"</Button>
            <FormMessage message=form.message() />
        </ActionForm>
    }
}

#[component]
fn LiveSheet(progress: RwSignal<Progress>, typing: Signal<String>) -> impl IntoView {
    let sheet = move || {
        progress.with(|progress| {
            let lines = progress.sheet.lyrics.lines().count();
            let title = &progress.sheet.title;
            let view = SheetView::plain(title, &progress.sheet.lyrics);
            (!view.sections.is_empty()).then(|| (view, lines.saturating_sub(progress.fresh_lines)))
        })
    };
    view! {
        <div>
            {move || match sheet() {
                Some((sheet, fresh_from)) => view! { <SheetPage sheet fresh_from /> }.into_any(),
                None => view! {
                    <div class="sheet">
                        <p class="muted">
                            <Status kind=StatusKind::Waiting label="The page is still empty" />
                        </p>
                    </div>
                }.into_any(),
            }}
            // The line as it grows; screen readers hear it when it is whole.
            <p class="sheet-line line-typing" aria-hidden="true">
                {typing}
            </p>
        </div>
    }
}

/// The kind of badge for a song's status.
pub(crate) const fn badge(status: SongStatus) -> StatusKind {
    match status {
        SongStatus::Pending => StatusKind::Waiting,
        SongStatus::Generating => StatusKind::Running,
        SongStatus::Completed => StatusKind::Done,
        SongStatus::Failed => StatusKind::Failed,
        SongStatus::Cancelled => StatusKind::Cancelled,
    }
}
