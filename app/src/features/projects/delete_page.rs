//! Asks before a project goes, and says what goes with it.

use domain::project::Project;
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;

use super::{api::DeleteProject, list_page::songs, project_page::use_project};
use crate::{
    features::not_found::RefusedPage,
    form::{Form, FormMessage},
    ui::{Button, ButtonVariant, Skeleton},
};

/// Deletes a project, after asking.
#[component]
pub fn DeleteProjectPage() -> impl IntoView {
    let project = use_project();
    view! {
        <Suspense fallback=|| view! { <div class="main main--narrow"><Skeleton label="Loading the project" lines=4 /></div> }>
            {move || Suspend::new(async move {
                match project.await {
                    Ok(project) => view! { <Ask project /> }.into_any(),
                    Err(error) => view! { <RefusedPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Ask(project: Project) -> impl IntoView {
    let form = Form::<DeleteProject>::new();
    let with_it = match project.songs {
        0 => "It holds no songs.".to_owned(),
        count => format!(
            "With it go {}, with all versions, covers and files. This cannot be undone.",
            songs(count)
        ),
    };
    view! {
        <Title text="Delete the project" />
        <div class="main main--narrow">
            <h1>"Delete “" {project.name} "”?"</h1>
            <p class="lede">{with_it}</p>
            <ActionForm action=form.action attr:class="form">
                <FormMessage message=form.message() />
                <input type="hidden" name="id" value=project.id.to_string() />
                <div class="form-actions">
                    <Button variant=ButtonVariant::Danger type_="submit" busy=form.busy()>"Delete the project"</Button>
                    <a class="button button--quiet" href=format!("/projects/{}", project.id)>"Keep it"</a>
                </div>
            </ActionForm>
        </div>
    }
}
