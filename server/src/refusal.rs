//! Answers that say no, from the routes and middleware that are not pages or server functions.

use app::{AppError, error::ErrorKind, host::RequestContext, theme::Theme};
use axum::{
    extract::Request,
    response::{Html, IntoResponse, Response},
};
use http::{
    HeaderMap, StatusCode,
    header::{ACCEPT, CONTENT_TYPE},
};
use leptos::prelude::{Owner, provide_context};
use server_fn::error::FromServerFnError as _;
use studio::StudioError;

use crate::{
    host::Host,
    middleware::{cookies, request_id::RequestId},
};

/// Who is to be told no: a person gets a page, a program gets JSON.
#[derive(Clone)]
pub(crate) struct Caller {
    request_id: Option<String>,
    wants_page: bool,
    theme: Theme,
    stylesheet: String,
}

impl Caller {
    /// Reads from a request how its sender wants to be answered.
    pub(crate) fn of(host: &Host, request: &Request) -> Self {
        Self::new(host, request.headers(), request.extensions())
    }

    /// The same from a request that has been taken apart.
    pub(crate) fn new(host: &Host, headers: &HeaderMap, extensions: &http::Extensions) -> Self {
        Self {
            request_id: extensions.get::<RequestId>().map(|id| id.0.to_string()),
            wants_page: wants_page(headers),
            theme: cookies::theme(headers),
            stylesheet: host.site.stylesheet().to_owned(),
        }
    }

    /// An answer with the status of the error's kind.
    pub(crate) fn refuse(&self, kind: ErrorKind, sentence: &str) -> Response {
        self.answer(status_of(kind), AppError::new(kind, sentence))
    }

    /// An answer with a status that no kind stands for.
    pub(crate) fn refuse_with(&self, status: StatusCode, sentence: &str) -> Response {
        let kind = if status.is_server_error() { ErrorKind::Internal } else { ErrorKind::Malformed };
        self.answer(status, AppError::new(kind, sentence))
    }

    /// An answer from an error that is one already.
    pub(crate) fn answer(&self, status: StatusCode, mut error: AppError) -> Response {
        error.request_id = error.request_id.or_else(|| self.request_id.clone());
        let mut response = if self.wants_page {
            Html(self.page(status, &error)).into_response()
        } else {
            ([(CONTENT_TYPE, "application/json")], error.ser()).into_response()
        };
        *response.status_mut() = status;
        response
    }

    /// A page that needs neither the app nor the database: they may be what is broken.
    fn page(&self, status: StatusCode, error: &AppError) -> String {
        let theme =
            self.theme.attribute().map(|theme| format!(" data-theme=\"{theme}\"")).unwrap_or_default();
        let request = error
            .request_id
            .as_deref()
            .map(|id| format!("<p class=\"request-id\">Request <code>{id}</code></p>"));
        format!(
            "<!DOCTYPE html><html lang=\"en\"{theme}><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\">\
             <title>{headline} · Song Master</title>\
             <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
             <link rel=\"stylesheet\" href=\"{stylesheet}\"></head>\
             <body><main class=\"main main--text\"><section class=\"error-view\">\
             <p class=\"error-status\">Error {status}</p><h1>{headline}</h1><p>{message}</p>\
             <p>What was saved is where it was.</p>\
             <div class=\"cluster\"><a class=\"button button--primary\" href=\"/\">Go to the studio</a></div>\
             {request}</section></main></body></html>",
            headline = headline(error.kind),
            stylesheet = escaped(&self.stylesheet),
            status = status.as_u16(),
            message = escaped(&error.message),
            request = request.unwrap_or_default(),
        )
    }
}

/// The HTTP status of a kind.
pub(crate) fn status_of(kind: ErrorKind) -> StatusCode {
    StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The studio's refusal as the app's: the app's own conversion, which logs what is internal under
/// the id of the request, and finds the request where pages find it.
pub(crate) fn from_studio(request: &RequestContext, error: StudioError) -> AppError {
    Owner::new().with(|| {
        provide_context(request.clone());
        AppError::from(error)
    })
}

/// Whether the sender is a browser that shows the answer as a page.
pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

const fn headline(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "There is nothing at this address",
        ErrorKind::SignInNeeded => "Sign in to see this",
        ErrorKind::Refused => "This is not allowed",
        ErrorKind::Malformed | ErrorKind::Fields => "This could not be understood",
        _ => "Something went wrong",
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
