//! Writers that people bring along: cards in the settings, keys sealed beside them.
//!
//! A user's are in `user_settings` under `writer.ID`, the key under `writer.ID.key` with `is_encrypted`. Those that the
//! administrator shares are in `system_settings` under `shared_writer.ID`.

mod usage;

use domain::{Timestamp, UserId};
use serde_json::Value;
use sqlx::{SqliteConnection, query, query_scalar};

use crate::{Store, StoreError, json, settings};

/// The category of these settings.
const CATEGORY: &str = "llm";

/// A writer as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct WriterRow {
    /// Its number.
    pub id: u32,
    /// The card.
    pub card: Value,
    /// The sealed key.
    pub sealed_key: Option<String>,
}

/// What becomes of a writer's key when its card is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewKey<'a> {
    /// It stays.
    Keep,
    /// It goes.
    Remove,
    /// This sealed one takes its place.
    Put(&'a str),
}

/// A sealed value, wherever it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Whose it is; `None` for one of the whole server.
    pub user: Option<UserId>,
    /// The setting's key.
    pub setting: String,
    /// The value.
    pub value: String,
}

impl Store {
    /// The owner's writers, in the order in which they were made.
    ///
    /// # Errors
    /// `Inconsistent` when one cannot be read.
    pub async fn own_writers(&self, owner: UserId) -> Result<Vec<WriterRow>, StoreError> {
        let rows = query!(
            r#"SELECT c.key AS "key!", CAST(c.value AS TEXT) AS "card!: String", CAST(k.value AS TEXT) AS "sealed?: String"
               FROM user_settings c LEFT JOIN user_settings k ON k.user_id = c.user_id AND k.key = c.key || '.key'
               WHERE c.user_id = $1 AND c.key LIKE 'writer.%' AND c.is_encrypted IS NOT TRUE ORDER BY c.id"#,
            owner.0
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(|row| read(&row.key, &row.card, row.sealed.as_deref())).collect()
    }

    /// The writers that the administrator shares, in the order in which they were made.
    ///
    /// # Errors
    /// `Inconsistent` when one cannot be read.
    pub async fn shared_writers(&self) -> Result<Vec<WriterRow>, StoreError> {
        let rows = query!(
            r#"SELECT c.key AS "key!", CAST(c.value AS TEXT) AS "card!: String", CAST(k.value AS TEXT) AS "sealed?: String"
               FROM system_settings c LEFT JOIN system_settings k ON k.key = c.key || '.key'
               WHERE c.key LIKE 'shared_writer.%' AND c.key NOT LIKE '%.key' ORDER BY c.id"#
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(|row| read(&row.key, &row.card, row.sealed.as_deref())).collect()
    }

    /// Keeps a writer's card, and its key as `key` says, in one transaction. Without an owner it is a shared one.
    ///
    /// # Errors
    /// `NotFound` when the account is gone.
    pub async fn save_writer(
        &self,
        owner: Option<UserId>,
        id: u32,
        card: &Value,
        key: NewKey<'_>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let (name, key_name) = names(owner, id);
        put(&mut tx, owner, &name, card, now).await?;
        match key {
            NewKey::Keep => {}
            NewKey::Remove => remove(&mut tx, owner, &key_name).await?,
            NewKey::Put(sealed) => {
                put(&mut tx, owner, &key_name, &Value::String(sealed.to_owned()), now).await?;
                if let Some(owner) = owner {
                    query!(
                        "UPDATE user_settings SET is_encrypted = TRUE WHERE user_id = $1 AND key = $2",
                        owner.0,
                        key_name
                    )
                    .execute(&mut *tx)
                    .await?;
                }
            }
        }
        Ok(tx.commit().await?)
    }

    /// Forgets a writer and its key.
    ///
    /// # Errors
    /// `Driver` only: one that is not there is forgotten already.
    pub async fn delete_writer(&self, owner: Option<UserId>, id: u32) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let (name, key_name) = names(owner, id);
        remove(&mut tx, owner, &name).await?;
        remove(&mut tx, owner, &key_name).await?;
        Ok(tx.commit().await?)
    }

    /// Every sealed value of the database: for the change of the sealing key.
    ///
    /// # Errors
    /// `Inconsistent` when one is no text.
    pub async fn all_sealed(&self) -> Result<Vec<Sealed>, StoreError> {
        let own = query!(
            r#"SELECT user_id, key, CAST(value AS TEXT) AS "value!: String" FROM user_settings
               WHERE is_encrypted IS TRUE ORDER BY id"#
        )
        .fetch_all(&self.readers)
        .await?;
        let shared = query!(
            r#"SELECT key, CAST(value AS TEXT) AS "value!: String" FROM system_settings
               WHERE key LIKE 'shared_writer.%.key' ORDER BY id"#
        )
        .fetch_all(&self.readers)
        .await?;
        let own = own.into_iter().map(|row| (Some(UserId(row.user_id)), row.key, row.value));
        let shared = shared.into_iter().map(|row| (None, row.key, row.value));
        own.chain(shared)
            .map(|(user, setting, text)| Ok(Sealed { user, setting, value: json::value("sealed", &text)? }))
            .collect()
    }

    /// Puts a value that was sealed anew in the place of the old one, unless it has changed meanwhile.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn reseal(&self, old: &Sealed, new: &str) -> Result<(), StoreError> {
        let (before, after) = (json::text("sealed", &old.value)?, json::text("sealed", &new)?);
        match old.user {
            Some(user) => {
                query!(
                    "UPDATE user_settings SET value = $4 WHERE user_id = $1 AND key = $2 AND value = $3",
                    user.0,
                    old.setting,
                    before,
                    after
                )
                .execute(&self.writer)
                .await?
            }
            None => {
                query!(
                    "UPDATE system_settings SET value = $3 WHERE key = $1 AND value = $2",
                    old.setting,
                    before,
                    after
                )
                .execute(&self.writer)
                .await?
            }
        };
        Ok(())
    }

