//! The router in process, on a real database: who may do what, and what a browser is told.

mod access;
mod accounts;
mod events;
mod files;
mod forms;
mod headers;
mod health;
mod origin;
mod songs;
mod support;
