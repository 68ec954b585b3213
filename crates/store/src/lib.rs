//! The database: SQLite through sqlx, and the only crate that contains SQL.
//!
//! [`Store`] is a cheap handle with one writer and a few readers; each file adds the methods of one
//! aggregate. What a user sees or changes is found by its owner in the WHERE clause, never loaded
//! first and checked afterwards. What a worker writes names the generation and the number of its
//! hold ([`Claim::fencing_token`]), so that a worker that lost its lease cannot write any more.
//!
//! The clock is the caller's: every method that needs the time is given it.

mod demo;
mod doctor;
mod error;
mod files;
mod generations;
mod journal;
mod json;
mod personas;
mod pool;
mod projects;
mod search;
mod settings;
mod sign_ins;
mod songs;
mod time;
mod users;
mod writers;

pub use demo::{DemoProject, DemoSong};
pub use error::StoreError;
pub use files::NewFile;
pub use generations::{Branch, Cancel, Claim, Lease};
pub use journal::{Committed, Finished, FinishedSong, SameInputs, StageCommit, StageEffort, StageRow};
pub use pool::Store;
pub use sign_ins::{NewSignIn, SignIn};
pub use songs::{Created, Origin, SongRevision};
pub use users::{Credentials, NewUser};
pub use writers::{NewKey, Sealed, WriterRow};
