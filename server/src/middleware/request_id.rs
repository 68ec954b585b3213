//! The id under which a person's report and the log find each other.

use std::{sync::Arc, time::Instant};

use axum::{extract::Request, middleware::Next, response::Response};
use http::{HeaderName, HeaderValue};
use tracing::Instrument;

use super::random_hex;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request: sixteen hexadecimal digits, always made here.
#[derive(Clone)]
pub(crate) struct RequestId(pub(crate) Arc<str>);

/// Gives the request an id: in its extensions, in the log span around it, in the answer's headers.
pub(crate) async fn identify(mut request: Request, next: Next) -> Response {
    let id = random_hex::<8>().unwrap_or_else(|_| "unknown".to_owned());
    request.extensions_mut().insert(RequestId(id.as_str().into()));
    // The path alone: a query may hold what a person typed.
    let span = tracing::info_span!("request", id, method = %request.method(), path = request.uri().path());
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, milliseconds) = (response.status().as_u16(), begun.elapsed().as_millis());
    span.in_scope(|| tracing::debug!(status, milliseconds, "answered"));
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
