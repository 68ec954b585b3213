//! What the administrator sets for everyone.

use serde::{Deserialize, Serialize};

use crate::song::GenerationDefaults;

/// The system settings that the program reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SystemSettings {
    /// Songs that one user may keep.
    pub max_songs_per_user: u32,
    /// Megabytes that one uploaded file may have.
    pub max_file_size_mb: u32,
    /// Endings of files that may be uploaded.
    pub supported_file_types: Vec<String>,
    /// How songs are written unless their form says otherwise.
    pub generation: GenerationDefaults,
}

impl Default for SystemSettings {
    fn default() -> Self {
        Self {
            max_songs_per_user: 100,
            max_file_size_mb: 50,
            supported_file_types: ["txt", "md", "json", "jpg", "png"].map(str::to_owned).to_vec(),
            generation: GenerationDefaults::default(),
        }
    }
}
