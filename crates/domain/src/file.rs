//! Files that belong to a song.

use serde::{Deserialize, Serialize};

use crate::{FileId, SongId, Timestamp};

/// What a file is to its song; the words of `song_files.file_type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileType {
    /// The sheet.
    Lyrics,
    /// The metadata as JSON.
    Metadata,
    /// The cover.
    Artwork,
    /// A recording.
    Audio,
    /// Anything made for another program.
    Export,
}

impl FileType {
    /// Every type.
    pub const ALL: [Self; 5] = [Self::Lyrics, Self::Metadata, Self::Artwork, Self::Audio, Self::Export];

    /// The word in the database.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Lyrics => "lyrics",
            Self::Metadata => "metadata",
            Self::Artwork => "artwork",
            Self::Audio => "audio",
            Self::Export => "export",
        }
    }

    /// The type that a database word names.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// A file of a song.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SongFile {
    /// The row's id.
    pub id: FileId,
    /// The song it belongs to.
    pub song_id: SongId,
    /// What it is to the song.
    pub file_type: FileType,
    /// Where it lies, relative to the data directory; made by the server.
    pub path: String,
    /// The name it is downloaded under.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Media type.
    pub mime_type: String,
    /// SHA-256 in lower-case hexadecimal digits.
    pub checksum: String,
    /// Whether it is the one to show of its type.
    pub is_primary: bool,
    /// When it was made.
    pub created_at: Timestamp,
}
