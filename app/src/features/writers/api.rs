//! Server functions of writers.
#![expect(
    clippy::too_many_arguments,
    reason = "the fields of a form are the parameters of its server function"
)]

use domain::writer::{WriterChoice, WriterEntry};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// What the page of writers shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WritersView {
    /// The user's own and those that are shared.
    pub writers: Vec<WriterEntry>,
    /// Who writes what names nobody.
    pub default: WriterChoice,
    /// Whether nothing of the user's songs may leave the server's own machines.
    pub keeps_local: bool,
    /// For an administrator: the hosts of the server's own network that may be called.
    pub allowed_hosts: Option<Vec<String>>,
}

/// The writers that the user may choose, and what goes with them.
#[server(endpoint = "list_writers")]
pub async fn list_writers() -> Result<WritersView, AppError> {
    let user = crate::host::require_user()?;
    let studio = crate::host::studio();
    let is_admin = user.role == domain::account::Role::Admin;
    let writers = studio.list_writers(&user).await?;
    Ok(WritersView {
        default: crate::features::song::api::default_of(&writers),
        writers,
        keeps_local: studio.keeps_local(user.id).await?,
        allowed_hosts: if is_admin { Some(studio.allowed_hosts().await?) } else { None },
    })
}

/// One writer.
#[server(endpoint = "get_writer")]
pub async fn get_writer(writer: WriterChoice) -> Result<WriterEntry, AppError> {
    let user = crate::host::require_user()?;
    Ok(crate::host::studio().get_writer(&user, writer).await?)
}

/// Keeps a new writer, or changes one.
#[server(endpoint = "save_writer")]
pub async fn save_writer(
    #[server(default)] writer: Option<WriterChoice>,
    #[server(default)] shared: String,
    name: String,
    kind: String,
    base_url: String,
    model: String,
    #[server(default)] key: String,
    #[server(default)] stage_models: String,
    #[server(default)] image_model: String,
    #[server(default)] price_in: String,
    #[server(default)] price_out: String,
    #[server(default)] budget: String,
) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    let form = domain::writer::WriterForm {
        name,
        kind,
        base_url,
        model,
        key,
        stage_models,
        image_model,
        price_in,
        price_out,
        budget,
    };
    crate::host::studio().save_writer(&user, writer, !shared.is_empty(), &form).await?;
    leptos_axum::redirect("/writers");
    Ok(())
}

/// Forgets a writer and its key.
#[server(endpoint = "delete_writer")]
pub async fn delete_writer(writer: WriterChoice) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    crate::host::studio().delete_writer(&user, writer).await?;
    leptos_axum::redirect("/writers");
    Ok(())
}

/// Sets who writes what names nobody.
#[server(endpoint = "set_default_writer")]
pub async fn set_default_writer(writer: WriterChoice) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    crate::host::studio().set_default_writer(user.id, writer).await?;
    leptos_axum::redirect("/writers");
    Ok(())
}

/// Asks a writer for one word. The page that it leads to says how long that took.
#[server(endpoint = "try_writer")]
pub async fn try_writer(writer: WriterChoice) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    let answered = crate::host::studio().try_writer(&user, writer).await?;
    leptos_axum::redirect(&format!("/writers?answered={writer}&ms={}", answered.milliseconds));
    Ok(())
}

/// The models that a writer's provider offers.
#[server(endpoint = "writer_models")]
pub async fn writer_models(writer: WriterChoice) -> Result<Vec<String>, AppError> {
    let user = crate::host::require_user()?;
    Ok(crate::host::studio().writer_models(&user, writer).await?)
}

/// Sets whether anything of the user's songs may leave the server's own machines.
#[server(endpoint = "keep_local")]
pub async fn keep_local(#[server(default)] local: String) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    crate::host::studio().set_keeps_local(user.id, !local.is_empty()).await?;
    leptos_axum::redirect("/writers");
    Ok(())
}

/// Sets the hosts of the server's own network that writers may call; for administrators.
#[server(endpoint = "allow_hosts")]
pub async fn allow_hosts(#[server(default)] hosts: String) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    crate::host::studio().set_allowed_hosts(&user, &hosts).await?;
    leptos_axum::redirect("/writers");
    Ok(())
}
