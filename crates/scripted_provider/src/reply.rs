//! What the provider answers, and how the protocols write it.

use std::time::Duration;

use serde_json::{Value, json};

use crate::Call;

/// An answer, well-behaved or not.
#[derive(Clone, Debug)]
pub enum Reply {
    /// The text in pieces, with usage and a proper end.
    Text(String),
    /// The same, with a pause after each piece.
    Slowly {
        /// The text.
        text: String,
        /// The pause.
        pause: Duration,
    },
    /// A song whose words are the microseconds since 1970 at which each was sent, for measuring how long words take
    /// to arrive.
    Stamped {
        /// The pause after each word.
        pause: Duration,
    },
    /// The text in pieces, and then the connection ends without the mark of the end.
    Cut(String),
    /// These events and nothing else.
    Events(Vec<String>),
    /// A status with headers and a body.
    Status {
        /// The status.
        code: u16,
        /// Headers beside the usual ones.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// A byte that means nothing, again and again, with this pause.
    Drip(Duration),
    /// Words without an end.
    Endless,
    /// The connection stands and nothing comes.
    Silence,
}

impl Reply {
    /// A status without headers.
    pub fn status(code: u16) -> Self {
        let body = json!({ "error": { "message": format!("scripted {code}") } }).to_string();
        Self::Status { code, headers: Vec::new(), body }
    }

    /// A status that asks for patience.
    pub fn busy(retry_after: &str) -> Self {
        let body = json!({ "error": { "message": "slow down" } }).to_string();
        Self::Status { code: 429, headers: vec![("retry-after".to_owned(), retry_after.to_owned())], body }
    }
}

/// Tokens of a text, roughly: what the usage says.
fn tokens(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The events of an answer in the protocol that the call speaks; without `end` they stop before the last.
pub(crate) fn events(call: &Call, text: &str, end: bool) -> Vec<String> {
    let pieces: Vec<&str> = text.split_inclusive([' ', '\n']).collect();
    let (read, written) = (tokens(&call.prompt()), tokens(text));
    if call.path.contains("/messages") {
        anthropic(&pieces, read, written, end)
    } else if call.path.contains("GenerateContent") {
        gemini(&pieces, read, written, end)
    } else {
        openai(&pieces, read, written, end)
    }
}

/// The words of a stamped song; `@` stands for the stamp.
pub(crate) fn stamped_song() -> impl Iterator<Item = &'static str> {
    let verse = || ["[Verse]\n"].into_iter().chain(["@ ", "@ ", "@ ", "@ ", "@ ", "@\n"].repeat(4));
    let chorus = || ["\n[Chorus]\n"].into_iter().chain(["@ ", "@ ", "@ ", "@\n"].repeat(4));
    ["Title: Stamps\n\n"]
        .into_iter()
        .chain(verse())
        .chain(chorus())
        .chain(["\n"])
        .chain(verse())
        .chain(chorus())
}

fn data(value: &Value) -> String {
    format!("data: {value}\n\n")
}

fn openai(pieces: &[&str], read: usize, written: usize, end: bool) -> Vec<String> {
    let chunk = |delta: Value, reason: Value| {
        data(&json!({ "id": "c1", "object": "chat.completion.chunk", "model": "scripted",
            "choices": [{ "index": 0, "delta": delta, "finish_reason": reason }] }))
    };
    let mut events: Vec<String> =
        pieces.iter().map(|piece| chunk(json!({ "content": piece }), Value::Null)).collect();
    if end {
        events.push(chunk(json!({}), json!("stop")));
        let usage =
            json!({ "prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written });
        events.push(data(&json!({ "id": "c1", "choices": [], "usage": usage })));
        events.push("data: [DONE]\n\n".to_owned());
    }
    events
}

fn anthropic(pieces: &[&str], read: usize, written: usize, end: bool) -> Vec<String> {
    let event = |name: &str, value: Value| format!("event: {name}\ndata: {value}\n\n");
    let mut events = vec![
        event(
            "message_start",
            json!({ "type": "message_start", "message": { "id": "m1", "type": "message",
            "role": "assistant", "content": [], "model": "scripted", "usage": { "input_tokens": read, "output_tokens": 1 } } }),
        ),
        event(
            "content_block_start",
            json!({ "type": "content_block_start", "index": 0,
            "content_block": { "type": "text", "text": "" } }),
        ),
    ];
    events.extend(pieces.iter().map(|piece| {
        event(
            "content_block_delta",
            json!({ "type": "content_block_delta", "index": 0,
            "delta": { "type": "text_delta", "text": piece } }),
        )
    }));
    if end {
        events.push(event("content_block_stop", json!({ "type": "content_block_stop", "index": 0 })));
        events.push(event(
            "message_delta",
            json!({ "type": "message_delta",
            "delta": { "stop_reason": "end_turn" }, "usage": { "output_tokens": written } }),
        ));
        events.push(event("message_stop", json!({ "type": "message_stop" })));
    }
    events
}

fn gemini(pieces: &[&str], read: usize, written: usize, end: bool) -> Vec<String> {
    let last = pieces.len().saturating_sub(1);
    pieces
        .iter()
        .enumerate()
        .map(|(index, piece)| {
            let mut candidate =
                json!({ "content": { "role": "model", "parts": [{ "text": piece }] }, "index": 0 });
            if end && index == last {
                candidate["finishReason"] = json!("STOP");
            }
            data(&json!({ "candidates": [candidate], "usageMetadata": { "promptTokenCount": read,
                "candidatesTokenCount": written, "totalTokenCount": read + written } }))
        })
        .collect()
}
