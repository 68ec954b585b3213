//! The form of a project, for a new one and for one that is there.

use domain::{project::DESCRIPTION_LIMIT, project::Project};
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;

use super::{
    api::{CreateProject, UpdateProject},
    project_page::use_project,
};
use crate::{
    features::not_found::RefusedPage,
    form::{Form, FormMessage},
    layout::SignedIn,
    ui::{Button, ButtonVariant, Field, Skeleton, TextArea},
};

/// Makes a project.
#[component]
pub fn NewProjectPage() -> impl IntoView {
    view! {
        <SignedIn>
            <Create />
        </SignedIn>
    }
}

#[component]
fn Create() -> impl IntoView {
    let form = Form::<CreateProject>::new();
    view! {
        <Title text="New project" />
        <div class="main main--narrow">
            <h1>"New project"</h1>
            <ActionForm action=form.action attr:class="form" attr:novalidate=true>
                <FormMessage message=form.message() />
                <Fields
                    name=form.typed("name").unwrap_or_default()
                    description=form.typed("description").unwrap_or_default()
                    name_error=form.error("name")
                    description_error=form.error("description")
                />
                <div class="form-actions">
                    <Button variant=ButtonVariant::Primary type_="submit" busy=form.busy()>"Make the project"</Button>
                    <a class="button button--quiet" href="/projects">"Back"</a>
                </div>
            </ActionForm>
        </div>
    }
}

/// Renames and describes a project.
#[component]
pub fn EditProjectPage() -> impl IntoView {
    let project = use_project();
    view! {
        <Suspense fallback=|| view! { <div class="main main--narrow"><Skeleton label="Loading the project" lines=4 /></div> }>
            {move || Suspend::new(async move {
                match project.await {
                    Ok(project) => view! { <Edit project /> }.into_any(),
                    Err(error) => view! { <RefusedPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Edit(project: Project) -> impl IntoView {
    let form = Form::<UpdateProject>::new();
    view! {
        <Title text="Rename the project" />
        <div class="main main--narrow">
            <h1>"Rename the project"</h1>
            <ActionForm action=form.action attr:class="form" attr:novalidate=true>
                <FormMessage message=form.message() />
                <input type="hidden" name="id" value=project.id.to_string() />
                <input type="hidden" name="revision" value=project.revision.to_string() />
                <Fields
                    name=form.typed("name").unwrap_or(project.name)
                    description=form.typed("description").unwrap_or(project.description)
                    name_error=form.error("name")
                    description_error=form.error("description")
                />
                <div class="form-actions">
                    <Button variant=ButtonVariant::Primary type_="submit" busy=form.busy()>"Save"</Button>
                    <a class="button button--quiet" href=format!("/projects/{}", project.id)>"Back"</a>
                </div>
            </ActionForm>
        </div>
    }
}

#[component]
fn Fields(
    name: String,
    description: String,
    name_error: Signal<Option<String>>,
    description_error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <Field name="name" label="Name" value=name autofocus=true error=name_error />
        <TextArea
            name="description"
            label="What it is for"
            value=description
            optional=true
            limit=DESCRIPTION_LIMIT
            error=description_error
        />
    }
}
