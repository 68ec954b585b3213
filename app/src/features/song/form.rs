//! The form that asks for a song: the prompt box alone, or with everything that can be set.

use domain::{
    language::LANGUAGES,
    song::{PROMPT_LIMITS, SongForm as Recipe, TITLE_LIMIT},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;
use songcraft::target::Target;

use super::{
    api::{CreateSong, SongChoices, load_song_choices},
    kept_settings::KeptSettings,
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
    let named = use_query_map().with_untracked(|query| query.get("settings"));
    let recipe = choices.recipes.iter().find(|(name, _)| Some(name) == named.as_ref());
    let recipe = recipe.map(|(_, form)| form.clone()).unwrap_or_default();
    let project = use_query_map().with_untracked(|query| query.get("project"));
    let project = form.typed("project").or(project).unwrap_or_default();
    let first = choices.projects.first().map(|(id, _)| id.to_string()).unwrap_or_default();
    let key = form.typed("request_key").unwrap_or_else(|| choices.request_key.clone());
    let persona = form.typed("persona").unwrap_or_else(|| recipe.persona.clone());
    let personas = choices.personas.clone();
    let kept = choices.recipes.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    view! {
        {(!short).then(|| view! { <KeptSettings names=kept /> })}
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
                view! { <Settings form choices project recipe /> }.into_any()
            }}
        </ActionForm>
    }
}

#[component]
fn Settings(form: Form<CreateSong>, choices: SongChoices, project: String, recipe: Recipe) -> impl IntoView {
    let or_kept = move |field: &'static str, kept: &str| form.typed(field).unwrap_or_else(|| kept.to_owned());
    let projects = choices.projects.into_iter().map(|(id, name)| (id.to_string(), name)).collect::<Vec<_>>();
    let targets =
        Target::all().iter().map(|target| (target.id.clone(), target.name.clone())).collect::<Vec<_>>();
    let languages = LANGUAGES.map(|(code, name)| (code.to_owned(), name.to_owned())).to_vec();
    let or_default =
        |kept: &str, default: &str| if kept.is_empty() { default.to_owned() } else { kept.to_owned() };
    let target = or_kept("target", &or_default(&recipe.target, &Target::default_target().id));
    let writer = or_kept("writer", &or_default(&recipe.writer, &choices.writer));
    let language = or_kept("language", &or_default(&recipe.language, "en"));
    let local = choices.keeps_local || !recipe.use_local.is_empty();
    view! {
        <Field
            name="title"
            label="Title"
            hint="Left empty, the writer finds one."
            optional=true
            value=form.typed("title").unwrap_or_default()
            maxlength=TITLE_LIMIT as u32
            error=form.error("title")
        />
        <StylePicker value=or_kept("styles", &recipe.styles) error=form.error("styles") />
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
                value=writer
                error=form.error("writer")
            />
            <Select
                name="language"
                label="Language"
                hint="Others than English need a model."
                options=languages
                value=language
                error=form.error("language")
            />
            <Field
                name="temperature"
                label="Temperature"
                hint="For a model: 0 is sober, 2 is wild."
                inputmode="decimal"
                optional=true
                value=or_kept("temperature", &recipe.temperature)
                placeholder="as each task has it"
                error=form.error("temperature")
            />
        </div>
        <label class="check">
            <input type="checkbox" name="use_local" value="yes" checked=local />
            "Keep this song on the server's own machines: no model outside is called"
        </label>
        <div class="field-row">
            <Field
                name="rounds"
                label="Review rounds"
                hint="At most, 1 to 10."
                inputmode="numeric"
                optional=true
                value=or_kept("rounds", &recipe.rounds)
                placeholder=choices.defaults.max_rounds.to_string()
                error=form.error("rounds")
            />
            <Field
                name="threshold"
                label="Good enough at"
                hint="A score from 0 to 10."
                inputmode="decimal"
                optional=true
                value=or_kept("threshold", &recipe.threshold)
                placeholder=format!("{:.1}", choices.defaults.score_threshold)
                error=form.error("threshold")
            />
            <Field
                name="seed"
                label="Seed"
                hint="The same seed writes the same song."
                inputmode="numeric"
                optional=true
                value=or_kept("seed", &recipe.seed)
                placeholder="random"
                error=form.error("seed")
            />
        </div>
        <Field
            name="save_as"
            label="Keep these settings as"
            hint="A name; everything but prompt and title is kept with it, for later songs."
            optional=true
            maxlength=60_u32
            value=form.typed("save_as").unwrap_or_default()
            error=form.error("save_as")
        />
    }
}
