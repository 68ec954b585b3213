//! The form of a writer, for a new one and for one that is there.

use domain::writer::{PRESETS, ProviderKind, WriterChoice, WriterEntry, WriterForm};
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::api::{DeleteWriter, SaveWriter, get_writer, list_writers, writer_models};
use crate::{
    features::not_found::RefusedPage,
    form::{Form, FormMessage},
    ui::{Button, ButtonVariant, Field, Icon, IconName, Select, Skeleton, TextArea},
};

/// Adds a writer.
#[component]
pub fn NewWriterPage() -> impl IntoView {
    let found = Resource::new_blocking(|| (), |()| list_writers());
    view! {
        <Title text="Add a writer" />
        <div class="main main--narrow">
            <h1>"Add a writer"</h1>
            <Suspense fallback=|| view! { <Skeleton label="Loading the form" lines=6 /> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(found) => view! { <New is_admin=found.allowed_hosts.is_some() /> }.into_any(),
                        Err(error) => view! { <RefusedPage error /> }.into_any(),
                    }
                })}
            </Suspense>
        </div>
    }
}

#[component]
fn New(is_admin: bool) -> impl IntoView {
    let form = Form::<SaveWriter>::new();
    let kind = RwSignal::new(String::new());
    let base_url = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let choose = Callback::new(move |id: String| {
        if let Some(preset) = PRESETS.iter().find(|preset| preset.id == id) {
            kind.set(preset.kind.id().to_owned());
            base_url.set(preset.base_url.to_owned());
            name.set(preset.name.to_owned());
        }
    });
    let presets = std::iter::once((String::new(), "Another one".to_owned()))
        .chain(PRESETS.iter().map(|preset| (preset.id.to_owned(), preset.name.to_owned())))
        .collect::<Vec<_>>();
    let card = WriterForm::default();
    view! {
        <ActionForm action=form.action attr:class="form" attr:novalidate=true>
            <FormMessage message=form.message() />
            <div class="needs-script">
                <Select
                    name="preset"
                    label="Provider"
                    hint="Fills in the address; the rest is yours."
                    options=presets
                    optional=true
                    on_change=choose
                />
            </div>
            <Fields form card has_key=false bound=Some((name, kind, base_url)) />
            {is_admin.then(|| view! {
                <label class="check">
                    <input type="checkbox" name="shared" value="yes" />
                    "Share it with everybody on this server"
                </label>
                <Budget form value=String::new() />
            })}
            <div class="form-actions">
                <Button variant=ButtonVariant::Primary type_="submit" busy=form.busy()>"Save the writer"</Button>
                <a class="button button--quiet" href="/writers">"Back"</a>
            </div>
        </ActionForm>
    }
}

