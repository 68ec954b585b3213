//! Rows of `songs` and what becomes of them.

use domain::{
    FileId, ProjectId, SongId, Timestamp,
    song::{GenerationConfig, Song, SongMetadata, SongStatus, SongSummary},
};

use crate::{StoreError, json, time::Moment};

/// A song as lists show it.
#[derive(sqlx::FromRow)]
pub(crate) struct SummaryRow {
    pub(crate) id: i64,
    pub(crate) project_id: i64,
    pub(crate) project_name: String,
    pub(crate) title: String,
    pub(crate) prompt: String,
    pub(crate) persona: Option<String>,
    pub(crate) score: Option<f64>,
    pub(crate) status: String,
    pub(crate) thumbnail: Option<i64>,
    pub(crate) created_at: Moment,
}

impl TryFrom<SummaryRow> for SongSummary {
    type Error = StoreError;

    fn try_from(row: SummaryRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: SongId(row.id),
            project_id: ProjectId(row.project_id),
            project_name: row.project_name,
            title: row.title,
            prompt: row.prompt,
            persona: row.persona,
            score: row.score,
            status: status(&row.status)?,
            thumbnail: row.thumbnail.map(FileId),
            created_at: row.created_at.into(),
        })
    }
}

/// A song with everything its page shows.
pub(super) struct SongRow {
    pub(super) id: i64,
    pub(super) project_id: i64,
    pub(super) project_name: String,
    pub(super) title: String,
    pub(super) prompt: String,
    pub(super) persona: Option<String>,
    pub(super) use_local: bool,
    pub(super) lyrics: Option<String>,
    pub(super) clean_lyrics: Option<String>,
    pub(super) metadata: Option<String>,
    pub(super) score: Option<f64>,
    pub(super) status: String,
    pub(super) config: Option<String>,
    pub(super) error: Option<String>,
    pub(super) revision: i64,
    pub(super) started_at: Option<Moment>,
    pub(super) completed_at: Option<Moment>,
    pub(super) created_at: Moment,
    pub(super) updated_at: Moment,
}

impl TryFrom<SongRow> for Song {
    type Error = StoreError;

    fn try_from(row: SongRow) -> Result<Self, StoreError> {
        let metadata = row.metadata.as_deref().map(metadata).transpose()?;
        Ok(Self {
            id: SongId(row.id),
            project_id: ProjectId(row.project_id),
            project_name: row.project_name,
            title: row.title,
            prompt: row.prompt,
            persona: row.persona,
            use_local: row.use_local,
            lyrics: row.lyrics,
            clean_lyrics: row.clean_lyrics,
            metadata,
            score: row.score,
            status: status(&row.status)?,
            config: config(row.config.as_deref())?,
            error: row.error,
            revision: row.revision,
            started_at: row.started_at.map(Timestamp::from),
            completed_at: row.completed_at.map(Timestamp::from),
            created_at: row.created_at.into(),
            updated_at: row.updated_at.into(),
        })
    }
}

fn status(word: &str) -> Result<SongStatus, StoreError> {
    SongStatus::from_id(word).ok_or_else(|| StoreError::unreadable("songs.status"))
}

fn metadata(text: &str) -> Result<SongMetadata, StoreError> {
    json::value("songs.metadata", text)
}

/// The column may be empty in a database that was filled by hand; the seed 0 is as good as any.
fn config(text: Option<&str>) -> Result<GenerationConfig, StoreError> {
    if let Some(text) = text {
        return json::value("songs.generation_config", text);
    }
    Ok(GenerationConfig::default())
}
