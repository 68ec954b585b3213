//! The use cases of Song Master: what a person can do, whatever page or command asks for it.
//!
//! The crate knows no HTTP server and no user interface. Everything hangs on [`Studio`], a cheap
//! handle that the server clones into every request.

pub mod accounts;
pub mod clock;
pub mod covers;
pub mod demo;
pub mod doctor;
pub mod error;
pub mod files;
pub mod generation;
mod passwords;
pub mod personas;
pub mod projects;
pub mod prompts;
pub mod recipes;
pub mod showcase;
pub mod songs;
pub mod styles;
mod throttle;
mod vault;
pub mod writers;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use domain::system::SystemSettings;
use models::{Breakers, Limits};
use songcraft::style::StyleLibrary;
use store::Store;

pub use clock::{Clock, SystemClock};
pub use error::StudioError;

use crate::{generation::Signals, passwords::Passwords, throttle::Throttle, vault::Vault};

/// What every use case gives back.
pub type Outcome<T> = Result<T, StudioError>;

/// The name of the database in the data directory.
pub const DATABASE_FILE: &str = "song_master.db";

/// The program without its server: a handle that is cheap to clone.
#[derive(Clone)]
pub struct Studio(Arc<Inner>);

struct Inner {
    store: Store,
    data: PathBuf,
    styles: StyleLibrary,
    clock: Arc<dyn Clock>,
    passwords: Passwords,
    throttle: Throttle,
    signals: Signals,
    vault: Vault,
    breakers: Breakers,
    model_limits: RwLock<Limits>,
}

impl Studio {
    /// Opens the data directory: makes it when it is missing, migrates the database, brings the
    /// personas up to date and removes files that a crash left without a row.
    ///
    /// # Errors
    /// The directory cannot be written, or the database is newer than the program or cannot be opened.
    pub async fn open(data: &Path, clock: Arc<dyn Clock>) -> Outcome<Self> {
        files::prepare_folders(data).await?;
        prompts::prepare(data).await?;
        let store = Store::open(&data.join(DATABASE_FILE)).await?;
        let studio = Self::over(store, data, styles::read(data).await?, Vault::open(data)?, clock)?;
        studio.sync_personas().await?;
        studio.sweep_files().await?;
        studio.store().delete_expired_sign_ins(studio.now()).await?;
        Ok(studio)
    }

    /// Opens the data directory to look at it only: nothing is made, migrated, synced or swept, so a
    /// server may run beside it.
    ///
    /// # Errors
    /// There is no database, or it is not of this version.
    pub async fn open_to_examine(data: &Path, clock: Arc<dyn Clock>) -> Outcome<Self> {
        let store = Store::open_existing(&data.join(DATABASE_FILE)).await?;
        Self::over(store, data, songsmith::library().clone(), Vault::shut(), clock)
    }

    fn over(
        store: Store,
        data: &Path,
        styles: StyleLibrary,
        vault: Vault,
        clock: Arc<dyn Clock>,
    ) -> Outcome<Self> {
        Ok(Self(Arc::new(Inner {
            store,
            data: data.to_owned(),
            styles,
            clock,
            passwords: Passwords::new()?,
            throttle: Throttle::default(),
            signals: Signals::default(),
            vault,
            breakers: Breakers::default(),
            model_limits: RwLock::default(),
        })))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Outcome<()> {
        Ok(self.store().ping().await?)
    }

    /// The settings that hold for everyone.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn system_settings(&self) -> Outcome<SystemSettings> {
        Ok(self.store().system_settings().await?)
    }

    /// Closes the database; what was acknowledged is on disk.
    pub async fn close(&self) {
        self.store().close().await;
    }

    /// Tells who waits that a user's generations have news.
    pub fn signals(&self) -> &Signals {
        &self.0.signals
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn styles(&self) -> &StyleLibrary {
        &self.0.styles
    }

    pub(crate) fn data(&self) -> &Path {
        &self.0.data
    }

    /// The time by the studio's clock, for pages that count on from it.
    pub fn clock_time(&self) -> domain::Timestamp {
        self.now()
    }

    pub(crate) fn now(&self) -> domain::Timestamp {
        self.0.clock.now()
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.0.vault
    }

    pub(crate) fn breakers(&self) -> &Breakers {
        &self.0.breakers
    }

    pub(crate) fn model_limits(&self) -> Limits {
        *self.0.model_limits.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the bounds of calls to models: changes to the default, as [`Limits`] reads them.
    ///
    /// # Errors
    /// What cannot be read, in a sentence.
    pub fn set_model_limits(&self, changes: &str) -> Result<(), String> {
        let limits = changes.parse()?;
        *self.0.model_limits.write().unwrap_or_else(PoisonError::into_inner) = limits;
        Ok(())
    }

    pub(crate) fn throttle(&self) -> &Throttle {
        &self.0.throttle
    }
}

/// A random number for seeds and names.
///
/// # Errors
/// The operating system gives no randomness.
pub fn random_seed() -> Outcome<u64> {
    getrandom::u64().map_err(StudioError::internal)
}

/// A key for a form, so that sending it twice is noticed.
///
/// # Errors
/// The operating system gives no randomness.
pub fn request_key() -> Outcome<String> {
    random_hex::<16>()
}

/// `BYTES` random bytes as lower-case hexadecimal digits.
pub(crate) fn random_hex<const BYTES: usize>() -> Outcome<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(StudioError::internal)?;
    Ok(hex::encode(bytes))
}
