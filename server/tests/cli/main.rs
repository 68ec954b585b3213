//! The program as a person or a service manager runs it: the real binary, real sockets, real signals.

mod crash;
mod data;
mod start;
mod support;
mod write;
