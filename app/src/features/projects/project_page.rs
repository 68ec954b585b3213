//! One project and its songs.

use domain::{ProjectId, project::Project};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::api::get_project;
use crate::{
    features::{not_found::RefusedPage, song::ProjectSongs},
    ui::{Icon, IconName, Skeleton},
};

/// The project whose id stands in the address.
pub(super) fn use_project() -> Resource<Result<Project, crate::AppError>> {
    let params = use_params_map();
    // An id that is no number names no project, like any other that does not exist.
    let id =
        move || params.with(|params| params.get("id").and_then(|id| id.parse().ok()).unwrap_or(ProjectId(0)));
    Resource::new_blocking(id, get_project)
}

/// One project: its songs, and what can be done with it.
#[component]
pub fn ProjectPage() -> impl IntoView {
    let project = use_project();
    view! {
        <Suspense fallback=|| view! { <div class="main"><Skeleton label="Loading the project" lines=5 /></div> }>
            {move || Suspend::new(async move {
                match project.await {
                    Ok(project) => view! { <Opened project /> }.into_any(),
                    Err(error) => view! { <RefusedPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Opened(project: Project) -> impl IntoView {
    let id = project.id;
    view! {
        <Title text=project.name.clone() />
        <div class="main main--text">
            <div class="page-head">
                <div>
                    <h1>{project.name}</h1>
                    {(!project.description.is_empty()).then(|| view! { <p class="lede">{project.description}</p> })}
                </div>
                <div class="page-actions">
                    <a class="button button--primary" href=format!("/new?project={id}")>
                        <Icon name=IconName::Plus />
                        "New song"
                    </a>
                    <a class="button" href=format!("/projects/{id}/edit")>
                        <Icon name=IconName::Pen />
                        "Rename"
                    </a>
                    <a class="button button--quiet" href=format!("/projects/{id}/delete")>
                        <Icon name=IconName::Trash />
                        "Delete"
                    </a>
                </div>
            </div>
            <ProjectSongs project=id />
        </div>
    }
}
