//! All writers that one may choose, and what holds for all of them.

use domain::writer::{WriterChoice, WriterEntry};
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::api::{AllowHosts, KeepLocal, SetDefaultWriter, TryWriter, WritersView, list_writers};
use crate::{
    features::not_found::RefusedPage,
    form::{Form, FormMessage},
    ui::{Button, ButtonVariant, Icon, IconName, Skeleton, Status, StatusKind, TextArea},
};

/// The page.
#[component]
pub fn WritersPage() -> impl IntoView {
    let again = RwSignal::new(0_u32);
    let found = Resource::new_blocking(move || again.get(), |_| list_writers());
    let reload = Callback::new(move |()| again.update(|count| *count += 1));
    view! {
        <Title text="Writers" />
        <div class="main main--text">
            <div class="page-head">
                <div>
                    <h1>"Writers"</h1>
                    <p class="lede">
                        "The built-in writer needs nothing. A language model of your own, on your machine or at a provider, writes the songs you keep."
                    </p>
                </div>
                <div class="page-actions">
                    <a class="button button--primary" href="/writers/new"><Icon name=IconName::Plus />"Add a writer"</a>
                </div>
            </div>
            <Transition fallback=|| view! { <Skeleton label="Loading your writers" lines=4 /> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(found) => view! { <Found found reload /> }.into_any(),
                        Err(error) => view! { <RefusedPage error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Found(found: WritersView, reload: Callback<()>) -> impl IntoView {
    let is_admin = found.allowed_hosts.is_some();
    let default = found.default;
    view! {
        <ul class="song-list" role="list">
            <li class="song-row writer-row">
                <div class="song-row-text">
                    <span class="song-title">"Built-in writer"</span>
                    <p class="song-meta">
                        <span>"Rules, no AI model; English"</span>
                        {(default == WriterChoice::Builtin).then(|| view! { <DefaultMark /> })}
                    </p>
                </div>
                {(default != WriterChoice::Builtin).then(|| view! { <MakeDefault choice=WriterChoice::Builtin reload /> })}
            </li>
            {found.writers.into_iter().map(|entry| view! { <WriterRow entry is_admin reload /> }).collect_view()}
        </ul>
        <StayLocal keeps_local=found.keeps_local reload />
        {found.allowed_hosts.map(|hosts| view! { <Hosts hosts reload /> })}
    }
}

#[component]
fn DefaultMark() -> impl IntoView {
    view! { <Status kind=StatusKind::Done label="Writes new songs" /> }
}

#[component]
fn WriterRow(entry: WriterEntry, is_admin: bool, reload: Callback<()>) -> impl IntoView {
    let WriterEntry { choice, card, has_key, is_default, used } = entry;
    let shared = matches!(choice, WriterChoice::Shared(_));
    let may_edit = !shared || is_admin;
    let title = if may_edit {
        view! { <a class="song-title" href=format!("/writers/{choice}")>{card.name.clone()}</a> }.into_any()
    } else {
        view! { <span class="song-title">{card.name.clone()}</span> }.into_any()
    };
    let budget = card.budget.map(|budget| {
        let used = used.map_or(0, |used| used.tokens_in + used.tokens_out);
        let left = budget.saturating_sub(used);
        format!("{} of {} tokens left this month", grouped(left), grouped(budget))
    });
    view! {
        <li class="song-row writer-row">
            <div class="song-row-text">
                {title}
                <p class="song-meta">
                    <span>{card.model.clone()}</span>
                    <span>{if shared { "shared" } else if has_key { "with a key" } else { "without a key" }}</span>
                    {budget.map(|budget| view! { <span>{budget}</span> })}
                    {is_default.then(|| view! { <DefaultMark /> })}
                </p>
                <Answered choice />
            </div>
            <div class="cluster">
                {may_edit.then(|| view! { <Try choice /> })}
                {(!is_default).then(|| view! { <MakeDefault choice reload /> })}
            </div>
        </li>
    }
}

/// Says that a writer has answered, when the page comes from trying it.
#[component]
fn Answered(choice: WriterChoice) -> impl IntoView {
    let query = use_query_map();
    let milliseconds = move || {
        query.with(|query| {
            let named = query.get("answered").is_some_and(|word| word == choice.to_string());
            query.get("ms").filter(|_| named).and_then(|ms| ms.parse::<u64>().ok())
        })
    };
    view! {
        <p role="status">
            {move || milliseconds().map(|ms| view! {
                <Status kind=StatusKind::Done label=format!("It answered in {} ms.", grouped(ms)) />
            })}
        </p>
    }
}

#[component]
fn Try(choice: WriterChoice) -> impl IntoView {
    let form = Form::<TryWriter>::new();
    view! {
        <ActionForm action=form.action>
            <input type="hidden" name="writer" value=choice.to_string() />
            <Button type_="submit" icon=IconName::Play variant=ButtonVariant::Quiet busy=form.busy()>"Try it"</Button>
            <FormMessage message=form.message() />
        </ActionForm>
    }
}

#[component]
fn MakeDefault(choice: WriterChoice, reload: Callback<()>) -> impl IntoView {
    let form = Form::<SetDefaultWriter>::new();
    form.then(reload);
    view! {
        <ActionForm action=form.action>
            <input type="hidden" name="writer" value=choice.to_string() />
            <Button type_="submit" icon=IconName::Check variant=ButtonVariant::Quiet busy=form.busy()>"Use for new songs"</Button>
            <FormMessage message=form.message() />
        </ActionForm>
    }
}

#[component]
fn StayLocal(keeps_local: bool, reload: Callback<()>) -> impl IntoView {
    let form = Form::<KeepLocal>::new();
    form.then(reload);
    view! {
        <section class="panel" aria-labelledby="local-heading">
            <h2 id="local-heading">"Where your words may go"</h2>
            <p>
                {if keeps_local {
                    "Nothing of your songs leaves the server's own machines. Writers at a provider outside are not called."
                } else {
                    "A writer at a provider outside is sent your prompt and your lyrics when you choose it."
                }}
            </p>
            <ActionForm action=form.action attr:class="stack">
                {(!keeps_local).then(|| view! { <input type="hidden" name="local" value="yes" /> })}
                <Button type_="submit" busy=form.busy()>
                    {if keeps_local { "Allow writers outside" } else { "Keep everything local" }}
                </Button>
                <FormMessage message=form.message() />
            </ActionForm>
        </section>
    }
}

#[component]
fn Hosts(hosts: Vec<String>, reload: Callback<()>) -> impl IntoView {
    let form = Form::<AllowHosts>::new();
    form.then(reload);
    view! {
        <section class="panel" aria-labelledby="hosts-heading">
            <h2 id="hosts-heading">"Hosts inside your network"</h2>
            <ActionForm action=form.action attr:class="stack" attr:novalidate=true>
                <TextArea
                    name="hosts"
                    label="Hosts that writers may call"
                    hint="One a line, such as localhost:11434 for Ollama or gpu.lan. All other addresses of this server's own network are refused."
                    value=form.typed("hosts").unwrap_or_else(|| hosts.join("\n"))
                    error=form.error("hosts")
                    optional=true
                    rows=3
                />
                <FormMessage message=form.message() />
                <Button type_="submit" busy=form.busy()>"Save the hosts"</Button>
            </ActionForm>
        </section>
    }
}

/// "1,234,567".
pub(super) fn grouped(number: u64) -> String {
    domain::fields::grouped(usize::try_from(number).unwrap_or(usize::MAX))
}
