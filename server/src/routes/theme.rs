//! `POST /theme`: keeps the choice of colours in a cookie and goes back to the page.

use app::theme::Theme;
use axum::{
    Form,
    extract::State,
    response::{AppendHeaders, IntoResponse, Redirect},
};
use http::header::SET_COOKIE;
use serde::Deserialize;

use crate::{host::Host, middleware::cookies};

const YEAR_SECONDS: u32 = 365 * 24 * 3_600;

#[derive(Deserialize)]
pub(crate) struct Choice {
    #[serde(default)]
    theme: String,
    #[serde(default)]
    back: String,
}

/// Sets the cookie. The page is not told by a script: it comes back in the new colours.
pub(crate) async fn choose(State(host): State<Host>, Form(choice): Form<Choice>) -> impl IntoResponse {
    let cookie = format!(
        "{}={}; Path=/; SameSite=Lax; Max-Age={YEAR_SECONDS}{}",
        cookies::THEME,
        Theme::from_id(&choice.theme).id(),
        if host.is_secure() { "; Secure" } else { "" },
    );
    (AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to(own_page(&choice.back)))
}

/// A path of this site, or the first page: never an address that leads elsewhere.
fn own_page(back: &str) -> &str {
    let plain = back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if plain && back.starts_with('/') && !back.starts_with("//") { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own_page;

    #[test]
    fn choosing_colours_never_leads_to_another_site() {
        assert_eq!(own_page("/songs/7?tab=notes"), "/songs/7?tab=notes");
        for bad in
            ["", "songs", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb", "/a b"]
        {
            assert_eq!(own_page(bad), "/", "{bad:?}");
        }
    }
}
