//! Password hashing: argon2id, off the async threads, never on more than half the cores.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};
use tokio::sync::Semaphore;

use crate::{Outcome, StudioError};

/// Memory in KiB, passes and lanes: OWASP's first choice for argon2id (Password Storage Cheat Sheet,
/// checked November 2026).
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// Hashes and verifies passwords.
pub(crate) struct Passwords {
    permits: Arc<Semaphore>,
    /// Verified against when there is no such account, so that the answer takes as long.
    decoy: String,
}

impl Passwords {
    pub(crate) fn new() -> Outcome<Self> {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Ok(Self {
            permits: Arc::new(Semaphore::new((cores / 2).max(1))),
            decoy: hash_now("no account has this password")?,
        })
    }

    /// Hashes a password with a fresh salt.
    pub(crate) async fn hash(&self, password: &str) -> Outcome<String> {
        let password = password.to_owned();
        self.blocking(move || hash_now(&password)).await
    }

    /// Whether the password fits the hash; without a hash it takes as long and says no.
    pub(crate) async fn verify(&self, password: &str, hash: Option<&str>) -> Outcome<bool> {
        let known = hash.is_some();
        let hash = hash.unwrap_or(&self.decoy).to_owned();
        let password = password.to_owned();
        self.blocking(move || verify_now(&password, &hash)).await.map(|fits| fits && known)
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(StudioError::internal)?;
        tokio::task::spawn_blocking(move || {
            let _held_while_hashing = permit;
            work()
        })
        .await
        .map_err(StudioError::internal)?
    }
}

fn hasher() -> Outcome<Argon2<'static>> {
    let (memory, passes, lanes) = COST;
    let params =
        Params::new(memory, passes, lanes, None).map_err(|cause| StudioError::internal(cause.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_now(password: &str) -> Outcome<String> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(StudioError::internal)?;
    let salt = SaltString::encode_b64(&salt).map_err(|cause| StudioError::internal(cause.to_string()))?;
    let hash = hasher()?.hash_password(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|cause| StudioError::internal(cause.to_string()))
}

fn verify_now(password: &str, hash: &str) -> Outcome<bool> {
    let hash = PasswordHash::new(hash).map_err(|cause| StudioError::internal(cause.to_string()))?;
    Ok(hasher()?.verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let passwords = Passwords::new().unwrap();
        let hash = passwords.hash("tin roof rain").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(passwords.verify("tin roof rain", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("tin roof hail", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("no account has this password", None).await.unwrap());
    }
}
