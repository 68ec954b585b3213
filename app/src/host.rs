//! What a request brings with it, for server functions: the studio, the user, the request's id.

use domain::account::User;
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use studio::{Studio, StudioError, accounts::Visitor};

use crate::{AppError, error::ErrorKind, form::Returned, theme::Theme};

/// One request, as the server's middleware saw it; provided as context to pages and server functions.
#[derive(Clone)]
pub struct RequestContext {
    /// Who is signed in.
    pub user: Option<User>,
    /// The sign-in token, when it holds.
    pub token: Option<String>,
    /// Where the request comes from.
    pub visitor: Visitor,
    /// Also in the log and in the response's `x-request-id`.
    pub request_id: String,
    /// The colours to render in.
    pub theme: Theme,
    /// Whether the browser comes over TLS; decides the cookie's name and flags.
    pub secure: bool,
    /// A form that was sent without a script and refused, to be shown again.
    pub returned: Option<Returned>,
}

impl RequestContext {
    /// The name of the sign-in cookie. `__Host-` binds it to this host, and needs TLS.
    pub const fn cookie_name(secure: bool) -> &'static str {
        if secure { "__Host-session" } else { "session" }
    }
}

/// The use cases.
pub(crate) fn studio() -> Studio {
    expect_context()
}

/// This request.
pub(crate) fn request() -> RequestContext {
    expect_context()
}

/// The signed-in user: the first line of every server function that belongs to somebody.
pub(crate) fn require_user() -> Result<User, AppError> {
    request().user.ok_or_else(|| {
        StudioError::SignInNeeded("Sign in to go on. What you typed is still on the page.".to_owned()).into()
    })
}

/// Sets or clears the sign-in cookie.
pub(crate) fn set_cookie(value: &str, max_age_seconds: i64) {
    let secure = request().secure;
    let flags = if secure { "; Secure" } else { "" };
    let cookie = format!(
        "{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_seconds}{flags}",
        RequestContext::cookie_name(secure)
    );
    if let (Some(response), Ok(cookie)) =
        (use_context::<ResponseOptions>(), http::HeaderValue::from_str(&cookie))
    {
        response.append_header(http::header::SET_COOKIE, cookie);
    }
}

/// The one place where a refusal of the studio becomes an answer: its status is set, and what is
/// internal is logged here, once, under the id that the user sees.
impl From<StudioError> for AppError {
    fn from(error: StudioError) -> Self {
        let request_id = use_context::<RequestContext>().map(|request| request.request_id);
        let id = request_id.as_deref().unwrap_or("none");
        let mut answer = Self::new(kind_of(&error), error.to_string());
        match error {
            StudioError::Fields(fields) => answer.fields = fields,
            StudioError::NotFound => {
                "There is no such page here, or it is not yours.".clone_into(&mut answer.message);
            }
            StudioError::Internal(cause) => {
                tracing::error!(request_id = id, cause = ?cause, "a request failed");
                "Something went wrong on the server. Nothing of yours was lost; try again."
                    .clone_into(&mut answer.message);
            }
            StudioError::TooMany(seconds) => header(http::header::RETRY_AFTER, &seconds.to_string()),
            _ => {}
        }
        answer.request_id = request_id;
        set_status(answer.kind);
        answer
    }
}

const fn kind_of(error: &StudioError) -> ErrorKind {
    match error {
        StudioError::Fields(_) => ErrorKind::Fields,
        StudioError::SignInNeeded(_) => ErrorKind::SignInNeeded,
        StudioError::NotFound => ErrorKind::NotFound,
        StudioError::Conflict(_) => ErrorKind::Conflict,
        StudioError::Refused(_) => ErrorKind::Refused,
        StudioError::TooMany(_) => ErrorKind::TooMany,
        StudioError::NewerDatabase | StudioError::Internal(_) => ErrorKind::Internal,
    }
}

fn header(name: http::HeaderName, value: &str) {
    if let (Some(response), Ok(value)) =
        (use_context::<ResponseOptions>(), http::HeaderValue::from_str(value))
    {
        response.insert_header(name, value);
    }
}

/// Gives the response the status of an error.
pub(crate) fn set_status(kind: ErrorKind) {
    if let (Some(response), Ok(status)) =
        (use_context::<ResponseOptions>(), http::StatusCode::from_u16(kind.status()))
    {
        response.set_status(status);
    }
}
