//! Server functions of projects.

use domain::{ProjectId, project::Project};
use leptos::prelude::*;

use crate::AppError;

/// The user's projects.
#[server(endpoint = "list_projects")]
pub async fn list_projects() -> Result<Vec<Project>, AppError> {
    let user = crate::host::require_user()?;
    Ok(crate::host::studio().list_projects(user.id).await?)
}

/// One of the user's projects.
#[server(endpoint = "get_project")]
pub async fn get_project(id: ProjectId) -> Result<Project, AppError> {
    let user = crate::host::require_user()?;
    Ok(crate::host::studio().get_project(user.id, id).await?)
}

/// Makes a project and opens it.
#[server(endpoint = "create_project")]
pub async fn create_project(name: String, #[server(default)] description: String) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    let id = crate::host::studio().create_project(user.id, &name, &description).await?;
    leptos_axum::redirect(&format!("/projects/{id}"));
    Ok(())
}

/// Renames and describes a project.
#[server(endpoint = "update_project")]
pub async fn update_project(
    id: ProjectId,
    name: String,
    #[server(default)] description: String,
    revision: i64,
) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    crate::host::studio().update_project(user.id, id, &name, &description, revision).await?;
    leptos_axum::redirect(&format!("/projects/{id}"));
    Ok(())
}

/// Deletes a project with everything in it.
#[server(endpoint = "delete_project")]
pub async fn delete_project(id: ProjectId) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    crate::host::studio().delete_project(user.id, id).await?;
    leptos_axum::redirect("/projects");
    Ok(())
}
