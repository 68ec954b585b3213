//! Songs once more: written again, written on, branched off, replayed, and how they were made.

use std::collections::HashMap;

use domain::{
    SongId, UserId,
    generation::{GenerationEvent, Spent, StageReport},
    song::{self, GenerationConfig, NewSong, Song},
    stage::Step,
    writer::WriterChoice,
};
use store::{Branch, SameInputs, StageRow};

use super::check_request_key;
use crate::{Outcome, Studio, StudioError, generation::Run, random_seed};

/// Which seed a song is written with once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seed {
    /// The one it had.
    Same,
    /// A random one.
    Another,
}

impl Seed {
    fn put_into(self, config: GenerationConfig) -> Outcome<GenerationConfig> {
        Ok(match self {
            Self::Same => config,
            // As far as a browser counts whole numbers.
            Self::Another => GenerationConfig { seed: random_seed()? % (1 << 53), ..config },
        })
    }
}

/// A stage of a song's making.
#[derive(Clone, Debug, PartialEq)]
pub struct MadeStage {
    /// Its result, and what it was made from.
    pub row: StageRow,
    /// What people were told of it.
    pub report: StageReport,
    /// The same stage of another run with the same inputs, the newest one.
    pub same: Option<SameInputs>,
}

/// The same song, asked for once more.
fn asked_again(song: Song, seed: Seed) -> Outcome<NewSong> {
    let config = seed.put_into(song.config)?;
    Ok(NewSong { prompt: song.prompt, persona: song.persona, use_local: song.use_local, config })
}

impl Studio {
    /// Writes a song again. Its lyrics stay until new ones are written.
    ///
    /// # Errors
    /// `NotFound`, or `Conflict` while it is being written.
    pub async fn write_again(&self, owner: UserId, id: SongId, seed: Seed) -> Outcome<()> {
        let song = self.get_song(owner, id).await?;
        let config = seed.put_into(song.config)?;
        self.store().enqueue_again(owner, id, &config, self.now()).await?;
        self.announce(owner);
        Ok(())
    }

    /// Writes a song on from where it stopped, by the writer it had or another one.
    ///
    /// # Errors
    /// `NotFound`, `Conflict` when it did not stop, or a sentence at `writer`.
    pub async fn continue_song(
        &self,
        owner: UserId,
        id: SongId,
        writer: Option<WriterChoice>,
    ) -> Outcome<()> {
        let song = self.get_song(owner, id).await?;
        let writer = writer.unwrap_or(song.config.writer);
        self.known_writer(owner, writer).await?;
        if writer == WriterChoice::Builtin && song.config.language != "en" {
            return Err(StudioError::field("writer", song::ENGLISH_ONLY));
        }
        let config = GenerationConfig { writer, ..song.config };
        self.store().continue_generation(owner, id, &config, self.now()).await?;
        self.announce(owner);
        Ok(())
    }

    /// Asks that a song which is being written has no further round of review.
    ///
    /// # Errors
    /// `NotFound`, or `Conflict` when it is not being written.
    pub async fn stop_after_round(&self, owner: UserId, id: SongId) -> Outcome<()> {
        Ok(self.store().request_last_round(owner, id, self.now()).await?)
    }

    /// How a song was made: the stages of its last run in order.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn song_making(&self, owner: UserId, id: SongId) -> Outcome<Vec<MadeStage>> {
        let generation = self.store().latest_generation(owner, id).await?.ok_or(StudioError::NotFound)?;
        let mut told = HashMap::new();
        for record in self.store().song_events(owner, id).await? {
            if let GenerationEvent::StageFinished { step, report, .. } = record.event {
                told.insert(step, *report);
            }
        }
        let same = self.store().same_inputs(owner, generation).await?.into_iter();
        let mut same: HashMap<Step, SameInputs> = same.map(|same| (same.step, same)).collect();
        let stages = self.store().stages(generation).await?.into_iter();
        let stages = stages.map(|row| MadeStage {
            report: told.remove(&row.step).unwrap_or_default(),
            same: same.remove(&row.step),
            row,
        });
        Ok(stages.collect())
    }

    /// Makes a new song from the same inputs as this one, from the beginning.
    ///
    /// # Errors
    /// `NotFound`, or `Refused` at the limit of songs.
    pub async fn replay_song(&self, owner: UserId, id: SongId, request_key: &str) -> Outcome<SongId> {
        check_request_key(request_key)?;
        let song = self.get_song(owner, id).await?;
        let project = song.project_id;
        let limit = self.system_settings().await?.max_songs_per_user;
        let new = asked_again(song, Seed::Same)?;
        let made = self.store().create_song(owner, project, &new, request_key, limit, self.now()).await?;
        self.announce(owner);
        Ok(made.song_id)
    }

    /// Makes a new song that goes on behind a stage of this one. With the same seed it does what comes behind once more
    /// from the same inputs.
    ///
    /// # Errors
    /// `NotFound` for song or stage, or `Refused` at the limit of songs.
    pub async fn branch_song(
        &self,
        owner: UserId,
        id: SongId,
        upto: Step,
        seed: Seed,
        request_key: &str,
    ) -> Outcome<SongId> {
        check_request_key(request_key)?;
        let song = self.get_song(owner, id).await?;
        let from = self.store().latest_generation(owner, id).await?.ok_or(StudioError::NotFound)?;
        let mut run = Run::default();
        for row in self.store().stages(from).await?.into_iter().take_while(|row| row.step <= upto) {
            let output = serde_json::from_value(row.output).map_err(StudioError::internal)?;
            run.apply(row.step, output, &row.writer);
        }
        let mut told = Vec::new();
        for record in self.store().song_events(owner, id).await? {
            if let GenerationEvent::StageFinished { step, milliseconds, percent, mut report } = record.event
                && step <= upto
            {
                // Paid for once already.
                report.spent = Spent::default();
                told.push(GenerationEvent::StageFinished { step, milliseconds, percent, report });
            }
        }
        let project = song.project_id;
        let new = asked_again(song, seed)?;
        let sheet = run.best.map(|scored| scored.sheet);
        let branch = Branch { song: &new, from, upto, sheet: sheet.as_ref(), events: &told };
        let limit = self.system_settings().await?.max_songs_per_user;
        let made = self.store().branch_song(owner, project, &branch, request_key, limit, self.now()).await?;
        self.announce(owner);
        Ok(made.song_id)
    }
}
