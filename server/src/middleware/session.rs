//! Who asks: read once per request, handed to pages, server functions and routes alike.

use app::{error::ErrorKind, host::RequestContext};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::account::User;
use http::Method;

use super::{cookies, request_id::RequestId, visitor};
use crate::{forms::returned, host::Host, refusal::Caller};

/// Puts the [`RequestContext`] into the request's extensions.
pub(crate) async fn load(State(host): State<Host>, mut request: Request, next: Next) -> Response {
    let secure = host.is_secure();
    let token = cookies::find(request.headers(), RequestContext::cookie_name(secure)).map(str::to_owned);
    let user = match find_user(&host, token.as_deref()).await {
        Ok(user) => user,
        Err(error) => {
            tracing::error!(cause = ?error, "who is signed in could not be read");
            return Caller::of(&host, &request)
                .refuse(ErrorKind::Internal, "The database does not answer. Try again in a moment.");
        }
    };
    let id = request.extensions().get::<RequestId>().map(|id| id.0.to_string());
    let returned = returned::key_in(&request)
        .filter(|_| request.method() == Method::GET)
        .and_then(|key| host.returned.find(key, user.as_ref().map(|user| user.id)));
    let context = RequestContext {
        token: token.filter(|_| user.is_some()),
        user,
        visitor: visitor::of(request.headers(), request.extensions(), host.public_url.is_some()),
        request_id: id.unwrap_or_default(),
        theme: cookies::theme(request.headers()),
        secure,
        returned,
    };
    request.extensions_mut().insert(context);
    next.run(request).await
}

async fn find_user(host: &Host, token: Option<&str>) -> studio::Outcome<Option<User>> {
    match token {
        Some(token) => host.studio.signed_in(token).await,
        None => Ok(None),
    }
}
