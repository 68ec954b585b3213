//! What each user has used of each shared writer, month by month.

use domain::{Timestamp, UserId, generation::Spent, writer::WriterChoice};
use sqlx::query;

use crate::{Store, StoreError, time};

impl Store {
    /// What a user has used of a shared writer in the month (UTC) of `now`.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn writer_usage(
        &self,
        user: UserId,
        writer: WriterChoice,
        now: Timestamp,
    ) -> Result<Spent, StoreError> {
        let (writer, month) = (writer.to_string(), month(now));
        let row = query!(
            "SELECT tokens_in, tokens_out FROM writer_usage WHERE user_id = $1 AND writer = $2 AND month = $3",
            user.0,
            writer,
            month
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map_or_else(Spent::default, |row| Spent {
            tokens_in: row.tokens_in.max(0).unsigned_abs(),
            tokens_out: row.tokens_out.max(0).unsigned_abs(),
            ..Spent::default()
        }))
    }

    /// Counts tokens that a user has used of a shared writer.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn count_usage(
        &self,
        user: UserId,
        writer: WriterChoice,
        tokens: (u64, u64),
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (writer, month) = (writer.to_string(), month(now));
        let (tokens_in, tokens_out) = (tokens.0.cast_signed(), tokens.1.cast_signed());
        query!(
            "INSERT INTO writer_usage (user_id, writer, month, tokens_in, tokens_out) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (user_id, writer, month) DO UPDATE
             SET tokens_in = tokens_in + excluded.tokens_in, tokens_out = tokens_out + excluded.tokens_out",
            user.0,
            writer,
            month,
            tokens_in,
            tokens_out
        )
        .execute(&self.writer)
        .await?;
        Ok(())
    }
}

/// "2026-11".
fn month(now: Timestamp) -> String {
    time::text(now).chars().take(7).collect()
}
