//! The vault: keys of providers, sealed before they reach the database.
//!
//! XChaCha20-Poly1305 under a key from `SONG_MASTER_KEY` (64 hexadecimal digits; several with commas between them, the
//! first of which seals) or, without it, from the file `secret.keys` in the data directory, which is made at the first
//! start and which only its owner may read. Each sealed value names its key and is bound to its user and setting.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use domain::UserId;
use models::Secret;
use secrecy::ExposeSecret as _;
use store::Sealed;

use crate::{Outcome, Studio, StudioError, files::checksum};

/// The environment variable with the keys.
const VARIABLE: &str = "SONG_MASTER_KEY";
/// The file with the keys, one a line, the first of which seals.
const FILE: &str = "secret.keys";
/// What a sealed value begins with.
const FORM: &str = "v1";
const NONCE: usize = 24;

/// Why something sealed cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum VaultError {
    /// It was sealed with a key that is not here.
    #[error(
        "The key of this writer was sealed on another server, or the server's own key was lost. Enter the writer's key again."
    )]
    OtherKey,
    /// It is not what was sealed for this user and setting.
    #[error("The key of this writer is damaged. Enter it again.")]
    Damaged,
}

struct SealingKey {
    id: String,
    bytes: [u8; 32],
}

impl SealingKey {
    fn read(text: &str) -> Option<Self> {
        let bytes: [u8; 32] = hex::decode(text.trim()).ok()?.try_into().ok()?;
        // A fingerprint that says nothing of the key.
        let id = checksum(&[b"song-master key id".as_slice(), &bytes].concat())[..8].to_owned();
        Some(Self { id, bytes })
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.bytes.into())
    }
}

/// Seals and opens.
pub(crate) struct Vault {
    /// Where the keys are, unless they come from the environment.
    file: Option<PathBuf>,
    keys: Mutex<Vec<SealingKey>>,
}

impl Vault {
    /// Finds the keys, or makes the first one.
    pub(crate) fn open(data: &Path) -> Outcome<Self> {
        if let Ok(text) = std::env::var(VARIABLE) {
            let keys = read(&text.replace(',', "\n")).ok_or_else(|| {
                StudioError::Refused(format!(
                    "{VARIABLE} has to be 64 hexadecimal digits; several keys have commas between them."
                ))
            })?;
            return Ok(Self { file: None, keys: Mutex::new(keys) });
        }
        let file = data.join(FILE);
        if !file.exists() {
            write(&file, &[new_key()?])?;
        }
        let keys = load(&file)?;
        Ok(Self { file: Some(file), keys: Mutex::new(keys) })
    }

    /// One that opens nothing, for looking at a data directory only.
    pub(crate) fn shut() -> Self {
        Self { file: None, keys: Mutex::default() }
    }

