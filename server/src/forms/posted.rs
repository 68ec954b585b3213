//! One form that was posted without a script, and the page that answers it.

use std::collections::BTreeMap;

use app::{AppError, form::Returned, host::RequestContext};
use axum::{
    body::Body,
    extract::{FromRequest as _, Request},
    response::Response,
};
use http::{
    HeaderMap, HeaderValue, Method, StatusCode, Uri,
    header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, REFERER},
    request::Parts,
};
use server_fn::{Bytes, error::SERVER_FN_ERROR_HEADER, redirect::REDIRECT_HEADER};

use super::returned::PARAMETER;
use crate::{host::Host, origin::own_path, refusal};

/// What must be remembered of a plain form while its server function runs.
pub(crate) struct PostedForm {
    /// The path of the server function.
    endpoint: String,
    /// The page that the form stands on, where the browser says it.
    page: Option<Uri>,
    fields: BTreeMap<String, String>,
}

impl PostedForm {
    /// Recognises a plain form: it wants a page, and it is encoded as only forms are. The request is
    /// changed so that the function answers as it would answer a script, with data or an error.
    pub(crate) async fn take(host: &Host, parts: &mut Parts, body: &Bytes) -> Option<Self> {
        if !refusal::wants_page(&parts.headers) || !is_urlencoded(&parts.headers) {
            return None;
        }
        let fields = fields_of(body).await;
        let referer = parts.headers.get(REFERER).and_then(|referer| referer.to_str().ok());
        let page = referer.and_then(|referer| own_path(referer, &parts.headers, host.public_url.as_ref()));
        parts.headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        Some(Self { endpoint: parts.uri.path().to_owned(), page, fields })
    }

    /// Turns the function's answer into a way to a page.
    pub(crate) fn answer(
        self,
        host: &Host,
        request: &RequestContext,
        mut response: Response,
        error: Option<AppError>,
    ) -> Option<Response> {
        let place = match (response.headers().get(LOCATION).cloned(), error) {
            (Some(place), _) => place,
            (None, None) => HeaderValue::from_str(&without_key(self.page.as_ref())).ok()?,
            (None, Some(error)) => {
                let page = without_key(Some(self.page.as_ref()?));
                let form = Returned { path: self.endpoint, fields: self.fields, error };
                let key = host.returned.keep(form, request.user.as_ref().map(|user| user.id)).ok()?;
                let sign = if page.contains('?') { '&' } else { '?' };
                HeaderValue::from_str(&format!("{page}{sign}{PARAMETER}={key}")).ok()?
            }
        };
        for name in [REDIRECT_HEADER, SERVER_FN_ERROR_HEADER] {
            response.headers_mut().remove(name);
        }
        for name in [CONTENT_TYPE, CONTENT_LENGTH] {
            response.headers_mut().remove(name);
        }
        response.headers_mut().insert(LOCATION, place);
        *response.status_mut() = StatusCode::SEE_OTHER;
        *response.body_mut() = Body::empty();
        Some(response)
    }
}

fn is_urlencoded(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

/// What was typed, without passwords and keys of providers: they are neither kept nor shown again.
async fn fields_of(body: &Bytes) -> BTreeMap<String, String> {
    let mut request = Request::new(Body::from(body.clone()));
    *request.method_mut() = Method::POST;
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    let pairs = axum::Form::<Vec<(String, String)>>::from_request(request, &()).await;
    let pairs = pairs.map(|axum::Form(pairs)| pairs).unwrap_or_default();
    let secret = |name: &str| name == "key" || name.to_ascii_lowercase().contains("password");
    pairs.into_iter().filter(|(name, _)| !secret(name)).collect()
}

/// The address of a page without the key of a form that was returned to it before.
fn without_key(page: Option<&Uri>) -> String {
    let Some(page) = page else { return "/".to_owned() };
    let is_key = |pair: &str| pair.split('=').next() == Some(PARAMETER);
    let pairs: Vec<&str> = page.query().unwrap_or_default().split('&').filter(|pair| !is_key(pair)).collect();
    match pairs.join("&") {
        query if query.is_empty() => page.path().to_owned(),
        query => format!("{}?{query}", page.path()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn passwords_are_not_kept() {
        let body = Bytes::from_static(
            b"username=ann&password=secret+words&new_Password=more&key=sk-1&prompt=a%26b+c",
        );
        let fields = fields_of(&body).await;
        let names: Vec<&str> = fields.keys().map(String::as_str).collect();
        assert_eq!(names, ["prompt", "username"]);
        assert_eq!(fields["prompt"], "a&b c");
    }

    #[test]
    fn a_page_carries_one_returned_form_at_most() {
        let page: Uri = "/new?persona=a&returned=0f&project=3".parse().expect("an address");
        assert_eq!(without_key(Some(&page)), "/new?persona=a&project=3");
        let page: Uri = "/new?returned=0f".parse().expect("an address");
        assert_eq!(without_key(Some(&page)), "/new");
    }
}
