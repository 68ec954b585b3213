//! The program as a person or a service manager runs it: the real binary, real sockets, real signals.
#![expect(clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod analyze;
mod connections;
mod crash;
mod data;
mod models;
mod start;
mod support;
mod write;