    /// A setting of the whole server.
    ///
    /// # Errors
    /// `Inconsistent` when it cannot be read.
    pub async fn system_setting(&self, key: &str) -> Result<Option<Value>, StoreError> {
        let text = query_scalar!(
            r#"SELECT CAST(value AS TEXT) AS "value!: String" FROM system_settings WHERE key = $1"#,
            key
        )
        .fetch_optional(&self.readers)
        .await?;
        text.map(|text| json::value("system_settings.value", &text)).transpose()
    }
}

/// The names of the settings of card and key.
fn names(owner: Option<UserId>, id: u32) -> (String, String) {
    let name = if owner.is_some() { format!("writer.{id}") } else { format!("shared_writer.{id}") };
    let key = format!("{name}.key");
    (name, key)
}

fn read(name: &str, card: &str, sealed: Option<&str>) -> Result<WriterRow, StoreError> {
    let id = name.rsplit('.').next().and_then(|id| id.parse().ok());
    Ok(WriterRow {
        id: id.ok_or_else(|| StoreError::unreadable("writer.ID"))?,
        card: json::value("writer", card)?,
        sealed_key: sealed.map(|text| json::value("writer.key", text)).transpose()?,
    })
}

async fn put(
    tx: &mut SqliteConnection,
    owner: Option<UserId>,
    key: &str,
    value: &Value,
    now: Timestamp,
) -> Result<(), StoreError> {
    match owner {
        Some(owner) => settings::set(tx, owner, key, value, CATEGORY, now).await,
        None => settings::set_system(tx, key, value, now).await,
    }
}

async fn remove(tx: &mut SqliteConnection, owner: Option<UserId>, key: &str) -> Result<(), StoreError> {
    match owner {
        Some(owner) => {
            query!("DELETE FROM user_settings WHERE user_id = $1 AND key = $2", owner.0, key)
                .execute(tx)
                .await?
        }
        None => query!("DELETE FROM system_settings WHERE key = $1", key).execute(tx).await?,
    };
    Ok(())
}
