//! Accounts.

use domain::{
    Timestamp, UserId,
    account::{Role, User},
};
use sqlx::{SqliteConnection, query, query_as, query_scalar};

use crate::{
    Store, StoreError,
    time::{self, Moment},
};

/// An account to be made; the fields are checked by the caller.
pub struct NewUser<'a> {
    /// Name to sign in with.
    pub username: &'a str,
    /// Address.
    pub email: &'a str,
    /// The password's argon2 hash, never the password.
    pub password_hash: &'a str,
    /// Given name.
    pub first_name: Option<&'a str>,
    /// Family name.
    pub last_name: Option<&'a str>,
}

/// What a sign-in is checked against. Not printable: it holds the password's hash.
pub struct Credentials {
    /// Who it would be.
    pub user: User,
    /// The password's argon2 hash.
    pub password_hash: String,
    /// Whether the account may be used.
    pub is_active: bool,
}

struct UserRow {
    id: i64,
    username: String,
    email: String,
    role: String,
    created_at: Timestamp,
}

impl From<UserRow> for User {
    fn from(row: UserRow) -> Self {
        Self {
            id: UserId(row.id),
            username: row.username,
            email: row.email,
            role: Role::from_id(&row.role),
            created_at: row.created_at,
        }
    }
}

impl Store {
    /// Makes an account and its first project. The first account of all becomes the administrator.
    ///
    /// # Errors
    /// `Taken` with the form field when another account has the name or the address, in whatever case.
    pub async fn create_user(
        &self,
        new: &NewUser<'_>,
        first_project_name: &str,
        now: Timestamp,
    ) -> Result<User, StoreError> {
        let at = time::text(now);
        let mut tx = self.begin().await?;
        let before = query!(
            r#"SELECT EXISTS(SELECT 1 FROM users) AS "any!: bool",
                      EXISTS(SELECT 1 FROM users WHERE lower(username) = lower($1)) AS "username!: bool",
                      EXISTS(SELECT 1 FROM users WHERE lower(email) = lower($2)) AS "email!: bool""#,
            new.username,
            new.email
        )
        .fetch_one(&mut *tx)
        .await?;
        if before.username {
            return Err(StoreError::Taken("username"));
        }
        if before.email {
            return Err(StoreError::Taken("email"));
        }
        let role = if before.any { Role::Member } else { Role::Admin };
        let user = insert(&mut tx, new, role, &at).await?;
        query!(
            "INSERT INTO projects (user_id, name, created_at, updated_at) VALUES ($1, $2, $3, $3)",
            user.id.0,
            first_project_name,
            at
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(user)
    }

    /// What to check a sign-in against, by username or email in whatever case.
    ///
    /// # Errors
    /// `Driver` only: an unknown login is `None`.
    pub async fn credentials(&self, login: &str) -> Result<Option<Credentials>, StoreError> {
        let row = query!(
            r#"SELECT id AS "id!", username, email, role, created_at AS "created_at!: Moment", password_hash,
                      is_active IS TRUE AS "is_active!: bool"
               FROM users WHERE lower(username) = lower($1) OR lower(email) = lower($1)"#,
            login
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|row| Credentials {
            user: User {
                id: UserId(row.id),
                username: row.username,
                email: row.email,
                role: Role::from_id(&row.role),
                created_at: row.created_at.into(),
            },
            password_hash: row.password_hash,
            is_active: row.is_active,
        }))
    }

    /// An account.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_user(&self, id: UserId) -> Result<User, StoreError> {
        let row = query_as!(
            UserRow,
            r#"SELECT id AS "id!", username, email, role, created_at AS "created_at!: Moment"
               FROM users WHERE id = $1"#,
            id.0
        )
        .fetch_optional(&self.readers)
        .await?;
        row.map(User::from).ok_or(StoreError::NotFound)
    }

    /// Notes that the account was signed in to.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn record_login(&self, id: UserId, now: Timestamp) -> Result<(), StoreError> {
        let at = time::text(now);
        let done = query!("UPDATE users SET last_login_at = $2, updated_at = $2 WHERE id = $1", id.0, at)
            .execute(&self.writer)
            .await?;
        if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// How many accounts there are.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn count_users(&self) -> Result<u32, StoreError> {
        Ok(query_scalar!(r#"SELECT COUNT(*) AS "count!: u32" FROM users"#).fetch_one(&self.readers).await?)
    }

    /// Deletes an account with everything that belongs to it. Returns the paths of the files whose
    /// rows went with it.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_user(&self, id: UserId) -> Result<Vec<String>, StoreError> {
        let mut tx = self.begin().await?;
        let paths = query_scalar!(
            "SELECT f.file_path FROM song_files f
             JOIN songs s ON s.id = f.song_id JOIN projects p ON p.id = s.project_id
             WHERE p.user_id = $1",
            id.0
        )
        .fetch_all(&mut *tx)
        .await?;
        let done = query!("DELETE FROM users WHERE id = $1", id.0).execute(&mut *tx).await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        tx.commit().await?;
        Ok(paths)
    }
}

async fn insert(
    tx: &mut SqliteConnection,
    new: &NewUser<'_>,
    role: Role,
    at: &str,
) -> Result<User, StoreError> {
    let role = role.id();
    let row = query_as!(
        UserRow,
        r#"INSERT INTO users
               (username, email, password_hash, first_name, last_name, role, created_at, updated_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
           RETURNING id AS "id!", username, email, role, created_at AS "created_at!: Moment""#,
        new.username,
        new.email,
        new.password_hash,
        new.first_name,
        new.last_name,
        role,
        at
    )
    .fetch_one(tx)
    .await?;
    Ok(row.into())
}
