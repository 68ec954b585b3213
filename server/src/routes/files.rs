//! `GET /files/{id}`: a song's file, for its owner.

use app::{error::ErrorKind, host::RequestContext};
use axum::{
    Extension,
    extract::{Path, Request, State},
    response::{IntoResponse as _, Response},
};
use domain::file::SongFile;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{
        CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    },
};

use crate::{
    host::Host,
    refusal::{Caller, from_studio, status_of},
};

/// Pictures that a browser may show in place; everything else is saved, whatever it says it is.
const SHOWN: [&str; 3] = ["image/png", "image/webp", "image/jpeg"];
/// A file that is opened by itself runs and loads nothing.
const INERT: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");
/// For this browser only, and asked for again each time: the file may be gone or somebody else's.
const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Sends a file of the signed-in user's.
pub(crate) async fn download(
    State(host): State<Host>,
    Extension(asked): Extension<RequestContext>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let caller = Caller::of(&host, &request);
    let Some(user) = &asked.user else {
        return caller.refuse(ErrorKind::SignInNeeded, "Sign in to open this file.");
    };
    let Ok(id) = id.parse() else {
        return caller.refuse(ErrorKind::NotFound, "There is no such file here, or it is not yours.");
    };
    match host.studio.read_file(user.id, id).await {
        Ok((file, bytes)) => send(&file, bytes, &request),
        Err(error) => {
            let error = from_studio(&asked, error);
            caller.answer(status_of(error.kind), error)
        }
    }
}

fn send(file: &SongFile, bytes: Vec<u8>, request: &Request) -> Response {
    let tag = format!("\"{}\"", file.checksum);
    let known = request.headers().get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let inline = asks_inline(request) && SHOWN.contains(&file.mime_type.as_str());
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, PRIVATE);
    headers.insert(CONTENT_SECURITY_POLICY, INERT);
    for (name, value) in [
        (ETAG, tag),
        (CONTENT_TYPE, file.mime_type.clone()),
        (CONTENT_DISPOSITION, disposition(inline, &file.name)),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    if known { (StatusCode::NOT_MODIFIED, headers).into_response() } else { (headers, bytes).into_response() }
}

fn asks_inline(request: &Request) -> bool {
    request.uri().query().is_some_and(|query| query.split('&').any(|pair| pair == "inline=1"))
}

/// The name for the disk of whoever downloads, twice (RFC 6266): in plain letters for old programs,
/// and whole. Nothing in it can end the header or name a folder.
fn disposition(inline: bool, name: &str) -> String {
    let kind = if inline { "inline" } else { "attachment" };
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') {
                '_'
            } else {
                c
            }
        })
        .collect();
    let safe = safe.trim_start_matches('.');
    let plain: String = safe.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{}", percent_encoded(safe))
}

/// RFC 8187: all but letters, digits and a few signs as `%` and two hexadecimal digits.
fn percent_encoded(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_can_neither_end_the_header_nor_leave_the_folder() {
        assert_eq!(
            disposition(false, "../AC/DC\"\r\nX: y.md"),
            "attachment; filename=\"_AC_DC___X_ y.md\"; filename*=UTF-8''_AC_DC___X_%20y.md"
        );
    }

    #[test]
    fn a_name_keeps_its_letters_in_any_script() {
        assert_eq!(
            disposition(true, "Fähre.png"),
            "inline; filename=\"F_hre.png\"; filename*=UTF-8''F%C3%A4hre.png"
        );
    }
}
