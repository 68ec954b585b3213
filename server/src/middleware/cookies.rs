//! Reading cookies.

use app::theme::Theme;
use http::{HeaderMap, header::COOKIE};

/// The cookie with the chosen colours.
pub(crate) const THEME: &str = "theme";

/// The value of a cookie. Where a name comes twice, the first counts: browsers send the most specific first.
pub(crate) fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// The chosen colours; without a choice, the system's.
pub(crate) fn theme(headers: &HeaderMap) -> Theme {
    find(headers, THEME).map(Theme::from_id).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, "old_session=no; session=yes; session=late".parse().expect("a header value"));
        headers.append(COOKIE, "theme=ink".parse().expect("a header value"));
        assert_eq!(find(&headers, "session"), Some("yes"));
        assert_eq!(find(&headers, "sess"), None);
        assert_eq!(theme(&headers), Theme::Ink);
    }
}
