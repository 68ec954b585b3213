//! Server function of the landing page.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{AppError, features::song::sheet::SheetView};

/// A song that the built-in writer has written, and what it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// What was asked for.
    pub prompt: String,
    /// The sheet.
    pub sheet: SheetView,
    /// 0–100.
    pub score: f64,
    /// Who wrote it.
    pub writer: String,
}

/// A real song of the built-in writer, written once after the server's start.
#[server(endpoint = "example_song")]
pub async fn example_song() -> Result<Example, AppError> {
    let song = studio::showcase::song().await?;
    Ok(Example {
        prompt: studio::showcase::PROMPT.to_owned(),
        sheet: SheetView::measured(&song.sheet.title, &song.sheet.lyrics),
        score: song.total,
        writer: song.metadata.writer.clone(),
    })
}
