//! All projects.

use domain::project::Project;
use leptos::prelude::*;
use leptos_meta::Title;

use super::api::list_projects;
use crate::{
    features::not_found::RefusedPage,
    ui::{Icon, IconName, Skeleton},
};

/// All projects of the user.
#[component]
pub fn ProjectsPage() -> impl IntoView {
    view! {
        <Title text="Projects" />
        <div class="main">
            <div class="page-head">
                <h1>"Projects"</h1>
                <div class="page-actions">
                    <a class="button button--primary" href="/projects/new">
                        <Icon name=IconName::Plus />
                        "New project"
                    </a>
                </div>
            </div>
            <ProjectList />
        </div>
    }
}

/// The projects as cards, the one that changed last first.
#[component]
pub(crate) fn ProjectList() -> impl IntoView {
    let projects = Resource::new_blocking(|| (), |()| list_projects());
    view! {
        <Suspense fallback=|| view! { <Skeleton label="Loading your projects" lines=3 /> }>
            {move || Suspend::new(async move {
                match projects.await {
                    Ok(projects) => view! {
                        <ul class="grid" role="list">
                            {projects.into_iter().map(|project| view! { <li><ProjectCard project /></li> }).collect_view()}
                        </ul>
                    }.into_any(),
                    Err(error) => view! { <RefusedPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn ProjectCard(project: Project) -> impl IntoView {
    view! {
        <article class="card">
            <h2 class="card-title">
                <a href=format!("/projects/{}", project.id)>{project.name}</a>
            </h2>
            {(!project.description.is_empty()).then(|| view! { <p class="card-note truncate">{project.description}</p> })}
            <p class="card-note">{songs(project.songs)}</p>
        </article>
    }
}

/// "no songs yet", "1 song", "12 songs".
pub(super) fn songs(count: u32) -> String {
    match count {
        0 => "no songs yet".to_owned(),
        1 => "1 song".to_owned(),
        many => format!("{many} songs"),
    }
}
