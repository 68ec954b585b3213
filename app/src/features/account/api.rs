//! Server functions of accounts.
#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "every server function is async"))]

use domain::account::User;
use leptos::prelude::*;

use crate::AppError;

/// Who is signed in.
#[server(endpoint = "current_user")]
pub async fn current_user() -> Result<Option<User>, AppError> {
    Ok(crate::host::request().user)
}

/// Makes an account and signs it in.
#[server(endpoint = "sign_up")]
pub async fn sign_up(username: String, email: String, password: String) -> Result<(), AppError> {
    let request = crate::host::request();
    let (_, token) = crate::host::studio().sign_up(&username, &email, &password, &request.visitor).await?;
    start_session(&token).await?;
    leptos_axum::redirect("/");
    Ok(())
}

/// Signs in, and goes where the person was on the way to.
#[server(endpoint = "sign_in")]
pub async fn sign_in(
    login: String,
    password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let request = crate::host::request();
    let (_, token) = crate::host::studio().sign_in(&login, &password, &request.visitor).await?;
    start_session(&token).await?;
    leptos_axum::redirect(safe_next(&next));
    Ok(())
}

/// Signs out on this device.
#[server(endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    if let Some(token) = crate::host::request().token {
        crate::host::studio().sign_out(&token).await?;
    }
    crate::host::set_cookie("", 0);
    leptos_axum::redirect("/");
    Ok(())
}

/// Ends the sign-in of before, so that its token cannot live on, and sets the new one's cookie.
#[cfg(feature = "ssr")]
async fn start_session(token: &studio::accounts::SignInToken) -> Result<(), AppError> {
    if let Some(old) = crate::host::request().token {
        crate::host::studio().sign_out(&old).await?;
    }
    crate::host::set_cookie(&token.token, studio::accounts::LONGEST_SIGN_IN_SECONDS);
    Ok(())
}

/// Where to go after signing in: pages of this program only, whatever the address bar said.
#[cfg(feature = "ssr")]
fn safe_next(next: &str) -> &str {
    let known = ["/songs", "/projects", "/new"];
    let plain = next.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_'));
    if plain && known.iter().any(|page| next.starts_with(page)) { next } else { "/" }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::safe_next;

    #[test]
    fn signing_in_never_leads_to_another_site() {
        assert_eq!(safe_next("/songs/7"), "/songs/7");
        assert_eq!(safe_next("/songs"), "/songs");
        for bad in
            ["", "https://example.com", "//example.com", "/songs/7%2f..", "/\\example.com", "/songs/?x=1"]
        {
            assert_eq!(safe_next(bad), "/", "{bad}");
        }
    }
}
