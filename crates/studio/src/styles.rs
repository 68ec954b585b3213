//! The library of musical styles, as the data directory has it.

use std::path::Path;

use songcraft::style::{Style, StyleLibrary};

use crate::{Outcome, Studio, files::write_whole};

/// Styles that are offered at once.
const OFFERED: usize = 12;
/// The library in the data directory.
const FILE: &str = "styles.json";

impl Studio {
    /// Styles to offer while somebody types one, beside those that are chosen already.
    pub fn offer_styles(&self, typed: &str, chosen: &[String]) -> Vec<Style> {
        self.styles().offer(typed, chosen, OFFERED).into_iter().cloned().collect()
    }
}

/// Reads the library from the data directory; one that is missing is put there first, and one that cannot be read
/// leaves the one that ships with the program in force.
pub(crate) async fn read(data: &Path) -> Outcome<StyleLibrary> {
    let path = data.join(FILE);
    if !tokio::fs::try_exists(&path).await? {
        write_whole(&path, songsmith::STYLES.as_bytes()).await?;
    }
    let text = tokio::fs::read(&path).await?;
    Ok(StyleLibrary::read(&String::from_utf8_lossy(&text)).unwrap_or_else(|cause| {
        tracing::warn!(file = %path.display(), %cause, "the styles cannot be read; those of the program hold");
        songsmith::library().clone()
    }))
}
