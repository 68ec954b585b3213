//! All routes and the middleware around them.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    response::Response,
    routing::{get, post},
};
use http::{HeaderValue, StatusCode, header::CACHE_CONTROL};
use leptos_axum::LeptosRoutes as _;
use tower_http::{compression::CompressionLayer, services::ServeDir};

use crate::{
    host::Host,
    middleware::{headers, limits, origin, panics, request_id, session},
    render, routes,
};

/// How long a browser may keep icons and the like, whose names do not change.
const PUBLIC_FILES: &str = "public, max-age=3600";

/// The whole server as a service. Call it inside a tokio runtime; an address in the request's
/// extensions (`ConnectInfo<SocketAddr>`) tells visitors apart.
pub fn router(host: &Host) -> Router {
    let routes = Router::new()
        .merge(personal(host))
        .route("/healthz", get(routes::health::alive))
        .route("/readyz", get(routes::health::ready))
        .route(&app::engine::lexicon_path(), get(routes::lexicon::download))
        .nest_service("/pkg", built(host))
        .fallback_service(public(host))
        .with_state(host.clone());
    guarded(routes, host)
}

/// Puts the middleware around routes that holds for all of them. The last layer is the outermost.
fn guarded(routes: Router, host: &Host) -> Router {
    routes
        .layer(DefaultBodyLimit::max(limits::BODY_LIMIT))
        .layer(from_fn_with_state(host.clone(), origin::guard))
        .layer(from_fn_with_state(host.clone(), panics::catch))
        .layer(from_fn_with_state(host.clone(), limits::time))
        .layer(from_fn_with_state(host.clone(), headers::protect))
        .layer(from_fn(request_id::identify))
}

/// Routes whose answer depends on who asks.
fn personal(host: &Host) -> Router<Host> {
    let pages = render::routes(host);
    Router::new()
        .leptos_routes_with_handler(pages.clone(), get(render::page(host, pages)))
        .route("/api/{*function}", post(routes::api::call))
        .route("/theme", post(routes::theme::choose))
        .layer(compression())
        .route("/events", get(routes::events::stream))
        .route("/files/{id}", get(routes::files::download))
        .layer(from_fn_with_state(host.clone(), session::load))
}

/// Gzip for what is made on the fly: brotli would take megabytes of memory for each answer.
fn compression() -> CompressionLayer {
    CompressionLayer::new().no_br()
}

/// What the build made, under `/pkg`.
fn built(host: &Host) -> Router {
    let files = ServeDir::new(host.site.root().join("pkg")).precompressed_br().precompressed_gzip();
    kept(Router::new().fallback_service(files), host.site.cache_control())
}

/// Files of `public/`; an address without one is a page that says so.
fn public(host: &Host) -> Router {
    let not_found = Router::new()
        .fallback(render::not_found(host))
        .layer(compression())
        .layer(from_fn_with_state(host.clone(), session::load));
    let files = ServeDir::new(host.site.root())
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
        .call_fallback_on_method_not_allowed(true)
        .fallback(not_found);
    kept(Router::new().fallback_service(files), PUBLIC_FILES)
}

/// Lets a browser keep the files of a router; what is not there, it asks for again.
fn kept(files: Router, cache_control: &'static str) -> Router {
    files.layer(axum::middleware::map_response(move |mut response: Response| async move {
        if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
            response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(cache_control));
        }
        response
    }))
}

#[cfg(test)]
mod tests {
    use std::{path::Path, sync::Arc, time::Duration};

    use axum::body::{Body, to_bytes};
    use http::Request;
    use studio::{Studio, SystemClock};
    use tempfile::TempDir;
    use tokio::sync::watch;
    use tower::ServiceExt as _;

    use super::*;
    use crate::assets::Site;

    async fn answer(routes: Router) -> (StatusCode, http::HeaderMap, String) {
        let data = TempDir::new().expect("a folder");
        let studio = Studio::open(data.path(), Arc::new(SystemClock)).await.expect("a data directory");
        let (_stop, stopping) = watch::channel(false);
        let host = Host::new(studio, Site::at(Path::new("/nowhere"), None), None, stopping);
        let request = Request::builder().uri("/").header("accept", "text/html").body(Body::empty());
        // Only now: the database works in time that passes.
        tokio::time::pause();
        let response = guarded(routes, &host).oneshot(request.expect("a request")).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        (parts.status, parts.headers, String::from_utf8_lossy(&bytes).into_owned())
    }

    #[tokio::test]
    async fn a_panic_is_a_page_that_names_the_request_and_tells_no_internals() {
        async fn broken() {
            panic!("an internal matter")
        }
        let routes = Router::new().route("/", get(broken));
        let (status, headers, page) = answer(routes).await;
        assert_eq!(status, 500);
        let id = headers["x-request-id"].to_str().expect("an id");
        assert!(page.contains(id) && !page.contains("internal matter"), "{page}");
        assert!(headers.contains_key("content-security-policy"));
    }

    #[tokio::test]
    async fn a_request_that_takes_too_long_is_given_up() {
        let slow = || async { tokio::time::sleep(Duration::from_hours(1)).await };
        let (status, _, page) = answer(Router::new().route("/", get(slow))).await;
        assert_eq!(status, 503);
        assert!(page.contains("took too long"), "{page}");
    }
}
