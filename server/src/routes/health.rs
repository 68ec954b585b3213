//! `GET /healthz` and `GET /readyz`, for whoever keeps the server running.

use axum::extract::State;
use http::StatusCode;

use crate::host::Host;

/// The process lives.
pub(crate) async fn alive() -> &'static str {
    "alive\n"
}

/// The database answers.
pub(crate) async fn ready(State(host): State<Host>) -> (StatusCode, &'static str) {
    match host.studio.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(cause = ?error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
