//! A bug in one request is that request's alone.

use std::panic::AssertUnwindSafe;

use app::error::ErrorKind;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures::FutureExt as _;

use crate::{host::Host, refusal::Caller};

/// Turns a panic into an error page with the request's id; the panic itself is on standard error.
pub(crate) async fn catch(State(host): State<Host>, request: Request, next: Next) -> Response {
    let caller = Caller::of(&host, &request);
    // Nothing of a request that panicked is used afterwards.
    if let Ok(response) = AssertUnwindSafe(next.run(request)).catch_unwind().await {
        return response;
    }
    tracing::error!("a request panicked");
    caller.refuse(
        ErrorKind::Internal,
        "Something went wrong on the server. Nothing of yours was lost; try again.",
    )
}
