//! What each user has used of each shared writer, month by month.

use domain::{
    Timestamp, UserId,
    generation::{ModelCall, Spent},
    writer::WriterChoice,
};
use sqlx::{SqliteConnection, query};

use crate::{Claim, Store, StoreError, time};

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
            cost: None,
        }))
    }
}

/// Counts what a stage has used of the song's writer, if that is a shared one, in the stage's own transaction: neither lost nor counted twice.
pub(super) async fn add(
    tx: &mut SqliteConnection,
    claim: &Claim,
    calls: &[ModelCall],
    now: Timestamp,
) -> Result<(), StoreError> {
    let (spent, writer) = (Spent::on(calls), claim.song.config.writer);
    if spent.is_nothing() || !matches!(writer, WriterChoice::Shared(_)) {
        return Ok(());
    }
    let (writer, month) = (writer.to_string(), month(now));
    let (tokens_in, tokens_out) = (spent.tokens_in.cast_signed(), spent.tokens_out.cast_signed());
    query!(
        "INSERT INTO writer_usage (user_id, writer, month, tokens_in, tokens_out) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (user_id, writer, month) DO UPDATE
         SET tokens_in = tokens_in + excluded.tokens_in, tokens_out = tokens_out + excluded.tokens_out",
        claim.owner.0,
        writer,
        month,
        tokens_in,
        tokens_out
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// "2026-11".
fn month(now: Timestamp) -> String {
    time::text(now).chars().take(7).collect()
}
