//! The host of Song Master: what stands between a network socket and the app.
//!
//! [`router`] puts pages, server functions, the event stream and files behind one stack of
//! middleware; [`serve`] runs it until it is told to stop. The crate decides nothing about songs:
//! it knows who asks, refuses what comes from elsewhere, and hands everything else to `studio`.

mod assets;
mod forms;
mod host;
mod middleware;
mod origin;
mod refusal;
mod render;
mod router;
mod routes;
mod serve;

pub use assets::Site;
pub use host::Host;
pub use origin::PublicUrl;
pub use router::router;
pub use serve::{STOP_WITHIN, serve};
