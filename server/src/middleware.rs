//! What every request passes before a route sees it, from the outside in: it gets an id and a log
//! span, its answer gets the security headers, a panic becomes a page, time runs, other sites are
//! turned away; routes that belong to people then learn who asks.

pub(crate) mod cookies;
pub(crate) mod headers;
pub(crate) mod limits;
pub(crate) mod origin;
pub(crate) mod panics;
pub(crate) mod request_id;
pub(crate) mod session;
pub(crate) mod visitor;

/// `BYTES` random bytes as lower-case hexadecimal digits.
pub(crate) fn random_hex<const BYTES: usize>() -> Result<String, getrandom::Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(hex::encode(bytes))
}
