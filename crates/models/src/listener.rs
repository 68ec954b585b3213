//! Who hears an answer while it comes.

use std::ops::ControlFlow;

use async_trait::async_trait;

/// Hears the pieces of an answer as they arrive.
#[async_trait]
pub trait Listener: Send {
    /// A try begins; what was heard of an earlier one does not count.
    async fn begins(&mut self);

    /// A piece of the answer. `Break` ends the call: its sentence says why there is no use in going on.
    async fn hears(&mut self, piece: &str) -> ControlFlow<String>;
}

/// Waits for the whole answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ignore;

#[async_trait]
impl Listener for Ignore {
    async fn begins(&mut self) {}

    async fn hears(&mut self, _piece: &str) -> ControlFlow<String> {
        ControlFlow::Continue(())
    }
}
