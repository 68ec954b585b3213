//! The writer of one song: whom its owner has chosen, or what the flags of the command line describe.

use std::sync::Arc;

use async_trait::async_trait;
use domain::{
    UserId,
    writer::{WriterCard, WriterChoice},
};
use models::{Breakers, Caller, Limits, Provider, Reach, Usage};
use store::StoreError;
use url::Url;

use crate::{
    Studio, StudioError,
    generation::{BuiltinWriter, Meter, ModelWriter, Request, Writer, WriterError, Writers},
    prompts::Prompts,
};

/// Finds the writer that each song's owner has chosen for it.
pub struct ChosenWriters {
    studio: Studio,
}

impl ChosenWriters {
    /// Over the writers that are kept in a studio.
    pub fn new(studio: Studio) -> Self {
        Self { studio }
    }
}

#[async_trait]
impl Writers for ChosenWriters {
    async fn writer_for(&self, owner: UserId, request: &Request) -> Result<Arc<dyn Writer>, WriterError> {
        let choice = request.config.writer;
        if choice == WriterChoice::Builtin {
            return Ok(Arc::new(BuiltinWriter));
        }
        let found = self.studio.caller(owner, choice, request.use_local).await;
        let (card, caller) = found.map_err(|error| match error {
            StudioError::NotFound => WriterError(
                "The writer that was chosen for this song is not there any more. Choose another one."
                    .to_owned(),
            ),
            StudioError::Refused(why) => WriterError(why),
            other => {
                tracing::error!(cause = ?other, "a writer could not be read");
                WriterError("The writer could not be read from the settings.".to_owned())
            }
        })?;
        let meter = matches!(choice, WriterChoice::Shared(_)).then(|| {
            let share = Share { studio: self.studio.clone(), owner, choice, budget: card.budget };
            Arc::new(share) as Arc<dyn Meter>
        });
        let prompts = Prompts::of(self.studio.data()).await;
        Ok(Arc::new(ModelWriter::new(card, caller, prompts, request.clone(), meter)))
    }
}

/// What a user uses of a shared writer. It is read and counted in the database around each call, so that all songs of the
/// user, in every process, have one budget together; only calls that are under way at the same time may exceed it.
struct Share {
    studio: Studio,
    owner: UserId,
    choice: WriterChoice,
    /// Tokens for a month; `None` counts without a limit.
    budget: Option<u64>,
}

#[async_trait]
impl Meter for Share {
    async fn has_left(&self) -> Result<bool, WriterError> {
        let Some(budget) = self.budget else { return Ok(true) };
        let used = self.studio.store().writer_usage(self.owner, self.choice, self.studio.now()).await;
        let used = used.map_err(|error| broken(&error))?;
        Ok(used.tokens_in + used.tokens_out < budget)
    }

    async fn count(&self, usage: Usage) -> Result<(), WriterError> {
        let tokens = (usage.tokens_in, usage.tokens_out);
        if tokens == (0, 0) {
            return Ok(());
        }
        let counted =
            self.studio.store().count_usage(self.owner, self.choice, tokens, self.studio.now()).await;
        counted.map_err(|error| broken(&error))
    }
}

fn broken(error: &StoreError) -> WriterError {
    tracing::error!(%error, "a shared writer's budget could not be read or written");
    WriterError("What you have used of this writer could not be counted.".to_owned())
}

/// A model for one song without a studio. Whoever runs the command line is on this machine already, so its own hosts
/// may be called.
///
/// # Errors
/// The card's address is none.
pub fn on_the_command_line(
    card: WriterCard,
    key: Option<String>,
    request: &Request,
) -> Result<ModelWriter, String> {
    let base = Url::parse(&card.base_url)
        .map_err(|cause| format!("base_url: {} is no web address: {cause}", card.base_url))?;
    let provider = Provider { kind: card.kind, base, model: card.model.clone(), key: key.map(Into::into) };
    let reach = Reach { local_only: request.use_local, loopback: true, ..Reach::default() };
    let breaker = Breakers::default().of(&provider.address());
    let caller = Caller::new(provider, reach, Limits::default(), breaker);
    Ok(ModelWriter::new(card, caller, Prompts::shipped(), request.clone(), None))
}
