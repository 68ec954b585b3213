//! Bounds on what one request may take.

use std::time::Duration;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::StatusCode;

use crate::{host::Host, refusal::Caller};

/// Bytes that a form may have: a sheet of the longest kind, encoded, fits several times.
pub(crate) const BODY_LIMIT: usize = 256 * 1024;
/// Time for the body of a request to arrive.
pub(crate) const BODY_WITHIN: Duration = Duration::from_secs(20);
/// Time until an answer begins. The event stream begins at once and then goes on as long as it is read.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// Ends a request that takes too long.
pub(crate) async fn time(State(host): State<Host>, request: Request, next: Next) -> Response {
    let caller = Caller::of(&host, &request);
    if let Ok(response) = tokio::time::timeout(ANSWER_WITHIN, next.run(request)).await {
        return response;
    }
    tracing::warn!("a request was given up");
    caller.refuse_with(StatusCode::SERVICE_UNAVAILABLE, "The server took too long. Try again in a moment.")
}
