//! Turns away what another site asks for in a visitor's name.

use app::{error::ErrorKind, host::RequestContext};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::Method;

use super::cookies;
use crate::{host::Host, origin::Source, refusal::Caller};

/// Lets an unsafe request pass only if it comes from this site. One that does not say where it comes
/// from passes without a session cookie only: then there is nobody whose name could be misused.
pub(crate) async fn guard(State(host): State<Host>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_allowed(&host, &request) {
        return next.run(request).await;
    }
    tracing::warn!("a request from another site was refused");
    Caller::of(&host, &request).refuse(
        ErrorKind::Refused,
        "This request came from another site, so nothing was done. Open Song Master itself and try again.",
    )
}

fn is_allowed(host: &Host, request: &Request) -> bool {
    match Source::of(request.headers(), host.public_url.as_ref()) {
        Source::Own => true,
        Source::Foreign => false,
        Source::Unknown => {
            cookies::find(request.headers(), RequestContext::cookie_name(host.is_secure())).is_none()
        }
    }
}