    /// Seals a secret for a setting of a user's, or of the whole server.
    pub(crate) fn seal(&self, user: Option<UserId>, setting: &str, secret: &str) -> Outcome<String> {
        let mut keys = self.lock();
        // Another process may have changed the keys, and what the old one seals would be lost with it.
        if let Some(file) = &self.file {
            *keys = load(file)?;
        }
        let key = keys.first().ok_or_else(|| StudioError::internal("there is no key to seal with"))?;
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(StudioError::internal)?;
        let bound = binding(user, setting);
        let payload = Payload { msg: secret.as_bytes(), aad: bound.as_bytes() };
        let sealed = key.cipher().encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| StudioError::internal("a secret could not be sealed"))?;
        Ok(format!("{FORM}.{}.{}", key.id, STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat())))
    }

    /// Opens what was sealed for a setting.
    pub(crate) fn open_sealed(
        &self,
        user: Option<UserId>,
        setting: &str,
        sealed: &str,
    ) -> Result<Secret, VaultError> {
        let (id, body) = sealed
            .strip_prefix(FORM)
            .and_then(|rest| rest.strip_prefix('.')?.split_once('.'))
            .ok_or(VaultError::Damaged)?;
        let body = STANDARD_NO_PAD.decode(body).map_err(|_| VaultError::Damaged)?;
        let (nonce, body) = body.split_at_checked(NONCE).ok_or(VaultError::Damaged)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| VaultError::Damaged)?;
        let bound = binding(user, setting);
        let cipher = self.cipher(id).ok_or(VaultError::OtherKey)?;
        let opened = cipher.decrypt(&XNonce::from(nonce), Payload { msg: body, aad: bound.as_bytes() });
        let text =
            String::from_utf8(opened.map_err(|_| VaultError::Damaged)?).map_err(|_| VaultError::Damaged)?;
        Ok(text.into())
    }

    /// The cipher of a key; the file is read again for one that is not known, because another process may have
    /// changed the keys.
    fn cipher(&self, id: &str) -> Option<XChaCha20Poly1305> {
        let find = |keys: &[SealingKey]| keys.iter().find(|key| key.id == id).map(SealingKey::cipher);
        let mut keys = self.lock();
        if let Some(cipher) = find(&keys) {
            return Some(cipher);
        }
        *keys = load(self.file.as_ref()?).ok()?;
        find(&keys)
    }

    /// Puts a new key before those that there are. Keys from the environment are changed there.
    fn begin_rotation(&self) -> Outcome<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let mut all = vec![new_key()?];
        all.extend(self.lock().iter().map(|key| hex::encode(key.bytes)));
        write(file, &all)?;
        *self.lock() = load(file)?;
        Ok(())
    }

    /// Forgets all keys but the one that seals.
    fn end_rotation(&self) -> Outcome<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let first = self.lock().first().map(|key| hex::encode(key.bytes));
        write(file, first.as_slice())?;
        *self.lock() = load(file)?;
        Ok(())
    }

    fn seals_with(&self, sealed: &str) -> bool {
        self.lock().first().is_some_and(|key| sealed.starts_with(&format!("{FORM}.{}.", key.id)))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<SealingKey>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Studio {
    /// Seals every secret anew under a new key, and forgets the old one when all are done. Killed half-way, both keys
    /// are there and open what they sealed; running it again ends it. Returns how many secrets were sealed anew.
    ///
    /// # Errors
    /// A secret cannot be opened, or the database does not answer; nothing is lost then.
    pub async fn rotate_keys(&self) -> Outcome<usize> {
        self.vault().begin_rotation()?;
        let mut count = 0;
        // A server that runs beside this may have sealed one more while the others were changed: until none is left.
        loop {
            let sealed = self.store().all_sealed().await?;
            let old: Vec<_> = sealed.into_iter().filter(|one| !self.vault().seals_with(&one.value)).collect();
            if old.is_empty() {
                break;
            }
            for old in old {
                self.reseal(&old).await?;
                count += 1;
            }
        }
        self.vault().end_rotation()?;
        Ok(count)
    }

    /// Seals one secret under the new key.
    async fn reseal(&self, old: &Sealed) -> Outcome<()> {
        let secret = self.vault().open_sealed(old.user, &old.setting, &old.value).map_err(|why| {
            StudioError::Refused(format!(
                "The setting {} cannot be opened, so the old key stays beside the new one. {why}",
                old.setting
            ))
        })?;
        let new = self.vault().seal(old.user, &old.setting, secret.expose_secret())?;
        Ok(self.store().reseal(old, &new).await?)
    }
}

/// What a sealed value is bound to.
fn binding(user: Option<UserId>, setting: &str) -> String {
    user.map_or_else(|| format!("server/{setting}"), |user| format!("user {}/{setting}", user.0))
}

fn new_key() -> Outcome<String> {
    crate::random_hex::<32>()
}

/// The keys in a text, one a line; `None` when there is none or one is no key.
fn read(text: &str) -> Option<Vec<SealingKey>> {
    let keys: Option<Vec<_>> =
        text.lines().filter(|line| !line.trim().is_empty()).map(SealingKey::read).collect();
    keys.filter(|keys| !keys.is_empty())
}

fn load(file: &Path) -> Outcome<Vec<SealingKey>> {
    read(&std::fs::read_to_string(file)?).ok_or_else(|| {
        StudioError::Refused(format!("{} does not hold a key of 64 hexadecimal digits.", file.display()))
    })
}

/// Writes the keys whole, for the owner's eyes only.
fn write(file: &Path, keys: &[String]) -> Outcome<()> {
    let partial = file.with_extension("partial");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(&partial)?;
    out.write_all((keys.join("\n") + "\n").as_bytes())?;
    out.sync_all()?;
    std::fs::rename(&partial, file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANN: Option<UserId> = Some(UserId(1));

    fn vault() -> (tempfile::TempDir, Vault) {
        let folder = tempfile::tempdir().expect("a folder");
        let vault = Vault::open(folder.path()).expect("a vault");
        (folder, vault)
    }

    #[test]
    fn what_is_sealed_opens_for_the_same_user_and_setting_only() {
        let (_folder, vault) = vault();
        let sealed = vault.seal(ANN, "writer.1.key", "sk-canary").expect("sealed");
        assert!(!sealed.contains("canary"));
        let open = |user, setting| vault.open_sealed(user, setting, &sealed);
        assert_eq!(open(ANN, "writer.1.key").expect("hers").expose_secret(), "sk-canary");
        for (user, setting) in
            [(Some(UserId(2)), "writer.1.key"), (ANN, "writer.2.key"), (None, "writer.1.key")]
        {
            assert_eq!(open(user, setting).err(), Some(VaultError::Damaged));
        }
        let again = vault.seal(ANN, "writer.1.key", "sk-canary").expect("sealed");
        assert_ne!(again, sealed, "never the same twice");
    }

    #[test]
    fn a_changed_or_foreign_value_is_told_apart() {
        let (_folder, vault) = vault();
        let (_other, other) = self::vault();
        let mut sealed = vault.seal(ANN, "k", "secret").expect("sealed");
        assert_eq!(other.open_sealed(ANN, "k", &sealed).err(), Some(VaultError::OtherKey));
        sealed.truncate(sealed.len() - 3);
        assert_eq!(vault.open_sealed(ANN, "k", &sealed).err(), Some(VaultError::Damaged));
        assert_eq!(vault.open_sealed(ANN, "k", "plain text").err(), Some(VaultError::Damaged));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_but_the_owner_may_read_the_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let (folder, _vault) = vault();
        let mode = std::fs::metadata(folder.path().join(FILE)).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn during_a_change_of_keys_both_open_and_afterwards_the_new_one_only() {
        let (folder, vault) = vault();
        let beside = Vault::open(folder.path()).expect("another process");
        let old = vault.seal(ANN, "k", "secret").expect("sealed");
        vault.begin_rotation().expect("begun");
        let new = vault.seal(ANN, "k", "secret").expect("sealed");
        assert!(vault.seals_with(&new) && !vault.seals_with(&old));
        for sealed in [&old, &new] {
            assert!(vault.open_sealed(ANN, "k", sealed).is_ok());
            assert!(beside.open_sealed(ANN, "k", sealed).is_ok(), "it reads the file again");
        }
        let by_another = beside.seal(ANN, "k", "secret").expect("sealed");
        assert!(vault.seals_with(&by_another), "another process seals with the new key, too");
        vault.end_rotation().expect("ended");
        assert!(vault.open_sealed(ANN, "k", &new).is_ok());
        assert_eq!(vault.open_sealed(ANN, "k", &old).err(), Some(VaultError::OtherKey));
    }
}