/// Changes a writer, or forgets it.
#[component]
pub fn EditWriterPage() -> impl IntoView {
    let params = use_params_map();
    // What is no writer's word names none, like any other that does not exist.
    let choice = move || {
        let word = params.with(|params| params.get("writer")).unwrap_or_default();
        word.parse().unwrap_or(WriterChoice::Own(0))
    };
    let writer = Resource::new_blocking(choice, get_writer);
    view! {
        <Suspense fallback=|| view! { <div class="main main--narrow"><Skeleton label="Loading the writer" lines=6 /></div> }>
            {move || Suspend::new(async move {
                match writer.await {
                    Ok(entry) => view! { <Edit entry /> }.into_any(),
                    Err(error) => view! { <RefusedPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Edit(entry: WriterEntry) -> impl IntoView {
    let form = Form::<SaveWriter>::new();
    let delete = Form::<DeleteWriter>::new();
    let choice = entry.choice;
    let shared = matches!(choice, WriterChoice::Shared(_));
    let card = WriterForm::of(&entry.card);
    let budget = card.budget.clone();
    view! {
        <Title text=entry.card.name.clone() />
        <div class="main main--narrow">
            <h1>{entry.card.name.clone()}</h1>
            <ActionForm action=form.action attr:class="form" attr:novalidate=true>
                <FormMessage message=form.message() />
                <input type="hidden" name="writer" value=choice.to_string() />
                <Fields form card has_key=entry.has_key bound=None />
                {shared.then(|| view! { <Budget form value=budget /> })}
                <div class="form-actions">
                    <Button variant=ButtonVariant::Primary type_="submit" busy=form.busy()>"Save"</Button>
                    <a class="button button--quiet" href="/writers">"Back"</a>
                </div>
            </ActionForm>
            <Models choice />
            <section class="panel" aria-labelledby="forget-heading">
                <h2 id="forget-heading">"Forget this writer"</h2>
                <p>"Its key goes with it. Songs that it wrote stay."</p>
                <ActionForm action=delete.action attr:class="stack">
                    <input type="hidden" name="writer" value=choice.to_string() />
                    <Button variant=ButtonVariant::Danger type_="submit" busy=delete.busy()>"Forget it"</Button>
                    <FormMessage message=delete.message() />
                </ActionForm>
            </section>
        </div>
    }
}

/// The fields; `bound` are name, protocol and address of a form whose preset fills them in.
#[component]
fn Fields(
    form: Form<SaveWriter>,
    card: WriterForm,
    has_key: bool,
    bound: Option<(RwSignal<String>, RwSignal<String>, RwSignal<String>)>,
) -> impl IntoView {
    let or_typed = move |field: &'static str, value: String| form.typed(field).unwrap_or(value);
    let (name, kind, base_url) = bound.unwrap_or_else(|| {
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()))
    });
    name.set(or_typed("name", card.name));
    kind.set(or_typed(
        "kind",
        if card.kind.is_empty() { ProviderKind::OpenAi.id().to_owned() } else { card.kind },
    ));
    base_url.set(or_typed("base_url", card.base_url));
    let kinds = ProviderKind::ALL.map(|kind| (kind.id().to_owned(), kind.label().to_owned())).to_vec();
    let key_hint = if has_key {
        "A key is kept, sealed. Leave this empty to keep it."
    } else {
        "Kept sealed on the server and shown to nobody. A model on your own machine needs none."
    };
    view! {
        <Field name="name" label="Name" bind=name error=form.error("name") />
        <div class="field-row">
            <Select name="kind" label="Protocol" options=kinds value=kind error=form.error("kind") />
            <Field
                name="model"
                label="Model"
                hint="Its id, as the provider writes it."
                value=or_typed("model", card.model)
                error=form.error("model")
            />
        </div>
        <Field
            name="base_url"
            label="Address"
            type_="url"
            hint="Where its interface begins, such as https://api.openai.com/v1/"
            bind=base_url
            error=form.error("base_url")
        />
        <Field
            name="key"
            label="Key"
            type_="password"
            autocomplete="off"
            hint=key_hint
            optional=true
            error=form.error("key")
        />
        <details class="stack disclosure">
            <summary><Icon name=IconName::ChevronRight />"More: models for single stages, covers, prices"</summary>
            <TextArea
                name="stage_models"
                label="Models for single stages"
                hint="One a line, such as: draft = large-model. Stages: brief, draft, review, critic, preflight, repair, metadata."
                value=or_typed("stage_models", card.stage_models)
                error=form.error("stage_models")
                optional=true
                rows=3
            />
            <Field
                name="image_model"
                label="Model for covers"
                hint="Left empty, the built-in covers are drawn."
                optional=true
                value=or_typed("image_model", card.image_model)
                error=form.error("image_model")
            />
            <div class="field-row">
                <Field
                    name="price_in"
                    label="Price of a million tokens read"
                    hint="In dollars."
                    inputmode="decimal"
                    optional=true
                    value=or_typed("price_in", card.price_in)
                    error=form.error("price_in")
                />
                <Field
                    name="price_out"
                    label="Price of a million tokens written"
                    hint="In dollars."
                    inputmode="decimal"
                    optional=true
                    value=or_typed("price_out", card.price_out)
                    error=form.error("price_out")
                />
            </div>
        </details>
    }
}

#[component]
fn Budget(form: Form<SaveWriter>, value: String) -> impl IntoView {
    view! {
        <Field
            name="budget"
            label="Tokens for each user and month"
            hint="For a shared writer. Left empty, nobody counts."
            inputmode="numeric"
            optional=true
            value=form.typed("budget").unwrap_or(value)
            error=form.error("budget")
        />
    }
}

/// The models that the provider offers, asked for when somebody wants to know.
#[component]
fn Models(choice: WriterChoice) -> impl IntoView {
    let ask = Action::new(move |(): &()| writer_models(choice));
    let answer = ask.value();
    view! {
        <section class="panel needs-script" aria-labelledby="models-heading">
            <h2 id="models-heading">"Models of this provider"</h2>
            <Button busy=ask.pending() on_click=Callback::new(move |_| { ask.dispatch(()); })>"Ask for the list"</Button>
            <div role="status">
                {move || answer.get().map(|answer| match answer {
                    Ok(models) => view! {
                        <ul class="tags">{models.into_iter().map(|model| view! { <li class="tag">{model}</li> }).collect_view()}</ul>
                    }.into_any(),
                    Err(error) => view! { <p class="form-error">{error.message}</p> }.into_any(),
                })}
            </div>
        </section>
    }
}
