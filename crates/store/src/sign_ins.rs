//! Who is signed in, on which device (`user_sessions`).

use domain::{
    Timestamp, UserId,
    account::{Role, User},
};
use sqlx::query;

use crate::{
    Store, StoreError,
    time::{self, Moment},
};

/// A sign-in to be kept.
pub struct NewSignIn<'a> {
    /// Who signs in.
    pub user_id: UserId,
    /// SHA-256 of the token in hexadecimal digits; the token itself is never stored.
    pub token_hash: &'a str,
    /// What the browser calls itself, at most 255 characters.
    pub user_agent: &'a str,
    /// The sliding end.
    pub expires_at: Timestamp,
    /// The end that does not slide.
    pub absolute_expires_at: Timestamp,
}

/// A sign-in that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Who it is.
    pub user: User,
    /// When the token was last noted as seen.
    pub last_seen_at: Timestamp,
    /// The sliding end.
    pub expires_at: Timestamp,
    /// The end that does not slide.
    pub absolute_expires_at: Timestamp,
}

impl Store {
    /// Keeps a sign-in.
    ///
    /// # Errors
    /// `NotFound` when the account is gone.
    pub async fn create_sign_in(&self, new: &NewSignIn<'_>, now: Timestamp) -> Result<(), StoreError> {
        let (at, ends) = (time::text(now), time::text(new.expires_at.min(new.absolute_expires_at)));
        let absolute = time::text(new.absolute_expires_at);
        let done = query!(
            "INSERT INTO user_sessions
                 (user_id, token_hash, user_agent, created_at, last_seen_at, expires_at, absolute_expires_at)
             SELECT u.id, $2, $3, $4, $4, $5, $6 FROM users u WHERE u.id = $1",
            new.user_id.0,
            new.token_hash,
            new.user_agent,
            at,
            ends,
            absolute
        )
        .execute(&self.writer)
        .await?;
        if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// The sign-in that a token stands for: not expired, of an account that may be used.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn find_sign_in(&self, token_hash: &str, now: Timestamp) -> Result<Option<SignIn>, StoreError> {
        let at = time::text(now);
        let row = query!(
            r#"SELECT u.id AS "id!", u.username, u.email, u.role, u.created_at AS "created_at!: Moment",
                      s.last_seen_at AS "last_seen_at!: Moment", s.expires_at AS "expires_at!: Moment",
                      s.absolute_expires_at AS "absolute_expires_at!: Moment"
               FROM user_sessions s JOIN users u ON u.id = s.user_id
               WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.absolute_expires_at > $2
                 AND u.is_active IS TRUE"#,
            token_hash,
            at
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|row| SignIn {
            user: User {
                id: UserId(row.id),
                username: row.username,
                email: row.email,
                role: Role::from_id(&row.role),
                created_at: row.created_at.into(),
            },
            last_seen_at: row.last_seen_at.into(),
            expires_at: row.expires_at.into(),
            absolute_expires_at: row.absolute_expires_at.into(),
        }))
    }

    /// Notes that a token was seen and moves its end on, never past the absolute one. A sign-in that
    /// ended in the meantime stays ended.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn touch_sign_in(
        &self,
        token_hash: &str,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let (at, ends) = (time::text(now), time::text(expires_at));
        query!(
            "UPDATE user_sessions
             SET last_seen_at = $2,
                 expires_at = CASE WHEN $3 > absolute_expires_at THEN absolute_expires_at ELSE $3 END
             WHERE token_hash = $1",
            token_hash,
            at,
            ends
        )
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Ends a sign-in; an unknown one is no error.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn delete_sign_in(&self, token_hash: &str) -> Result<(), StoreError> {
        query!("DELETE FROM user_sessions WHERE token_hash = $1", token_hash).execute(&self.writer).await?;
        Ok(())
    }

    /// Ends all sign-ins of an account, on every device.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn delete_sign_ins_of(&self, user: UserId) -> Result<(), StoreError> {
        query!("DELETE FROM user_sessions WHERE user_id = $1", user.0).execute(&self.writer).await?;
        Ok(())
    }

    /// Removes the sign-ins that have ended.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn delete_expired_sign_ins(&self, now: Timestamp) -> Result<(), StoreError> {
        let at = time::text(now);
        query!("DELETE FROM user_sessions WHERE expires_at <= $1 OR absolute_expires_at <= $1", at)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}
