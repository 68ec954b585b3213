//! How a song was made: its stages, what each changed, and what each took.

use domain::{
    SongId,
    generation::{ModelCall, Spent},
    stage::Stage,
};
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::making_api::{BranchSong, Making, MakingStage, ReplaySong, SameStage, song_making};
use crate::{
    features::not_found::RefusedPage,
    form::{Form, FormMessage},
    ui::{Button, ButtonVariant, Icon, IconName, Skeleton},
};

/// The page.
#[component]
pub fn MakingPage() -> impl IntoView {
    let params = use_params_map();
    let id =
        move || params.with(|params| params.get("id").and_then(|id| id.parse().ok()).unwrap_or(SongId(0)));
    let making = Resource::new_blocking(id, song_making);
    view! {
        <Suspense fallback=|| view! { <div class="main main--text"><Skeleton label="Loading the stages" lines=8 /></div> }>
            {move || Suspend::new(async move {
                match making.await {
                    Ok(making) => view! { <Made making /> }.into_any(),
                    Err(error) => view! { <RefusedPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Made(making: Making) -> impl IntoView {
    let Making { song, stages, request_key } = making;
    let title = format!("How “{}” was made", song.title);
    let id = song.id;
    view! {
        <Title text=title.clone() />
        <div class="main main--text">
            <div class="page-head">
                <h1>{title}</h1>
                <div class="page-actions">
                    <a class="button button--quiet" href=format!("/songs/{id}")>"Back to the song"</a>
                    <ReplayForm song=id request_key=request_key.clone() />
                </div>
            </div>
            <p class="lede">
                "Each stage with what it changed. A branch is a new song that goes on behind a stage, with another seed. A replay does the same
                once more, from the same inputs and with the same seed."
            </p>
            {stages.is_empty().then(|| view! { <div class="empty"><p>"Nothing of this song is kept yet."</p></div> })}
            <ol class="stack making" role="list">
                {stages
                    .into_iter()
                    .map(|stage| view! { <li><StagePanel song=id stage request_key=request_key.clone() /></li> })
                    .collect_view()}
            </ol>
        </div>
    }
}

#[component]
fn StagePanel(song: SongId, stage: MakingStage, request_key: String) -> impl IntoView {
    let step = stage.step;
    let name = match (step.stage, step.round) {
        (Stage::Review, round) => format!("Review, round {round}"),
        (stage, _) => stage.label().to_owned(),
    };
    let id = format!("stage-{}-{}", step.stage.id(), step.round);
    let heading = id.clone();
    let report = stage.report;
    let score = report.score.as_ref().map(|score| match report.judged {
        Some(judged) => format!("Songcraft {:.1}, model {judged:.1}", score.total),
        None => format!("Score {:.1}", score.total),
    });
    let unread = stage.input_hash.is_empty();
    let draft = report.sheet.filter(|_| step.stage == Stage::Draft).map(|sheet| sheet.lyrics);
    view! {
        <section class="panel stack stack--tight" aria-labelledby=id>
            <h2 id=heading>{name}</h2>
            <p class="song-meta">
                <span>{stage.writer}</span>
                <span class="number">{format!("{:.1} s", stage.milliseconds as f64 / 1_000.0)}</span>
                {score.map(|score| view! { <span class="number">{score}</span> })}
            </p>
            {report.log.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
            {report
                .notes
                .into_iter()
                .filter(|notes| !notes.notes.is_empty())
                .map(|notes| view! {
                    <h3 class="small">{notes.reviewer}</h3>
                    <ul>
                        {notes
                            .notes
                            .into_iter()
                            .map(|note| view! { <li>{note.line.map(|line| format!("Line {line}: "))} {note.text}</li> })
                            .collect_view()}
                    </ul>
                })
                .collect_view()}
            <Changes lines=stage.changes />
            {draft.map(|lyrics| view! {
                <Disclosure label="The draft"><div class="lyrics-plain">{lyrics}</div></Disclosure>
            })}
            <Calls calls=stage.calls />
            {(!unread).then(|| view! {
                <p class="small muted">
                    "Made from inputs " <code>{stage.input_hash.chars().take(12).collect::<String>()}</code>
                    {stage.same.map(|same| view! { <Same song same /> })}
                </p>
            })}
            {(step.stage != Stage::Artwork).then(|| view! { <BranchForm song step request_key /> })}
        </section>
    }
}

/// What a stage changed in the sheet, with the lines around it.
#[component]
fn Changes(lines: Vec<(char, String)>) -> impl IntoView {
    let near = |at: usize| {
        lines[at.saturating_sub(1)..(at + 2).min(lines.len())].iter().any(|(mark, _)| *mark != ' ')
    };
    let shown: Vec<(char, String)> =
        lines.iter().enumerate().filter(|(at, _)| near(*at)).map(|(_, line)| line.clone()).collect();
    (!shown.is_empty()).then(|| {
        view! {
            <div class="diff" role="list" aria-label="What changed">
                {shown
                    .into_iter()
                    .map(|(mark, line)| match mark {
                        '-' => view! { <p role="listitem"><del>{line}</del></p> }.into_any(),
                        '+' => view! { <p role="listitem"><ins>{line}</ins></p> }.into_any(),
                        _ => view! { <p role="listitem" class="muted">{line}</p> }.into_any(),
                    })
                    .collect_view()}
            </div>
        }
    })
}

/// Something that is there for those who open it.
#[component]
fn Disclosure(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! {
        <details class="disclosure">
            <summary class="small"><Icon name=IconName::ChevronRight />{label}</summary>
            {children()}
        </details>
    }
}

/// What a stage asked of models.
#[component]
fn Calls(calls: Vec<ModelCall>) -> impl IntoView {
    (!calls.is_empty()).then(|| {
        let spent = Spent::on(&calls);
        let number = match calls.len() {
            1 => "One call to the model".to_owned(),
            many => format!("{many} calls to models"),
        };
        let about = if spent.estimated { "about " } else { "" };
        let label = format!("{number}, {about}{} tokens", spent.tokens_in + spent.tokens_out);
        view! { <Disclosure label>{calls.into_iter().map(|call| view! { <Call call /> }).collect_view()}</Disclosure> }
    })
}

/// One call to a model.
#[component]
fn Call(call: ModelCall) -> impl IntoView {
    let cost = call.cost.map(|cost| format!(", ${cost:.4}")).unwrap_or_default();
    let about = if call.estimated { "about " } else { "" };
    let tries = if call.tries > 1 { format!(", {} tries", call.tries) } else { String::new() };
    view! {
        <p class="small">
            <strong>{call.task}</strong> " · " {call.model} " · prompt " {call.prompt_version} " · temperature "
            {format!("{:.1}", call.temperature)} " · seed " {call.seed.to_string()} " · "
            {format!(
                "{about}{} tokens read, {} written in {:.1} s{tries}{cost}",
                call.tokens_in,
                call.tokens_out,
                call.milliseconds as f64 / 1_000.0
            )}
        </p>
        {call.fault.map(|fault| view! { <p class="small muted">"Of no use: " {fault}</p> })}
        {call.excerpt.map(|excerpt| view! { <details><summary class="small">"The answer began like this"</summary><pre class="words">{excerpt}</pre></details> })}
    }
}

#[component]
fn BranchForm(song: SongId, step: domain::stage::Step, request_key: String) -> impl IntoView {
    let form = Form::<BranchSong>::new();
    view! {
        <ActionForm action=form.action attr:class="cluster">
            <input type="hidden" name="id" value=song.to_string() />
            <input type="hidden" name="stage" value=step.stage.id() />
            <input type="hidden" name="round" value=step.round.to_string() />
            <input type="hidden" name="request_key" value=format!("{request_key}-{}-{}", step.stage.id(), step.round) />
            <Button type_="submit" busy=form.busy()>"Branch off behind this"</Button>
            <Button type_="submit" name="seed" value="same" variant=ButtonVariant::Quiet busy=form.busy()>
                "Replay what follows"
            </Button>
            <FormMessage message=form.message() />
        </ActionForm>
    }
}

/// Asks for the whole song once more, as a new one.
#[component]
fn ReplayForm(song: SongId, request_key: String) -> impl IntoView {
    let form = Form::<ReplaySong>::new();
    view! {
        <ActionForm action=form.action>
            <input type="hidden" name="id" value=song.to_string() />
            <input type="hidden" name="request_key" value=format!("{request_key}-replay") />
            <Button type_="submit" icon=IconName::Refresh busy=form.busy()>"Replay the whole song"</Button>
            <FormMessage message=form.message() />
        </ActionForm>
    }
}

/// Where else the same inputs were used, and whether the same came of them.
#[component]
fn Same(song: SongId, same: SameStage) -> impl IntoView {
    let other = if same.song == song {
        "an earlier run of this song".to_owned()
    } else {
        format!("“{}”", same.title)
    };
    let result = if same.same_result { "the same came of it." } else { "something else came of it." };
    view! { ", the same as in " <a href=format!("/songs/{}/making", same.song)>{other}</a> "; there " {result} }
}
