//! The form that asks for a song: the prompt box alone, or with everything that can be set.

use domain::{
    language::LANGUAGES,
    song::{PROMPT_LIMITS, TITLE_LIMIT},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;
use songcraft::target::Target;

use super::{
    api::{CreateSong, SongChoices, load_song_choices},
    persona_chips::PersonaChips,
    style_picker::StylePicker,
};
use crate::{
    features::not_found::RefusedPage,
    form::{Form, FormMessage},
    ui::{Button, ButtonVariant, Field, Icon, IconName, Select, Skeleton, TextArea},
};

/// The form; `short` shows prompt and personas only.
#[component]
pub(crate) fn SongForm(#[prop(optional)] short: bool) -> impl IntoView {
    let choices = Resource::new_blocking(|| (), |()| load_song_choices());
    view! {
        <Suspense fallback=|| view! { <Skeleton label="Loading the form" lines=4 /> }>
            {move || Suspend::new(async move {
                match choices.await {
                    Ok(choices) => view! { <Filled choices short /> }.into_any(),
                    Err(error) => view! { <RefusedPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Filled(choices: SongChoices, short: bool) -> impl IntoView {
    let form = Form::<CreateSong>::new();
    let project = use_query_map().with_untracked(|query| query.get("project"));
    let project = form.typed("project").or(project).unwrap_or_default();
    let first = choices.projects.first().map(|(id, _)| id.to_string()).unwrap_or_default();
    let key = form.typed("request_key").unwrap_or_else(|| choices.request_key.clone());
    let persona = form.typed("persona").unwrap_or_default();
    let personas = choices.personas.clone();
    view! {
        <ActionForm action=form.action attr:class="stack" attr:novalidate=true>
            <FormMessage message=form.message() />
            <div class="prompt-box">
                <TextArea
                    name="prompt"
                    label="What should the song be about?"
                    value=form.typed("prompt").unwrap_or_default()
                    error=form.error("prompt")
                    placeholder="A slow waltz about the last ferry of the season, sung by the man who sells the tickets"
                    limit=PROMPT_LIMITS.1
                    rows=3
                />
                <div class="prompt-foot">
                    {if short {
                        view! { <a class="button button--quiet" href="/new"><Icon name=IconName::Sliders />"More settings"</a> }.into_any()
                    } else {
                        view! { <span class="song-count">{format!("{} of {} songs", choices.kept.0, choices.kept.1)}</span> }.into_any()
                    }}
                    <Button variant=ButtonVariant::Primary type_="submit" icon=IconName::Pen busy=form.busy()>
                        "Write the song"
                    </Button>
                </div>
            </div>
            <input type="hidden" name="request_key" value=key />
            <PersonaChips personas chosen=persona error=form.error("persona") />
            {if short {
                view! { <input type="hidden" name="project" value=first /> }.into_any()
            } else {
                view! { <Settings form choices project /> }.into_any()
            }}
        </ActionForm>
    }
}

#[component]
fn Settings(form: Form<CreateSong>, choices: SongChoices, project: String) -> impl IntoView {
    let typed = move |field| form.typed(field).unwrap_or_default();
    let projects = choices.projects.into_iter().map(|(id, name)| (id.to_string(), name)).collect::<Vec<_>>();
    let targets =
        Target::all().iter().map(|target| (target.id.clone(), target.name.clone())).collect::<Vec<_>>();
    let languages = LANGUAGES.map(|(code, name)| (code.to_owned(), name.to_owned())).to_vec();
    let target = form.typed("target").unwrap_or_else(|| Target::default_target().id.clone());
    view! {
        <Field
            name="title"
            label="Title"
            hint="Left empty, the writer finds one."
            optional=true
            value=typed("title")
            maxlength=TITLE_LIMIT as u32
            error=form.error("title")
        />
        <StylePicker value=typed("styles") error=form.error("styles") />
        <div class="field-row">
            <Select name="project" label="Project" options=projects value=project error=form.error("project") />
            <Select name="target" label="Written for" options=targets value=target error=form.error("target") />
        </div>
        <div class="field-row">
            <Select
                name="writer"
                label="Writer"
                hint="Language models are added under “Writers” in your menu."
                options=choices.writers
                value=form.typed("writer").unwrap_or(choices.writer)
                error=form.error("writer")
            />
            <Select
                name="language"
                label="Language"
                hint="Others than English need a model."
                options=languages
                value=form.typed("language").unwrap_or_else(|| "en".to_owned())
                error=form.error("language")
            />
            <Field
                name="temperature"
                label="Temperature"
                hint="For a model: 0 is sober, 2 is wild."
                inputmode="decimal"
                optional=true
                value=typed("temperature")
                placeholder="as each task has it"
                error=form.error("temperature")
            />
        </div>
        <label class="check">
            <input type="checkbox" name="use_local" value="yes" checked=choices.keeps_local />
            "Keep this song on the server's own machines: no model outside is called"
        </label>
        <div class="field-row">
            <Field
                name="rounds"
                label="Review rounds"
                hint="At most, 1 to 10."
                inputmode="numeric"
                optional=true
                value=typed("rounds")
                placeholder=choices.defaults.max_rounds.to_string()
                error=form.error("rounds")
            />
            <Field
                name="threshold"
                label="Good enough at"
                hint="A score from 0 to 10."
                inputmode="decimal"
                optional=true
                value=typed("threshold")
                placeholder=format!("{:.1}", choices.defaults.score_threshold)
                error=form.error("threshold")
            />
            <Field
                name="seed"
                label="Seed"
                hint="The same seed writes the same song."
                inputmode="numeric"
                optional=true
                value=typed("seed")
                placeholder="random"
                error=form.error("seed")
            />
        </div>
    }
}
