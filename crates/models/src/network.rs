//! The one place where connections to providers are made: which addresses may be reached, and how.
//!
//! A user's base URL is a request to the server to call somewhere. It may not lead into the server's own network:
//! every address is checked after the name is resolved and before a byte is sent, redirects are not followed, and
//! no proxy is asked.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{Arc, OnceLock},
};

use reqwest::{
    Client,
    dns::{Addrs, Name, Resolve, Resolving},
    redirect::Policy,
};
use url::{Host, Url};

use crate::{CallError, Limits, Trouble};

/// A host of the server's own network that an administrator allows: `localhost:11434`, `gpu.lan`, `192.168.1.5`.
/// Without a port it allows every port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedHost {
    host: String,
    port: Option<u16>,
}

impl AllowedHost {
    /// Reads `host` or `host:port`; an IPv6 address stands in brackets.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(&format!("http://{}", text.trim())).ok()?;
        let plain = url.path() == "/" && url.username().is_empty() && url.query().is_none();
        // `http` swallows its own port.
        let port = if text.trim().ends_with(":80") { Some(80) } else { url.port() };
        plain.then(|| Some(Self { host: url.host_str()?.to_owned(), port }))?
    }

    fn covers(&self, host: &str, port: u16) -> bool {
        self.host.eq_ignore_ascii_case(host) && self.port.is_none_or(|own| own == port)
    }
}

/// Which addresses may be called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Nothing outside the server's own network.
    pub local_only: bool,
    /// Any port of this machine: for the command line, whose user is the one who runs it.
    pub loopback: bool,
    /// Hosts of the server's own network that are allowed.
    pub allowed: Vec<AllowedHost>,
}

impl Reach {
    /// Whether a connection to this address, which goes by this name, may be made.
    fn check(&self, host: &str, port: u16, address: IpAddr) -> Result<(), Forbidden> {
        let address = plain(address);
        if is_public(address) {
            return if self.local_only { Err(Forbidden::Remote) } else { Ok(()) };
        }
        let allowed = self.allowed.iter().any(|allowed| allowed.covers(host, port));
        if allowed || (self.loopback && address.is_loopback()) { Ok(()) } else { Err(Forbidden::OwnNetwork) }
    }
}

/// Why an address may not be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Forbidden {
    Remote,
    OwnNetwork,
}

impl fmt::Display for Forbidden {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Remote => "This song stays on your own machines, and this provider is outside. Nothing was sent.",
            Self::OwnNetwork => {
                "This address lies in the server's own network. The administrator has to allow the host first. \
                 Nothing was sent."
            }
        })
    }
}

impl std::error::Error for Forbidden {}

/// A client for one provider: it reaches that provider's host and nothing else.
pub(crate) fn client(base: &Url, reach: &Reach, limits: &Limits) -> Result<Client, CallError> {
    let forbidden = |reason: &dyn fmt::Display| CallError::new(Trouble::Forbidden, reason.to_string());
    let unusable = || forbidden(&"This is not an address of a provider: it begins with http:// or https://");
    let port = base.port_or_known_default().ok_or_else(unusable)?;
    let host = base.host_str().ok_or_else(unusable)?.to_owned();
    // An address that is written in digits is never resolved, so it is checked here.
    let literal = match base.host() {
        Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
        _ => None,
    };
    if let Some(address) = literal {
        reach.check(&host, port, address).map_err(|reason| forbidden(&reason))?;
    }
    let named = reach.allowed.iter().any(|allowed| allowed.covers(&host, port));
    let plain_is_fine =
        named || (reach.loopback && (literal.is_some_and(|ip| ip.is_loopback()) || host == "localhost"));
    if base.scheme() == "http" && !plain_is_fine {
        return Err(forbidden(
            &"A provider outside is called over https:// only; over http:// anybody could read the key.",
        ));
    }
    let guard = Guard { reach: reach.clone(), port };
    Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .referer(false)
        .connect_timeout(limits.connect)
        .user_agent(concat!("song-master/", env!("CARGO_PKG_VERSION")))
        .dns_resolver(guard)
        .tls_backend_preconfigured(tls())
        .build()
        .map_err(|cause| {
            CallError::new(Trouble::Unreachable, format!("The connection could not be prepared: {cause}"))
        })
}

/// Resolves names, and lets no address through that may not be called.
struct Guard {
    reach: Reach,
    port: u16,
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let (reach, port) = (self.reach.clone(), self.port);
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), port)).await?.collect();
            // All or none: a name that leads inside and outside is a trick.
            for address in &found {
                reach.check(&host, port, address.ip())?;
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// What the guard said, if it was the guard that ended a request.
pub(crate) fn forbidden_by(error: &(dyn std::error::Error + 'static)) -> Option<CallError> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(reason) = error.downcast_ref::<Forbidden>() {
            return Some(CallError::new(Trouble::Forbidden, reason.to_string()));
        }
        cause = error.source();
    }
    None
}

