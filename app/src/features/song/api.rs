//! Server functions of songs.
#![cfg_attr(
    feature = "ssr",
    expect(clippy::unused_async, reason = "a server function is async, also where it waits for nothing")
)]
#![expect(
    clippy::too_many_arguments,
    reason = "the fields of a form are the parameters of its server function"
)]

use domain::{
    FileId, ProjectId, SongId, Timestamp,
    file::SongFile,
    generation::Progress,
    persona::Persona,
    song::{GenerationDefaults, Song, SongForm, SongSummary},
    writer::WriterChoice,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use songcraft::style::Style;

use super::sheet::SheetView;
use crate::AppError;

/// What the new-song form offers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SongChoices {
    /// Personas to choose from.
    pub personas: Vec<Persona>,
    /// Projects to put the song into: id and name.
    pub projects: Vec<(ProjectId, String)>,
    /// Rounds and threshold when nothing else is typed.
    pub defaults: GenerationDefaults,
    /// Kept settings: name and form.
    pub recipes: Vec<(String, SongForm)>,
    /// Writers to choose from: word and name of each, the built-in one first.
    pub writers: Vec<(String, String)>,
    /// The writer that is chosen unless another one is.
    pub writer: String,
    /// Whether nothing of the user's songs may leave the server's own machines.
    pub keeps_local: bool,
    /// Songs that the user keeps, and may keep.
    pub kept: (u32, u32),
    /// Makes sending the form twice make one song.
    pub request_key: String,
}

/// A song's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SongView {
    /// The song.
    pub song: Song,
    /// How its run stands, while it waits or is being written.
    pub progress: Option<Progress>,
    /// The sheet with its measures; empty while nothing is written.
    pub sheet: SheetView,
    /// Its files.
    pub files: Vec<SongFile>,
    /// The cover among them.
    pub cover: Option<FileId>,
    /// Its persona, when it is still there.
    pub persona: Option<Persona>,
    /// Who could go on with it, when it has stopped: word and name of each writer.
    pub writers: Vec<(String, String)>,
    /// The server's time.
    pub now: Timestamp,
}

/// What the new-song form offers.
#[server(endpoint = "song_choices")]
pub async fn load_song_choices() -> Result<SongChoices, AppError> {
    let user = crate::host::require_user()?;
    let studio = crate::host::studio();
    let settings = studio.system_settings().await?;
    let projects = studio.list_projects(user.id).await?;
    let writers = studio.list_writers(&user).await?;
    Ok(SongChoices {
        personas: studio.list_personas().await?,
        projects: projects.into_iter().map(|project| (project.id, project.name)).collect(),
        defaults: settings.generation,
        recipes: studio.list_recipes(user.id).await?,
        writer: default_of(&writers).to_string(),
        writers: writer_names(writers),
        keeps_local: studio.keeps_local(user.id).await?,
        kept: (studio.count_songs(user.id).await?, settings.max_songs_per_user),
        request_key: studio::request_key()?,
    })
}

/// Who writes what names nobody.
#[cfg(feature = "ssr")]
pub(crate) fn default_of(entries: &[domain::writer::WriterEntry]) -> WriterChoice {
    entries.iter().find(|entry| entry.is_default).map(|entry| entry.choice).unwrap_or_default()
}

/// Word and name of each writer, the built-in one first.
#[cfg(feature = "ssr")]
fn writer_names(entries: Vec<domain::writer::WriterEntry>) -> Vec<(String, String)> {
    let builtin = ("builtin".to_owned(), "Built-in writer".to_owned());
    let named = entries.into_iter().map(|entry| {
        let name = format!("{} ({})", entry.card.name, entry.card.model);
        (entry.choice.to_string(), name)
    });
    std::iter::once(builtin).chain(named).collect()
}

/// Puts a song in line and opens its page.
#[server(endpoint = "create_song")]
pub async fn create_song(
    prompt: String,
    project: ProjectId,
    request_key: String,
    #[server(default)] title: String,
    #[server(default)] persona: String,
    #[server(default)] rounds: String,
    #[server(default)] threshold: String,
    #[server(default)] target: String,
    #[server(default)] seed: String,
    #[server(default)] styles: String,
    #[server(default)] writer: String,
    #[server(default)] language: String,
    #[server(default)] temperature: String,
    #[server(default)] use_local: String,
    #[server(default)] save_as: String,
) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    let form = SongForm {
        prompt,
        title,
        persona,
        rounds,
        threshold,
        target,
        seed,
        styles,
        writer,
        language,
        temperature,
        use_local,
    };
    let studio = crate::host::studio();
    if !save_as.trim().is_empty() {
        studio.save_recipe(user.id, &save_as, &form).await?;
    }
    let id = studio.create_song(user.id, project, &form, &request_key).await?;
    leptos_axum::redirect(&format!("/songs/{id}"));
    Ok(())
}

/// Writes a song again, with the same seed or another.
#[server(endpoint = "write_again")]
pub async fn write_again(id: SongId, #[server(default)] seed: String) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    crate::host::studio().write_again(user.id, id, seed_of(&seed)).await?;
    leptos_axum::redirect(&format!("/songs/{id}"));
    Ok(())
}

