//! The built-in writer with a script: it can stand still at a call, or fail there, and counts its calls.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use domain::{generation::Sheet, song::SongMetadata};
use songcraft::lint::Finding;
use songsmith::{Brief, Note, Review, Wishes, cover::Picture};
use studio::generation::{Audience, BuiltinWriter, Made, Rest, Writer, WriterError, output::Scored};
use tokio::sync::{Notify, Semaphore};

/// The calls in the order of the pipeline.
pub const CALLS: [&str; 7] = ["brief", "draft", "review", "revise", "critique", "metadata", "cover"];

pub struct ScriptedWriter {
    pub stand_still_at: Option<&'static str>,
    pub fail_at: Option<&'static str>,
    /// Has to be left alone once, for this long.
    pub rest: Mutex<Option<Rest>>,
    pub reached: Notify,
    /// A permit lets one call that stands still go on.
    pub go_on: Semaphore,
    calls: Mutex<HashMap<&'static str, u32>>,
}

impl Default for ScriptedWriter {
    fn default() -> Self {
        Self {
            stand_still_at: None,
            fail_at: None,
            rest: Mutex::default(),
            reached: Notify::new(),
            go_on: Semaphore::new(0),
            calls: Mutex::default(),
        }
    }
}

impl ScriptedWriter {
    pub fn standing_still_at(call: &'static str) -> Arc<Self> {
        Arc::new(Self { stand_still_at: Some(call), ..Self::default() })
    }

    pub fn failing_at(call: &'static str) -> Arc<Self> {
        Arc::new(Self { fail_at: Some(call), ..Self::default() })
    }

    pub fn count(&self, call: &str) -> u32 {
        self.calls.lock().unwrap().get(call).copied().unwrap_or(0)
    }

    async fn play(&self, call: &'static str) -> Result<(), WriterError> {
        *self.calls.lock().unwrap().entry(call).or_default() += 1;
        if self.stand_still_at == Some(call) {
            self.reached.notify_one();
            self.go_on.acquire().await.unwrap().forget();
        }
        if self.fail_at == Some(call) {
            return Err(WriterError("The scripted writer has no more ideas.".to_owned()));
        }
        Ok(())
    }
}

#[async_trait]
impl Writer for ScriptedWriter {
    fn name(&self) -> &'static str {
        songsmith::WRITER_NAME
    }

    fn rests(&self) -> Option<Rest> {
        self.rest.lock().unwrap().take()
    }

    async fn brief(&self, wishes: Wishes) -> Result<Made<Brief>, WriterError> {
        self.play("brief").await?;
        BuiltinWriter.brief(wishes).await
    }

    async fn draft(
        &self,
        brief: &Brief,
        seed: u64,
        audience: &dyn Audience,
    ) -> Result<Made<Sheet>, WriterError> {
        self.play("draft").await?;
        BuiltinWriter.draft(brief, seed, audience).await
    }

    async fn review(&self, brief: &Brief, scored: &Scored) -> Result<Made<Vec<Review>>, WriterError> {
        self.play("review").await?;
        BuiltinWriter.review(brief, scored).await
    }

    async fn revise(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        reviews: &[Review],
        seed: u64,
        round: u32,
    ) -> Result<Made<Sheet>, WriterError> {
        self.play("revise").await?;
        BuiltinWriter.revise(brief, sheet, reviews, seed, round).await
    }

    async fn critique(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        seed: u64,
    ) -> Result<Made<(Vec<Note>, Sheet)>, WriterError> {
        self.play("critique").await?;
        BuiltinWriter.critique(brief, sheet, seed).await
    }

    async fn repair(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        findings: &[Finding],
        seed: u64,
    ) -> Result<Made<Sheet>, WriterError> {
        self.play("repair").await?;
        BuiltinWriter.repair(brief, sheet, findings, seed).await
    }

    async fn metadata(&self, brief: &Brief, sheet: &Sheet) -> Result<Made<SongMetadata>, WriterError> {
        self.play("metadata").await?;
        BuiltinWriter.metadata(brief, sheet).await
    }

    async fn cover(&self, brief: &Brief, sheet: &Sheet, seed: u64) -> Result<Made<Picture>, WriterError> {
        self.play("cover").await?;
        BuiltinWriter.cover(brief, sheet, seed).await
    }
}
