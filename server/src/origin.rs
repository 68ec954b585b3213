//! Where requests come from, and whether that is this site.
//!
//! Server functions have no protection of their own against requests that another site makes in the
//! name of a signed-in visitor; these rules are it. They follow OWASP's "Cross-Site Request Forgery
//! Prevention Cheat Sheet", fetch metadata first, then `Origin` (checked November 2026).

use std::str::FromStr;

use http::{
    HeaderMap, HeaderName, Uri,
    header::{HOST, ORIGIN},
};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The address under which browsers reach the server, such as `https://songs.example.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    secure: bool,
    authority: String,
}

impl PublicUrl {
    /// Whether it is an `https` address.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    fn is_origin(&self, scheme: &str, authority: &str) -> bool {
        (scheme == "https") == self.secure && authority == self.authority
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("“{text}” is not an address such as https://songs.example.com");
        let uri: Uri = text.parse().map_err(|_| wrong())?;
        let (scheme, authority) = scheme_and_authority(&uri).ok_or_else(wrong)?;
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() || authority.contains('@') {
            return Err(format!("{}: a public address ends with the host or the port", wrong()));
        }
        Ok(Self { secure: scheme == "https", authority })
    }
}

/// What the headers say about where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A page of this site, or the person's own hand.
    Own,
    /// Another site.
    Foreign,
    /// Nothing: no browser of these years, or none at all.
    Unknown,
}

impl Source {
    /// Reads it from the headers. Scripts can set none of them.
    pub(crate) fn of(headers: &HeaderMap, public: Option<&PublicUrl>) -> Self {
        if let Some(site) = headers.get(SEC_FETCH_SITE) {
            return if site == "same-origin" || site == "none" { Self::Own } else { Self::Foreign };
        }
        match headers.get(ORIGIN) {
            None => Self::Unknown,
            Some(origin) if is_own(origin.as_bytes(), headers, public) => Self::Own,
            Some(_) => Self::Foreign,
        }
    }
}

/// The path and query of an address in this site, which may be the value of a `Referer`.
pub(crate) fn own_path(address: &str, headers: &HeaderMap, public: Option<&PublicUrl>) -> Option<Uri> {
    let uri: Uri = address.parse().ok()?;
    let (scheme, authority) = scheme_and_authority(&uri)?;
    if !is_own(format!("{scheme}://{authority}").as_bytes(), headers, public) {
        return None;
    }
    let path = uri.path_and_query()?.as_str();
    // A path of two slashes would lead to another host when it stands alone.
    if path.starts_with("//") { None } else { path.parse().ok() }
}

fn is_own(origin: &[u8], headers: &HeaderMap, public: Option<&PublicUrl>) -> bool {
    let Ok(uri) = Uri::try_from(origin) else { return false };
    let Some((scheme, authority)) = scheme_and_authority(&uri) else { return false };
    if let Some(public) = public {
        return public.is_origin(scheme, &authority);
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    host.is_some_and(|host| without_default_port(scheme, host) == authority)
}

fn scheme_and_authority(uri: &Uri) -> Option<(&'static str, String)> {
    let scheme = match uri.scheme_str()? {
        "https" => "https",
        "http" => "http",
        _ => return None,
    };
    Some((scheme, without_default_port(scheme, uri.authority()?.as_str())))
}

fn without_default_port(scheme: &str, authority: &str) -> String {
    let port = if scheme == "https" { ":443" } else { ":80" };
    let authority = authority.to_ascii_lowercase();
    authority.strip_suffix(port).map(str::to_owned).unwrap_or(authority)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().expect("a header value")))
            .collect()
    }

    #[test]
    fn a_browser_says_itself_which_site_a_request_comes_from() {
        let source = |site| Source::of(&headers(&[("sec-fetch-site", site)]), None);
        assert_eq!([source("same-origin"), source("none")], [Source::Own; 2]);
        assert_eq!([source("same-site"), source("cross-site"), source("")], [Source::Foreign; 3]);
    }

    #[test]
    fn an_origin_is_held_against_the_host_that_was_asked() {
        let source = |origin| Source::of(&headers(&[("host", "localhost:3000"), ("origin", origin)]), None);
        assert_eq!(source("http://localhost:3000"), Source::Own);
        assert_eq!(source("http://LOCALHOST:3000"), Source::Own);
        for foreign in ["http://localhost:3001", "http://localhost", "http://evil.example", "null", ""] {
            assert_eq!(source(foreign), Source::Foreign, "{foreign}");
        }
        assert_eq!(Source::of(&headers(&[("host", "localhost:3000")]), None), Source::Unknown);
    }

    #[test]
    fn behind_a_proxy_the_public_address_counts_and_not_the_host() {
        let public: PublicUrl = "https://Songs.Example.com:443/".parse().expect("an address");
        let source =
            |origin| Source::of(&headers(&[("host", "127.0.0.1:3000"), ("origin", origin)]), Some(&public));
        assert_eq!(source("https://songs.example.com"), Source::Own);
        assert_eq!(source("http://songs.example.com"), Source::Foreign);
        assert_eq!(source("http://127.0.0.1:3000"), Source::Foreign);
    }

    #[test]
    fn a_public_address_is_a_scheme_and_a_host() {
        for bad in
            ["songs.example.com", "ftp://songs.example.com", "https://a.example/songs", "https://", "x"]
        {
            assert!(bad.parse::<PublicUrl>().is_err(), "{bad}");
        }
    }

    #[test]
    fn only_a_referer_of_this_site_gives_a_path() {
        let host = headers(&[("host", "localhost:3000")]);
        let path = |address| own_path(address, &host, None).map(|uri| uri.to_string());
        assert_eq!(path("http://localhost:3000/new?persona=a"), Some("/new?persona=a".to_owned()));
        assert_eq!(path("http://evil.example/new"), None);
        assert_eq!(path("http://localhost:3000//evil.example"), None);
        assert_eq!(path("/new"), None);
    }
}
