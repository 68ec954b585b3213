//! Talking to language models: one call, with all that can go wrong on the way.
//!
//! A [`Caller`] belongs to one provider of one person. It opens connections only to addresses that its
//! [`Reach`] allows, bounds every wait and every answer ([`Limits`]), tries again where that helps, and stops asking
//! a provider that is down ([`Breaker`]). What it gives back is text; what the text means is the caller's business.

mod breaker;
mod caller;
mod catalog;
mod error;
mod image;
mod limits;
mod listener;
mod network;
mod provider;
mod retry;
mod stream;
mod usage;

pub use breaker::{Breaker, Breakers};
pub use caller::{Answer, Ask, Caller};
pub use catalog::Reachable;
pub use error::{CallError, Trouble};
pub use image::ImageAsk;
pub use limits::Limits;
pub use listener::{Ignore, Listener};
pub use network::{AllowedHost, Reach};
pub use provider::Provider;
pub use usage::Usage;

/// A key as it is handed around: never printed.
pub type Secret = secrecy::SecretString;
