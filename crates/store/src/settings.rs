//! Settings: those of the whole server and those of each user.

use domain::{Timestamp, UserId, system::SystemSettings};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::{query, query_scalar};

use crate::{Store, StoreError, json, time};

impl Store {
    /// The settings that hold for everyone. A value that is missing or cannot be read counts as its
    /// default, and a warning says so.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn system_settings(&self) -> Result<SystemSettings, StoreError> {
        let rows = query!(r#"SELECT key, CAST(value AS TEXT) AS "value!: String" FROM system_settings"#)
            .fetch_all(&self.readers)
            .await?;
        let find = |key: &str| rows.iter().find(|row| row.key == key).map(|row| row.value.as_str());
        let default = SystemSettings::default();
        Ok(SystemSettings {
            max_songs_per_user: or_default("max_songs_per_user", find, default.max_songs_per_user),
            max_file_size_mb: or_default("max_file_size_mb", find, default.max_file_size_mb),
            supported_file_types: or_default("supported_file_types", find, default.supported_file_types),
            generation: or_default("default_generation_config", find, default.generation),
        })
    }

    /// Sets a value for everyone.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn set_system_setting(
        &self,
        key: &str,
        value: &Value,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        set_system(&mut tx, key, value, now).await?;
        Ok(tx.commit().await?)
    }

    /// A setting of the owner's.
    ///
    /// # Errors
    /// `Inconsistent` when it cannot be read.
    pub async fn user_setting(&self, owner: UserId, key: &str) -> Result<Option<Value>, StoreError> {
        let text = query_scalar!(
            r#"SELECT CAST(value AS TEXT) AS "value!: String" FROM user_settings WHERE user_id = $1 AND key = $2"#,
            owner.0,
            key
        )
        .fetch_optional(&self.readers)
        .await?;
        text.map(|text| json::value("user_settings.value", &text)).transpose()
    }

    /// The owner's settings whose keys begin with `prefix`, in the order in which they were made.
    ///
    /// # Errors
    /// `Inconsistent` when one cannot be read.
    pub async fn user_settings(
        &self,
        owner: UserId,
        prefix: &str,
    ) -> Result<Vec<(String, Value)>, StoreError> {
        let rows = query!(
            r#"SELECT key, CAST(value AS TEXT) AS "value!: String" FROM user_settings
               WHERE user_id = $1 AND substr(key, 1, length($2)) = $2 ORDER BY id"#,
            owner.0,
            prefix
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(|row| Ok((row.key, json::value("user_settings.value", &row.value)?))).collect()
    }

    /// Forgets a setting of the owner's.
    ///
    /// # Errors
    /// `Driver` only: one that is not there is forgotten already.
    pub async fn delete_user_setting(&self, owner: UserId, key: &str) -> Result<(), StoreError> {
        query!("DELETE FROM user_settings WHERE user_id = $1 AND key = $2", owner.0, key)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Sets a setting of the owner's.
    ///
    /// # Errors
    /// `NotFound` when the account is gone.
    pub async fn set_user_setting(
        &self,
        owner: UserId,
        key: &str,
        value: &Value,
        category: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        set(&mut tx, owner, key, value, category, now).await?;
        Ok(tx.commit().await?)
    }
}

/// Sets a value for everyone within a transaction.
pub(crate) async fn set_system(
    tx: &mut sqlx::SqliteConnection,
    key: &str,
    value: &Value,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (at, value) = (time::text(now), json::text("system_settings.value", value)?);
    query!(
        "INSERT INTO system_settings (key, value, created_at, updated_at) VALUES ($1, $2, $3, $3)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        key,
        value,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Sets a user's setting within a transaction.
pub(crate) async fn set(
    tx: &mut sqlx::SqliteConnection,
    owner: UserId,
    key: &str,
    value: &Value,
    category: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (at, value) = (time::text(now), json::text("user_settings.value", value)?);
    let done = query!(
        "INSERT INTO user_settings (user_id, key, value, category, created_at, updated_at)
         SELECT u.id, $2, $3, $4, $5, $5 FROM users u WHERE u.id = $1
         ON CONFLICT (user_id, key) DO UPDATE SET
             value = excluded.value, category = excluded.category, updated_at = excluded.updated_at",
        owner.0,
        key,
        value,
        category,
        at
    )
    .execute(tx)
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

fn or_default<'a, T: DeserializeOwned>(key: &str, find: impl Fn(&str) -> Option<&'a str>, default: T) -> T {
    let Some(text) = find(key) else {
        tracing::warn!(key, "a system setting is missing; its default holds");
        return default;
    };
    json::value(key, text).unwrap_or_else(|error| {
        tracing::warn!(key, %error, "a system setting cannot be read; its default holds");
        default
    })
}