/// TLS with the roots that browsers trust, whatever the machine has installed; read once.
fn tls() -> rustls::ClientConfig {
    static CONFIG: OnceLock<rustls::ClientConfig> = OnceLock::new();
    let make = || {
        let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ClientConfig::builder_with_provider(provider);
        // The provider has every default version; a build without one does not pass its first test.
        #[expect(clippy::expect_used, reason = "decided at build time")]
        let config = config.with_safe_default_protocol_versions().expect("ring knows TLS 1.2 and 1.3");
        config.with_root_certificates(roots).with_no_client_auth()
    };
    CONFIG.get_or_init(make).clone()
}

/// An IPv4 address that an IPv6 one wraps (mapped, compatible, NAT64, 6to4) is what is really called.
fn plain(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else { return address };
    let segments = v6.segments();
    let last = || IpAddr::V4(Ipv4Addr::from(u32::from(segments[6]) << 16 | u32::from(segments[7])));
    match segments {
        [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => last(),
        [0, 0, 0, 0, 0, 0, high, low] if (high, low) > (0, 1) => last(),
        [0x2002, high, low, ..] => IpAddr::V4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low))),
        _ => address,
    }
}

/// Whether an address is somewhere in the public internet. Everything that is special is not (IANA's registries of
/// special-purpose addresses, checked November 2026).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let benchmark = a == 198 && (b == 18 || b == 19);
    let protocol = a == 192 && b == 0 && c == 0;
    let relay = a == 192 && b == 88 && c == 99;
    !(a == 0
        || a >= 224
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_documentation()
        || shared
        || benchmark
        || protocol
        || relay)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // 2000::/3 is all that is routed; documentation, Teredo and the rest of 2001::/23 are not.
    let routed = first & 0xe000 == 0x2000;
    let special = first == 0x2001 && (second < 0x200 || second == 0xdb8);
    let documentation = first == 0x3fff && second < 0x1000;
    routed && !special && !documentation
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(reach: &Reach, url: &str) -> Option<String> {
        let url = Url::parse(url).expect("a URL");
        client(&url, reach, &Limits::default()).err().map(|error| error.message)
    }

    #[test]
    fn every_way_into_the_own_network_is_closed() {
        for url in [
            "https://127.0.0.1/v1/",
            "https://127.8.9.1/",
            "https://10.1.2.3/",
            "https://172.16.0.1/",
            "https://192.168.0.1/",
            "https://169.254.169.254/latest/",
            "https://100.64.0.1/",
            "https://0.0.0.0/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://[::1]/",
            "https://[::]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:a00:1]/",
            "https://[::7f00:1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[2002:7f00:1::]/",
            "https://[fe80::1]/",
            "https://[fd00::1]/",
            "https://[ff02::1]/",
            "https://255.255.255.255/",
        ] {
            assert!(
                refused(&Reach::default(), url).is_some_and(|reason| reason.contains("own network")),
                "{url}"
            );
        }
        assert_eq!(refused(&Reach::default(), "https://1.1.1.1/"), None);
        assert_eq!(refused(&Reach::default(), "https://[2606:4700::1111]/"), None);
    }

    #[test]
    fn an_administrator_opens_one_host_and_port() {
        let allowed = vec![AllowedHost::parse("127.0.0.1:11434").expect("a host")];
        let reach = Reach { allowed, ..Reach::default() };
        assert_eq!(refused(&reach, "http://127.0.0.1:11434/v1/"), None);
        assert!(refused(&reach, "http://127.0.0.1:11435/v1/").is_some());
        assert!(refused(&reach, "http://127.0.0.2:11434/v1/").is_some());
    }

    #[test]
    fn a_local_song_reaches_nothing_outside() {
        let reach = Reach { local_only: true, loopback: true, ..Reach::default() };
        assert!(refused(&reach, "https://1.1.1.1/").is_some_and(|reason| reason.contains("own machines")));
        assert_eq!(refused(&reach, "http://127.0.0.1:8080/"), None);
    }

    #[test]
    fn a_key_is_not_sent_in_the_clear() {
        assert!(refused(&Reach::default(), "http://1.1.1.1/").is_some_and(|reason| reason.contains("https")));
        assert!(refused(&Reach::default(), "http://example.com/").is_some());
    }

    #[test]
    fn allowed_hosts_are_read_with_and_without_a_port() {
        let host = |text| AllowedHost::parse(text);
        assert_eq!(host("GPU.lan").map(|host| host.covers("gpu.lan", 5)), Some(true));
        assert_eq!(host("localhost:80").map(|host| host.covers("localhost", 81)), Some(false));
        assert_eq!(host("[::1]:8080").map(|host| host.covers("[::1]", 8080)), Some(true));
        for nonsense in ["", "a/b", "user@host", "host:x", "http://host"] {
            assert!(host(nonsense).is_none(), "{nonsense}");
        }
    }
}
