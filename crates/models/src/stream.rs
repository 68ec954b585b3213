//! Hearing an answer to its end.

use std::ops::ControlFlow;

use futures::StreamExt as _;
use genai::chat::{ChatStream, ChatStreamEvent, StopReason, StreamEnd};
use tokio::time::{Instant, timeout_at};

use crate::{CallError, Limits, Listener, Trouble, Usage, caller::explain};

/// A whole answer.
pub(crate) struct Heard {
    pub(crate) text: String,
    /// Where the provider says it.
    pub(crate) usage: Option<Usage>,
    pub(crate) cut_by_tokens: bool,
}

/// Reads the stream until the provider says that it is complete. An error knows how much was heard before.
pub(crate) async fn listen(
    stream: ChatStream,
    limits: &Limits,
    listener: &mut dyn Listener,
) -> Result<Heard, CallError> {
    let mut text = String::new();
    let end = to_the_end(stream, limits, listener, &mut text).await;
    let whole = end.and_then(|end| complete(&text, &end));
    match whole {
        Ok((usage, cut_by_tokens)) => Ok(Heard { text, usage, cut_by_tokens }),
        Err(error) => Err(CallError { heard: text.chars().count(), ..error }),
    }
}

async fn to_the_end(
    mut stream: ChatStream,
    limits: &Limits,
    listener: &mut dyn Listener,
    text: &mut String,
) -> Result<StreamEnd, CallError> {
    // What a model thinks aloud is not kept, but it is not endless either.
    let mut thought = 0;
    let mut patience = Instant::now() + limits.first_token;
    loop {
        let next = timeout_at(patience, stream.next()).await;
        let event = next.map_err(|_| too_slow(text.is_empty() && thought == 0))?;
        let piece = match event {
            None => return Err(cut_short()),
            Some(Err(error)) => return Err(explain(&error)),
            Some(Ok(ChatStreamEvent::End(end))) => return Ok(end),
            Some(Ok(ChatStreamEvent::Chunk(chunk))) => chunk.content,
            Some(Ok(ChatStreamEvent::ReasoningChunk(chunk))) => {
                thought += chunk.content.len();
                String::new()
            }
            // Whoever only says that it is still there has said nothing: the patience runs on.
            Some(Ok(_)) => continue,
        };
        patience = Instant::now() + limits.idle;
        text.push_str(&piece);
        if text.len() + thought > limits.answer {
            return Err(too_long(limits.answer));
        }
        if !piece.is_empty()
            && let ControlFlow::Break(reason) = listener.hears(&piece).await
        {
            return Err(CallError::new(Trouble::Stopped, reason));
        }
    }
}

/// What a whole answer took, and whether it had to end for want of tokens.
fn complete(text: &str, end: &StreamEnd) -> Result<(Option<Usage>, bool), CallError> {
    let reason = end.captured_stop_reason.as_ref();
    if matches!(reason, Some(StopReason::ContentFilter(_))) {
        return Err(CallError::new(
            Trouble::Refused,
            "The provider's filter does not let this answer through. Another prompt or another writer may help.",
        ));
    }
    if text.trim().is_empty() {
        return Err(CallError::new(Trouble::Empty, "The model answered without a word."));
    }
    let count = |tokens: Option<i32>| tokens.and_then(|tokens| u64::try_from(tokens).ok()).unwrap_or(0);
    let usage = end.captured_usage.as_ref().map(|usage| Usage {
        tokens_in: count(usage.prompt_tokens),
        tokens_out: count(usage.completion_tokens),
        ..Usage::default()
    });
    // One who counts nothing has not counted.
    let usage = usage.filter(|usage| usage.tokens_in + usage.tokens_out > 0);
    Ok((usage, matches!(reason, Some(StopReason::MaxTokens(_)))))
}

fn too_slow(nothing_yet: bool) -> CallError {
    let sentence = if nothing_yet {
        "The model did not begin to answer in time."
    } else {
        "The model stopped in the middle of its answer and did not go on."
    };
    CallError::new(Trouble::TooSlow, sentence)
}

fn cut_short() -> CallError {
    CallError::new(Trouble::CutShort, "The answer ended before it was complete.")
}

fn too_long(limit: usize) -> CallError {
    CallError::new(
        Trouble::TooLong,
        format!("The answer is longer than {} KB and was not read to its end.", limit / 1000),
    )
}
