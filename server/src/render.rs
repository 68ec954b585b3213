//! Pages: the app rendered for one request.

use app::host::RequestContext;
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    response::Response,
};
use http::{StatusCode, request::Parts};
use leptos::{
    context::{provide_context, use_context},
    nonce::Nonce,
};
use leptos_axum::{AxumRouteListing, generate_route_list_with_exclusions_and_ssg_and_context};
use tracing::Instrument as _;

use crate::host::Host;

/// Gives pages and server functions what the middleware has learned about their request.
pub(crate) fn context(host: &Host) -> impl Fn() + Clone + Send + Sync + 'static {
    let studio = host.studio.clone();
    move || {
        provide_context(studio.clone());
        let Some(parts) = use_context::<Parts>() else { return };
        if let Some(request) = parts.extensions.get::<RequestContext>() {
            provide_context(request.clone());
        }
        if let Some(nonce) = parts.extensions.get::<Nonce>() {
            provide_context(nonce.clone());
        }
    }
}

/// The pages that the app has. The app is built once to find them, by a visitor who is nobody.
pub(crate) fn routes(host: &Host) -> Vec<AxumRouteListing> {
    let studio = host.studio.clone();
    let nobody = RequestContext {
        user: None,
        token: None,
        visitor: studio::accounts::Visitor::default(),
        request_id: "start".to_owned(),
        theme: app::theme::Theme::System,
        secure: host.is_secure(),
        returned: None,
    };
    let context = move || {
        provide_context(studio.clone());
        provide_context(nobody.clone());
    };
    generate_route_list_with_exclusions_and_ssg_and_context(app::App, None, context).0
}

/// The handler of all pages in `routes`.
pub(crate) fn page(
    host: &Host,
    routes: Vec<AxumRouteListing>,
) -> impl Fn(State<Host>, Request) -> futures::future::BoxFuture<'static, Response> + Clone + Send + 'static {
    let options = host.site.options().clone();
    let render =
        leptos_axum::render_route_with_context(routes, context(host), move || app::shell(options.clone()));
    move |state, request| Box::pin(whole(render(state, request)))
}

/// The handler of every address that is nothing else.
pub(crate) fn not_found(
    host: &Host,
) -> impl Fn(Request) -> futures::future::BoxFuture<'static, Response> + Clone + Send + 'static {
    let options = host.site.options().clone();
    let render =
        leptos_axum::render_app_async_with_context(context(host), move || app::shell(options.clone()));
    move |request| {
        let page = render(request);
        Box::pin(async move {
            let mut response = whole(page).await;
            if response.status() == StatusCode::OK {
                *response.status_mut() = StatusCode::NOT_FOUND;
            }
            response
        })
    }
}

/// Renders a page to its end, whether or not the browser waits for it: what Leptos has taken for a page
/// it gives back only at the end, so that visitors who leave early would fill the memory.
async fn whole(page: impl Future<Output = Response> + Send + 'static) -> Response {
    let rendering = async move {
        let (parts, body) = page.await.into_parts();
        match to_bytes(body, usize::MAX).await {
            Ok(bytes) => Response::from_parts(parts, Body::from(bytes)),
            Err(cause) => {
                tracing::error!(%cause, "a page broke off");
                Response::from_parts(parts, Body::empty())
            }
        }
    };
    match tokio::spawn(rendering.in_current_span()).await {
        Ok(response) => response,
        // The task is never aborted, so it panicked; the panic goes on here, where it becomes a page.
        Err(failure) => std::panic::resume_unwind(failure.into_panic()),
    }
}
