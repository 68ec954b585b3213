//! Personas: files in the data directory, mirrored in the table.

use std::{
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use domain::persona::{self, Persona};
use tokio::sync::watch;

use crate::{Outcome, Studio, StudioError, files::write_whole};

/// The personas that ship with the program: slug and text of the card.
pub const SHIPPED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/personas.rs"));

/// A persona that ships with the program, without any database.
pub fn shipped(slug: &str) -> Option<Persona> {
    SHIPPED.iter().find(|(name, _)| *name == slug).and_then(|(name, text)| persona::parse(name, text))
}

/// The shipped persona that a prompt names.
pub fn shipped_in(prompt: &str) -> Option<Persona> {
    let all: Vec<Persona> = SHIPPED.iter().filter_map(|(slug, text)| persona::parse(slug, text)).collect();
    persona::named_in(prompt, &all).cloned()
}

impl Studio {
    /// The personas to choose from.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_personas(&self) -> Outcome<Vec<Persona>> {
        Ok(self.store().list_personas().await?)
    }

    /// A persona by its slug.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn get_persona(&self, slug: &str) -> Outcome<Option<Persona>> {
        Ok(self.store().get_persona(slug).await?)
    }

    pub(crate) async fn known_persona(&self, slug: &str) -> Outcome<Persona> {
        self.get_persona(slug)
            .await?
            .ok_or_else(|| StudioError::field("persona", "Choose one of the personas in the list."))
    }

    /// Mirrors the personas' files in the table whenever one of them has changed, until `stop` turns true.
    pub async fn watch_personas(&self, every: Duration, mut stop: watch::Receiver<bool>) {
        // The first look syncs once more: a file may have changed since the start.
        let mut seen = None;
        loop {
            tokio::select! {
                () = tokio::time::sleep(every) => {}
                _ = stop.wait_for(|stopping| *stopping) => return,
            }
            match self.persona_files().await {
                Ok(now) if seen.as_ref() == Some(&now) => {}
                Ok(now) => match self.sync_personas().await {
                    Ok(()) => seen = Some(now),
                    Err(error) => tracing::error!(cause = ?error, "changed personas could not be read"),
                },
                Err(error) => tracing::error!(cause = ?error, "the personas' folder cannot be read"),
            }
        }
    }

    /// The personas' files with what tells that one has changed.
    async fn persona_files(&self) -> Outcome<Vec<(PathBuf, u64, Option<SystemTime>)>> {
        let mut files = Vec::new();
        for path in markdown_files(&self.data().join("personas")).await? {
            let found = tokio::fs::metadata(&path).await?;
            files.push((path, found.len(), found.modified().ok()));
        }
        Ok(files)
    }

    /// Puts shipped personas that are missing into the data directory, and mirrors all files there
    /// in the table. A file that is no persona is passed over with a warning.
    pub(crate) async fn sync_personas(&self) -> Outcome<()> {
        let folder = self.data().join("personas");
        for (slug, text) in SHIPPED {
            let path = folder.join(format!("{slug}.md"));
            if !tokio::fs::try_exists(&path).await? {
                write_whole(&path, text.as_bytes()).await?;
            }
        }
        let mut found = Vec::new();
        for path in markdown_files(&folder).await? {
            if let Some(persona) = read_persona(&path).await? {
                let file = format!("personas/{}.md", persona.name);
                found.push((persona, file));
            } else {
                tracing::warn!(file = %path.display(), "not a persona card, passed over");
            }
        }
        Ok(self.store().sync_personas(&found, self.now()).await?)
    }
}

async fn markdown_files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let path = entry.path();
        // Links are not followed: a card must lie in the folder itself.
        if entry.file_type().await?.is_file() && path.extension().is_some_and(|ending| ending == "md") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

async fn read_persona(path: &Path) -> Outcome<Option<Persona>> {
    let slug = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if !persona::is_slug(slug) || tokio::fs::metadata(path).await?.len() > 64 * 1024 {
        return Ok(None);
    }
    let bytes = tokio::fs::read(path).await?;
    Ok(persona::parse(slug, &String::from_utf8_lossy(&bytes)))
}
