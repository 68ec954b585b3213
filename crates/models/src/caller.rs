//! One call, with all its tries.

use std::{
    sync::{Arc, OnceLock},
    time::{Duration, SystemTime},
};

use genai::chat::{ChatMessage, ChatOptions, ChatRequest, ChatResponseFormat};
use tokio::time::{Instant, sleep, timeout_at};

use crate::{
    Breaker, CallError, Limits, Listener, Provider, Reach, Trouble, Usage, network,
    retry::{chance, pause, retry_after},
    stream,
    usage::PriceTag,
};

/// What is asked of a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Who it is to be, and what holds throughout.
    pub system: String,
    /// The task with its data.
    pub task: String,
    /// How freely it chooses, 0–2; `None` leaves it to the provider.
    pub temperature: Option<f64>,
    /// What makes the answer repeatable, where the provider heeds it.
    pub seed: Option<u64>,
    /// Tokens that the answer may have.
    pub most_tokens: u32,
    /// Whether the answer is to be JSON.
    pub json: bool,
}

/// What came of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The text.
    pub text: String,
    /// What all tries took together.
    pub usage: Usage,
    /// From the first try's beginning to the last piece.
    pub milliseconds: u64,
    /// Tries it took.
    pub tries: u32,
    /// Whether the model stopped because it had no more tokens.
    pub cut_by_tokens: bool,
}

/// Calls one provider for one person.
#[derive(Clone, Debug)]
pub struct Caller {
    pub(crate) provider: Provider,
    pub(crate) reach: Reach,
    pub(crate) limits: Limits,
    breaker: Breaker,
    /// Made at the first call and kept: a song's calls share their connections.
    client: Arc<OnceLock<reqwest::Client>>,
}

impl Caller {
    /// A caller of this provider.
    pub fn new(provider: Provider, reach: Reach, limits: Limits, breaker: Breaker) -> Self {
        Self { provider, reach, limits, breaker, client: Arc::default() }
    }

    /// The same caller for another of the provider's models.
    pub fn with_model(&self, model: &str) -> Self {
        let mut caller = self.clone();
        model.clone_into(&mut caller.provider.model);
        caller
    }

    /// Whom it calls.
    pub fn provider(&self) -> &Provider {
        &self.provider
    }

    /// The bounds of its calls.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How long the provider is to be left alone; `None` when it may be called.
    pub fn rests(&self) -> Option<Duration> {
        self.breaker.rests()
    }

    /// Asks, until there is an answer or trying again has no use. Dropping the future closes the connection.
    ///
    /// # Errors
    /// The trouble of the last try, with what all tries took.
    pub async fn ask(&self, ask: &Ask, listener: &mut dyn Listener) -> Result<Answer, CallError> {
        let begun = Instant::now();
        let deadline = begun + self.limits.stage;
        let (mut tries, mut usage) = (0, Usage::default());
        loop {
            tries += 1;
            listener.begins().await;
            let call = timeout_at(deadline, self.once(ask, listener)).await;
            let mut error = match call.unwrap_or_else(|_| Err(out_of_time(self.limits.stage))) {
                Ok(heard) => {
                    self.breaker.answered();
                    let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
                    let stream::Heard { text, usage: last, cut_by_tokens } = heard;
                    let last = last.unwrap_or_else(|| Usage::estimate(ask, text.chars().count()));
                    let usage = usage.plus(last);
                    return Ok(Answer { text, usage, milliseconds, tries, cut_by_tokens });
                }
                Err(error) => error.without(self.provider.key.as_ref()),
            };
            // What a model has begun to say is paid for, whether or not it came to an end.
            if error.heard > 0 {
                usage = usage.plus(Usage::estimate(ask, error.heard));
            }
            error.usage = usage;
            if error.trouble.is_outage() {
                self.breaker.failed();
            }
            let Some(wait) = pause(&error, tries, &self.limits, chance()) else { return Err(error) };
            if Instant::now() + wait >= deadline {
                return Err(error);
            }
            tracing::info!(%error, tries, ?wait, "a model is asked again");
            sleep(wait).await;
        }
    }

