//! The headers that make a browser careful.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{
    HeaderName, HeaderValue,
    header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
        X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
    },
};
use leptos::nonce::Nonce;

use crate::host::Host;

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// A year, as browsers' preload lists want it at least.
const ALWAYS_TLS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// What holds for every answer. Copying to the clipboard is all that pages ask of the browser.
const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        PERMISSIONS_POLICY,
        HeaderValue::from_static(
            "camera=(), clipboard-write=(self), geolocation=(), microphone=(), payment=(), usb=()",
        ),
    ),
    (OPENER_POLICY, HeaderValue::from_static("same-origin")),
    (RESOURCE_POLICY, HeaderValue::from_static("same-origin")),
];

/// Sets the security headers, and gives the page the nonce that its policy allows.
pub(crate) async fn protect(State(host): State<Host>, mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    if host.is_secure() {
        headers.insert(STRICT_TRANSPORT_SECURITY, ALWAYS_TLS);
    }
    if !headers.contains_key(CONTENT_SECURITY_POLICY)
        && let Ok(policy) = HeaderValue::from_str(&policy(&nonce))
    {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    // What a route does not say may be kept is somebody's own: not for a cache, not for the next person.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Nothing from elsewhere, no script without the nonce of this very answer.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; font-src 'none'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    )
}
