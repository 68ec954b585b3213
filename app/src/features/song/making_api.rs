//! Server functions on how a song was made.

use domain::{
    SongId,
    generation::{ModelCall, StageReport},
    song::Song,
    stage::{Stage, Step},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// A stage of a song's making, as its page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MakingStage {
    /// Which.
    pub step: Step,
    /// How long it took.
    pub milliseconds: u64,
    /// Who did it.
    pub writer: String,
    /// What was said of it.
    pub report: StageReport,
    /// The calls to models.
    pub calls: Vec<ModelCall>,
    /// What it changed in the sheet: lines that stayed, went (`-`) and came (`+`); empty when it changed nothing.
    pub changes: Vec<(char, String)>,
    /// SHA-256 of everything that it read.
    pub input_hash: String,
    /// The same stage of another run that read the same.
    pub same: Option<SameStage>,
}

/// A stage of another run, made from the same inputs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SameStage {
    /// The song of the other run; it may be the same song.
    pub song: SongId,
    /// Its title.
    pub title: String,
    /// Whether the same came of it.
    pub same_result: bool,
}

/// How a song was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Making {
    /// The song.
    pub song: Song,
    /// Its stages, in order.
    pub stages: Vec<MakingStage>,
    /// Makes sending the form of a branch twice make one song.
    pub request_key: String,
}

/// How a song was made, stage by stage.
#[server(endpoint = "song_making")]
pub async fn song_making(id: SongId) -> Result<Making, AppError> {
    let user = crate::host::require_user()?;
    let studio = crate::host::studio();
    let song = studio.get_song(user.id, id).await?;
    let mut before = String::new();
    let stages = studio.song_making(user.id, id).await?.into_iter().map(
        |studio::songs::MadeStage { row, report, same }| {
            let after = report.sheet.as_ref().map(|sheet| sheet.lyrics.clone());
            let changes =
                after.as_ref().map(|after| super::diff::changes(&before, after)).unwrap_or_default();
            before = after.unwrap_or_else(|| std::mem::take(&mut before));
            MakingStage {
                step: row.step,
                milliseconds: row.milliseconds,
                writer: row.writer,
                report,
                calls: row.calls,
                changes,
                input_hash: row.input_hash,
                same: same.map(|same| SameStage {
                    song: same.song,
                    title: same.title,
                    same_result: same.same_result,
                }),
            }
        },
    );
    Ok(Making { song, stages: stages.collect(), request_key: studio::request_key()? })
}

/// Makes a new song that goes on behind a stage of this one, with another seed or the same, and opens it.
#[server(endpoint = "branch_song")]
pub async fn branch_song(
    id: SongId,
    stage: Stage,
    #[server(default)] round: u32,
    #[server(default)] seed: String,
    request_key: String,
) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    let (step, seed) = (Step { stage, round }, super::api::seed_of(&seed));
    let made = crate::host::studio().branch_song(user.id, id, step, seed, &request_key).await?;
    leptos_axum::redirect(&format!("/songs/{made}"));
    Ok(())
}

/// Makes a new song from the same inputs as this one, and opens it.
#[server(endpoint = "replay_song")]
pub async fn replay_song(id: SongId, request_key: String) -> Result<(), AppError> {
    let user = crate::host::require_user()?;
    let made = crate::host::studio().replay_song(user.id, id, &request_key).await?;
    leptos_axum::redirect(&format!("/songs/{made}"));
    Ok(())
}