    /// The client that reaches this provider's host and nothing else.
    pub(crate) fn client(&self) -> Result<reqwest::Client, CallError> {
        if let Some(client) = self.client.get() {
            return Ok(client.clone());
        }
        let client = network::client(&self.provider.base, &self.reach, &self.limits)?;
        Ok(self.client.get_or_init(|| client).clone())
    }

    async fn once(&self, ask: &Ask, listener: &mut dyn Listener) -> Result<stream::Heard, CallError> {
        let client =
            genai::Client::builder().with_reqwest(self.client()?).build().map_err(|error| explain(&error))?;
        let request =
            ChatRequest::new(vec![ChatMessage::user(ask.task.clone())]).with_system(ask.system.clone());
        let price = PriceTag::default();
        let options = options(ask).with_raw_frame_sink(price.clone());
        let opening = client.exec_chat_stream(self.provider.target(), request, Some(&options));
        let opened = opening.await.map_err(|error| explain(&error))?;
        let mut heard = stream::listen(opened.stream, &self.limits, listener).await?;
        if let Some(usage) = &mut heard.usage {
            usage.cost = price.read();
        }
        Ok(heard)
    }
}

fn options(ask: &Ask) -> ChatOptions {
    let mut options = ChatOptions::default().with_max_tokens(ask.most_tokens).with_capture_usage(true);
    options.temperature = ask.temperature;
    options.seed = ask.seed;
    if ask.json {
        options = options.with_response_format(ChatResponseFormat::JsonMode);
    }
    options
}

fn out_of_time(limit: Duration) -> CallError {
    let minutes = limit.as_secs_f64() / 60.0;
    CallError::new(Trouble::TooSlow, format!("The model did not finish within {minutes:.0} minutes."))
}

/// What the library says, in this program's words.
pub(crate) fn explain(error: &genai::Error) -> CallError {
    if let Some(forbidden) = network::forbidden_by(error) {
        return forbidden;
    }
    match error {
        genai::Error::HttpError { status, body, headers, .. } => {
            let wait = headers.get("retry-after").and_then(|value| value.to_str().ok());
            let wait = wait.and_then(|value| retry_after(value, SystemTime::now()));
            CallError::of_status(status.as_u16(), body, wait)
        }
        genai::Error::WebStream { error, .. } => {
            if let Some(inner) = error.downcast_ref::<genai::Error>() {
                return explain(inner);
            }
            if let Some(forbidden) = network::forbidden_by(&**error) {
                return forbidden;
            }
            if error.downcast_ref::<genai::webc::StreamTimeout>().is_some() {
                return CallError::new(Trouble::TooSlow, "The model did not answer in time.");
            }
            transport(&**error)
        }
        genai::Error::WebModelCall { .. } | genai::Error::WebAdapterCall { .. } => error
            .status()
            .map_or_else(|| transport(error), |status| CallError::of_status(status.as_u16(), "", None)),
        genai::Error::ChatResponse { body, .. } => CallError::of_status(500, &body.to_string(), None),
        genai::Error::StreamParse { .. } => garbled(),
        other => CallError::new(Trouble::Refused, format!("The request could not be made: {other}")),
    }
}

fn garbled() -> CallError {
    CallError::new(Trouble::Garbled, "The provider's answer is not in the form that such answers have.")
}

/// What went wrong on the wire.
pub(crate) fn transport(error: &(dyn std::error::Error + 'static)) -> CallError {
    if let Some(forbidden) = network::forbidden_by(error) {
        return forbidden;
    }
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<reqwest::Error>() {
            return if error.is_timeout() {
                CallError::new(Trouble::TooSlow, "The provider did not answer in time.")
            } else if error.is_connect() {
                CallError::new(
                    Trouble::Unreachable,
                    "The provider cannot be reached. Is the address right, and does it run?",
                )
            } else if error.is_decode() {
                garbled()
            } else {
                CallError::new(Trouble::CutShort, "The connection to the provider broke off.")
            };
        }
        cause = error.source();
    }
    garbled()
}
