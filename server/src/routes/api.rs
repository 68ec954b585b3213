//! `POST /api/…`: the server functions, for scripts and for plain forms.

use app::{AppError, error::ErrorKind, host::RequestContext};
use axum::{
    Extension,
    body::{Body, to_bytes},
    extract::{Request, State},
    response::{IntoResponse as _, Response},
};
use http::{Method, StatusCode, header::CONTENT_LENGTH, request::Parts};
use leptos_axum::handle_server_fns_with_context;
use server_fn::{
    Bytes,
    error::{FromServerFnError as _, SERVER_FN_ERROR_HEADER},
};

use crate::{
    forms::posted::PostedForm,
    host::Host,
    middleware::limits::{BODY_LIMIT, BODY_WITHIN},
    refusal::{Caller, status_of},
    render,
};

/// Runs the server function at the path of the request.
pub(crate) async fn call(
    State(host): State<Host>,
    Extension(asked): Extension<RequestContext>,
    request: Request,
) -> Response {
    let caller = Caller::of(&host, &request);
    if server_fn::axum::get_server_fn_service(request.uri().path(), Method::POST).is_none() {
        return caller.refuse(ErrorKind::NotFound, "There is nothing at this address.");
    }
    let (mut parts, body) = request.into_parts();
    let body = match receive(body).await {
        Ok(body) => body,
        Err((status, sentence)) => return caller.refuse_with(status, sentence),
    };
    let form = PostedForm::take(&host, &mut parts, &body).await;
    let (response, error) = run(&host, &asked, parts, body).await;
    let Some(form) = form else { return response };
    let status = response.status();
    form.answer(&host, &asked, response, error.clone()).unwrap_or_else(|| {
        // Without a page to go back to, the refusal is a page of its own.
        let error = error
            .unwrap_or_else(|| AppError::new(ErrorKind::Internal, "Something went wrong on the server."));
        caller.answer(status, error)
    })
}

/// Takes the whole body, if it is not too long and does not take too long.
async fn receive(body: Body) -> Result<Bytes, (StatusCode, &'static str)> {
    match tokio::time::timeout(BODY_WITHIN, to_bytes(body, BODY_LIMIT)).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => {
            Err((StatusCode::PAYLOAD_TOO_LARGE, "This is more than the server takes at once: 256 KB."))
        }
        Err(_) => {
            Err((StatusCode::REQUEST_TIMEOUT, "The connection is too slow; nothing was saved. Try again."))
        }
    }
}

/// Runs the function. Every error gets the status of its kind and the request's id, also those that
/// were made before the function was reached.
async fn run(host: &Host, asked: &RequestContext, parts: Parts, body: Bytes) -> (Response, Option<AppError>) {
    let request = Request::from_parts(parts, Body::from(body));
    let response = handle_server_fns_with_context(render::context(host), request).await.into_response();
    if !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return (response, None);
    }
    let (mut parts, body) = response.into_parts();
    // An error is a few sentences; it was made in this process.
    let mut error = AppError::de(to_bytes(body, BODY_LIMIT).await.unwrap_or_default());
    error.request_id.get_or_insert_with(|| asked.request_id.clone());
    parts.status = status_of(error.kind);
    parts.headers.remove(CONTENT_LENGTH);
    (Response::from_parts(parts, Body::from(error.ser())), Some(error))
}
