//! `GET /lexicon/{version}.bin`: the pronouncing dictionary for the browser's lyric engine.

use std::io::Write as _;

use axum::{
    body::Bytes,
    response::{IntoResponse as _, Response},
};
use http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY},
};
use songcraft::lexicon::LEXICON_BYTES;
use tokio::sync::OnceCell;

/// A quarter of a second of work; the densest setting takes five seconds and saves a tenth.
const QUALITY: u32 = 9;
/// The window of the densest setting: 4 MiB, more than the whole lexicon.
const WINDOW: u32 = 22;

/// Sends the lexicon. Its address changes with its content, so a browser keeps it for ever.
pub(crate) async fn download(headers: HeaderMap) -> Response {
    let mut answer = HeaderMap::new();
    answer.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    answer.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if takes_brotli(&headers)
        && let Some(bytes) = compressed().await
    {
        answer.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
        return (answer, bytes).into_response();
    }
    (answer, Bytes::from_static(LEXICON_BYTES)).into_response()
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|coding| coding.split(';').next().is_some_and(|name| name.trim() == "br"))
}

/// The lexicon as brotli, made by the first who asks; all others wait for that.
async fn compressed() -> Option<Bytes> {
    static COMPRESSED: OnceCell<Option<Bytes>> = OnceCell::const_new();
    let made = COMPRESSED.get_or_init(|| async {
        tokio::task::spawn_blocking(compress)
            .await
            .inspect_err(|cause| tracing::error!(%cause, "the lexicon"))
            .ok()?
    });
    made.await.clone()
}

fn compress() -> Option<Bytes> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, QUALITY, WINDOW);
    // Writing to memory cannot fail.
    writer.write_all(LEXICON_BYTES).ok()?;
    Some(writer.into_inner().into())
}
