//! The use cases on a real database and real files in a directory of their own.
#![expect(unreachable_pub, clippy::unwrap_used, clippy::expect_used, reason = "parts of one test program")]

#[path = "use_cases/accounts.rs"]
mod accounts;
#[path = "use_cases/covers.rs"]
mod covers;
#[path = "use_cases/desk.rs"]
mod desk;
#[path = "use_cases/files.rs"]
mod files;
#[path = "use_cases/generation.rs"]
mod generation;
#[path = "use_cases/model_writer.rs"]
mod model_writer;
#[path = "use_cases/projects.rs"]
mod projects;
#[path = "use_cases/resources.rs"]
mod resources;
#[path = "use_cases/scripted.rs"]
mod scripted;
#[path = "use_cases/songs.rs"]
mod songs;
#[path = "use_cases/writers.rs"]
mod writers;
