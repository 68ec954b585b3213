//! Where a visitor comes from.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use http::{Extensions, HeaderMap, HeaderName, header::USER_AGENT};
use studio::accounts::Visitor;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The visitor behind a request. A proxy on the same machine is believed where the server has a
/// public address, because then one stands before it; the entry that it appended itself is the last.
pub(crate) fn of(headers: &HeaderMap, extensions: &Extensions, behind_proxy: bool) -> Visitor {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let forwarded =
        peer.filter(|peer| behind_proxy && peer.is_loopback()).and_then(|_| last_forwarded(headers));
    let address = forwarded.or(peer).map(|address| address.to_canonical().to_string());
    let user_agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    Visitor { address: address.unwrap_or_default(), user_agent: user_agent.to_owned() }
}

fn last_forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    headers.get_all(FORWARDED_FOR).iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(peer: &str, behind_proxy: bool) -> String {
        let mut headers = HeaderMap::new();
        headers.append(FORWARDED_FOR, "203.0.113.9, 198.51.100.7".parse().expect("a header value"));
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().expect("an address"), 4711)));
        of(&headers, &extensions, behind_proxy).address
    }

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        assert_eq!(address("127.0.0.1", true), "198.51.100.7");
        assert_eq!(address("::ffff:127.0.0.1", false), "127.0.0.1");
        assert_eq!(address("192.0.2.1", true), "192.0.2.1");
    }
}