/// Forgets kept settings.
#[server(endpoint = "forget_recipe")]
pub async fn forget_recipe(name: String) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    crate::host::studio().forget_recipe(user.id, &name).await?;
    leptos_axum::redirect("/new");
    Ok(())
}

/// Styles to offer while one is typed; `chosen` are those that stand there already, with commas between them.
#[server(endpoint = "offer_styles")]
pub async fn offer_styles(
    #[server(default)] typed: String,
    #[server(default)] chosen: String,
) -> Result<Vec<Style>, AppError> {
    crate::host::require_user()?;
    let chosen: Vec<String> = domain::song::check_styles(&chosen).unwrap_or_default();
    let typed: String = typed.chars().take(domain::song::STYLE_LIMIT).collect();
    Ok(crate::host::studio().offer_styles(&typed, &chosen))
}

/// Draws another cover for a song, in a family of pictures or whichever suits it.
#[server(endpoint = "redraw_cover")]
pub async fn redraw_cover(id: SongId, #[server(default)] family: String) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    crate::host::studio().redraw_cover(user.id, id, &family).await?;
    leptos_axum::redirect(&format!("/songs/{id}"));
    Ok(())
}

/// Writes a song on from where it stopped: by the writer that is chosen, or by the built-in one.
#[server(endpoint = "continue_song")]
pub async fn continue_song(
    id: SongId,
    #[server(default)] writer: WriterChoice,
    #[server(default)] finish: String,
) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    let writer = if finish.is_empty() { writer } else { WriterChoice::Builtin };
    crate::host::studio().continue_song(user.id, id, Some(writer)).await?;
    leptos_axum::redirect(&format!("/songs/{id}"));
    Ok(())
}

/// Has no further round of review after the one under way.
#[server(endpoint = "stop_after_round")]
pub async fn stop_after_round(id: SongId) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    crate::host::studio().stop_after_round(user.id, id).await?;
    leptos_axum::redirect(&format!("/songs/{id}"));
    Ok(())
}

/// Stops a song that waits or is being written.
#[server(endpoint = "cancel_song")]
pub async fn cancel_song(id: SongId) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    crate::host::studio().cancel_song(user.id, id).await?;
    leptos_axum::redirect(&format!("/songs/{id}"));
    Ok(())
}

/// Deletes a song with its versions and files.
#[server(endpoint = "delete_song")]
pub async fn delete_song(id: SongId) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    crate::host::studio().delete_song(user.id, id).await?;
    leptos_axum::redirect("/songs");
    Ok(())
}

/// The user's songs, the newest first, of one project or of all.
#[server(endpoint = "list_songs")]
pub async fn list_songs(
    project: Option<ProjectId>,
    offset: u32,
    limit: Option<u32>,
) -> Result<Vec<SongSummary>, AppError> {
    let user = crate::host::require_user()?;
    Ok(crate::host::studio().list_songs(user.id, project, offset, limit).await?)
}

/// The seed that a form asks for: "same", or another one.
#[cfg(feature = "ssr")]
pub(super) fn seed_of(word: &str) -> studio::songs::Seed {
    if word == "same" { studio::songs::Seed::Same } else { studio::songs::Seed::Another }
}

/// The user's songs that wait or are being written, each with how it stands.
#[server(endpoint = "live_songs")]
pub async fn live_songs() -> Result<Vec<(SongSummary, Progress)>, AppError> {
    let user = crate::host::require_user()?;
    let studio = crate::host::studio();
    let mut live = Vec::new();
    for song in studio.list_live_songs(user.id).await? {
        let progress = studio.song_progress(user.id, song.id).await?;
        live.push((song, progress));
    }
    Ok(live)
}

/// A song's page.
#[server(endpoint = "get_song")]
pub async fn get_song(id: SongId) -> Result<SongView, AppError> {
    let user = crate::host::require_user()?;
    let studio = crate::host::studio();
    let mut song = studio.get_song(user.id, id).await?;
    let mut progress = None;
    if song.status.is_live() {
        progress = Some(studio.song_progress(user.id, id).await?);
    } else if song.lyrics.is_none() {
        // A draft that was stopped half-way is in the events only, and is kept all the same.
        let stopped = studio.song_progress(user.id, id).await?.sheet.lyrics;
        song.lyrics = Some(stopped).filter(|lyrics| !lyrics.is_empty());
    }
    let persona = match &song.persona {
        Some(slug) => studio.get_persona(slug).await?,
        None => None,
    };
    let files = studio.list_files(user.id, id).await?;
    let writers = match song.status {
        domain::song::SongStatus::Failed | domain::song::SongStatus::Cancelled => {
            writer_names(studio.list_writers(&user).await?)
        }
        _ => Vec::new(),
    };
    Ok(SongView {
        progress,
        sheet: SheetView::measured(&song.title, song.lyrics.as_deref().unwrap_or_default()),
        files: files.into_iter().filter(|file| file.is_primary).collect(),
        cover: studio.cover(user.id, id).await?.map(|file| file.id),
        persona,
        now: studio.clock_time(),
        writers,
        song,
    })
}
