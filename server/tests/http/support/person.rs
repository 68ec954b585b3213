//! Somebody with a browser.

use axum::body::Body;
use domain::{UserId, account::User};
use http::{Request, request::Builder};

use super::{Answer, Server};

/// A browser, signed in or not.
pub(crate) struct Person<'a> {
    server: &'a Server,
    /// As the `Cookie` header says it.
    pub(crate) cookie: Option<String>,
}

impl<'a> Person<'a> {
    pub(crate) fn new(server: &'a Server) -> Self {
        Self { server, cookie: None }
    }

    /// A request with this browser's cookie.
    pub(crate) fn request(&self, method: &str, path: &str) -> Builder {
        let request = Request::builder().method(method).uri(path).header("host", "localhost");
        match &self.cookie {
            Some(cookie) => request.header("cookie", cookie),
            None => request,
        }
    }

    /// Opens a page.
    pub(crate) async fn visit(&self, path: &str) -> Answer {
        let request =
            self.request("GET", path).header("accept", "text/html,*/*").header("sec-fetch-site", "none");
        self.server.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Calls a server function as a script of a page does.
    pub(crate) async fn call(&self, function: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .request("POST", &format!("/api/{function}"))
            .header("accept", "application/json")
            .header("sec-fetch-site", "same-origin");
        self.server.send(form(request, fields)).await
    }

    /// Sends a form as a browser without a script does.
    pub(crate) async fn post(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .request("POST", action)
            .header("accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .header("origin", "http://localhost")
            .header("sec-fetch-site", "same-origin")
            .header("referer", format!("http://localhost{page}"));
        self.server.send(form(request, fields)).await
    }

    /// Takes the cookie that an answer sets.
    pub(crate) fn keep_cookie(&mut self, answer: &Answer) {
        let pair = answer.header("set-cookie").split(';').next().unwrap_or_default();
        self.cookie = Some(pair.to_owned());
    }

    /// Who this is, as the server sees it.
    pub(crate) async fn user(&self) -> Option<User> {
        self.call("current_user", &[]).await.json()
    }

    /// The account's id.
    pub(crate) async fn id(&self) -> UserId {
        self.user().await.expect("a signed-in person").id
    }
}

/// A request with an encoded form.
pub(crate) fn form(request: Builder, fields: &[(&str, &str)]) -> Request<Body> {
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    request
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(pairs.join("&")))
        .expect("a request")
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
