//! Projects: list, open, make, rename, describe, delete.

pub mod api;
mod delete_page;
mod form;
mod list_page;
mod project_page;

pub(crate) use list_page::ProjectList;

use leptos::prelude::*;
use leptos_router::ChooseView;

use {
    delete_page::DeleteProjectPage,
    form::{EditProjectPage, NewProjectPage},
    list_page::ProjectsPage,
    project_page::ProjectPage,
};

/// The pages about projects. They come together, in a part of the program that the first of them loads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ProjectPages {
    /// The form for a new project.
    New,
    /// All projects.
    List,
    /// One project with its songs.
    One,
    /// Its name and description.
    Edit,
    /// What deleting a project takes along.
    Delete,
}

impl ChooseView for ProjectPages {
    async fn choose(self) -> AnyView {
        project_pages(self).await
    }

    async fn preload(&self) {
        #[cfg(feature = "hydrate")]
        __preload_project_pages().await;
    }
}

#[lazy]
fn project_pages(page: ProjectPages) -> AnyView {
    match page {
        ProjectPages::New => view! { <NewProjectPage /> }.into_any(),
        ProjectPages::List => view! { <ProjectsPage /> }.into_any(),
        ProjectPages::One => view! { <ProjectPage /> }.into_any(),
        ProjectPages::Edit => view! { <EditProjectPage /> }.into_any(),
        ProjectPages::Delete => view! { <DeleteProjectPage /> }.into_any(),
    }
}
