//! What a provider offers, and whether it answers.

use std::time::SystemTime;

use domain::writer::ProviderKind;
use futures::StreamExt as _;
use reqwest::{RequestBuilder, Response};
use serde_json::Value;
use tokio::time::{Instant, timeout};

use crate::{Ask, CallError, Caller, Ignore, Trouble, caller::transport, retry::retry_after};

/// Models that a list shows.
const MOST_MODELS: usize = 500;

/// What answered, and how fast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reachable {
    /// The first words of the answer.
    pub said: String,
    /// From the request to the end of the answer.
    pub milliseconds: u64,
}

impl Caller {
    /// The ids of the provider's models, in its own order.
    ///
    /// # Errors
    /// The provider cannot be reached, or gives no list.
    pub async fn models(&self) -> Result<Vec<String>, CallError> {
        let client = self.client()?;
        let answer = self.send(self.authorized(client.get(self.provider.path("models")))).await?;
        let list = json(&read(answer, self.limits.answer).await?)?;
        let entries = list.get("data").or(list.get("models")).and_then(Value::as_array);
        let entries =
            entries.ok_or_else(|| garbled("The provider's list of models is not in the usual form."))?;
        let id = |entry: &Value| {
            let id = entry.get("id").or(entry.get("name")).and_then(Value::as_str)?;
            Some(id.trim_start_matches("models/").to_owned())
        };
        Ok(entries.iter().filter_map(id).take(MOST_MODELS).collect())
    }

    /// Asks for one word.
    ///
    /// # Errors
    /// As for any call.
    pub async fn try_out(&self) -> Result<Reachable, CallError> {
        let ask = Ask {
            system: "Answer with one word.".to_owned(),
            task: "Say hello.".to_owned(),
            temperature: None,
            seed: None,
            most_tokens: 64,
            json: false,
        };
        let begun = Instant::now();
        let answer = self.ask(&ask, &mut Ignore).await?;
        let said = answer.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect();
        Ok(Reachable { said, milliseconds: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX) })
    }

    /// The key, in the header that the provider looks for it in.
    pub(crate) fn authorized(&self, request: RequestBuilder) -> RequestBuilder {
        let key = self.provider.key();
        match self.provider.kind {
            ProviderKind::OpenAi => request.bearer_auth(key),
            ProviderKind::Anthropic => {
                request.header("x-api-key", key).header("anthropic-version", "2023-06-01")
            }
            ProviderKind::Gemini => request.header("x-goog-api-key", key),
        }
    }

    /// Sends a request that is no chat, once.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Result<Response, CallError> {
        let sent = timeout(self.limits.first_token, request.send()).await;
        let slow = |_| CallError::new(Trouble::TooSlow, "The provider did not answer in time.");
        let answer = sent.map_err(slow)?.map_err(|error| transport(&error))?;
        if answer.status().is_success() {
            return Ok(answer);
        }
        let status = answer.status().as_u16();
        let wait = answer.headers().get("retry-after").and_then(|value| value.to_str().ok());
        let wait = wait.and_then(|value| retry_after(value, SystemTime::now()));
        let said = read(answer, 64 * 1024).await.unwrap_or_default();
        let error = CallError::of_status(status, &String::from_utf8_lossy(&said), wait);
        Err(error.without(self.provider.key.as_ref()))
    }

    /// The body of an answer, up to a limit in bytes.
    pub(crate) async fn body(&self, answer: Response, limit: usize) -> Result<Vec<u8>, CallError> {
        let whole = timeout(self.limits.stage, read(answer, limit)).await;
        whole.map_err(|_| {
            CallError::new(Trouble::TooSlow, "The provider did not finish its answer in time.")
        })?
    }
}

async fn read(answer: Response, limit: usize) -> Result<Vec<u8>, CallError> {
    let mut body = Vec::new();
    let mut pieces = answer.bytes_stream();
    while let Some(piece) = pieces.next().await {
        body.extend_from_slice(&piece.map_err(|error| transport(&error))?);
        if body.len() > limit {
            return Err(CallError::new(Trouble::TooLong, "The provider's answer is longer than allowed."));
        }
    }
    Ok(body)
}

pub(crate) fn json(body: &[u8]) -> Result<Value, CallError> {
    serde_json::from_slice(body)
        .map_err(|_| garbled("The provider's answer is not JSON. Is the address that of its interface?"))
}

pub(crate) fn garbled(sentence: &str) -> CallError {
    CallError::new(Trouble::Garbled, sentence)
}
