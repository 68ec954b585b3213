//! Signing up, in and out.

use domain::{
    Timestamp,
    account::{SignUp, User},
    project::FIRST_PROJECT,
};
use sha2::{Digest, Sha256};
use store::{NewSignIn, NewUser};

use crate::{Outcome, Studio, StudioError, random_hex};

/// A device stays signed in this long after it was last seen …
const SLIDING_MS: i64 = 14 * 24 * 3_600_000;
/// … and never longer than this after the password was typed.
const ABSOLUTE_MS: i64 = LONGEST_SIGN_IN_SECONDS * 1_000;
/// The same in seconds, for the age of the cookie.
pub const LONGEST_SIGN_IN_SECONDS: i64 = 90 * 24 * 3_600;
/// A sign-in's last sighting is written at most this often.
const TOUCH_MS: u64 = 5 * 60_000;
/// Same words for an unknown name and a wrong password.
const NO_MATCH: &str = "This name and password do not fit together. Check both, and try again.";

/// What the browser keeps: a random token of 256 bits. The server keeps its SHA-256 only.
pub struct SignInToken {
    /// Sixty-four hexadecimal digits.
    pub token: String,
    /// When it ends at the latest.
    pub ends: Timestamp,
}

/// Where a sign-in comes from, for throttling and for the list of devices.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// The network address.
    pub address: String,
    /// What the browser calls itself.
    pub user_agent: String,
}

impl Studio {
    /// Makes an account with a first project, and signs it in. The first account is the administrator.
    ///
    /// # Errors
    /// Sentences at the fields, a taken name or address among them.
    pub async fn sign_up(
        &self,
        username: &str,
        email: &str,
        password: &str,
        visitor: &Visitor,
    ) -> Outcome<(User, SignInToken)> {
        let sign_up = SignUp::check(username, email, password)?;
        let user = self.create_account(&sign_up, None).await?;
        let token = self.start_sign_in(&user, visitor).await?;
        Ok((user, token))
    }

    pub(crate) async fn create_account(&self, sign_up: &SignUp, name: Option<(&str, &str)>) -> Outcome<User> {
        let password_hash = self.passwords().hash(&sign_up.password).await?;
        let new = NewUser {
            username: &sign_up.username,
            email: &sign_up.email,
            password_hash: &password_hash,
            first_name: name.map(|(first, _)| first),
            last_name: name.map(|(_, last)| last),
        };
        Ok(self.store().create_user(&new, FIRST_PROJECT, self.now()).await?)
    }

    /// Signs in by username or email. Wrong names and wrong passwords get the same answer in the
    /// same time, and after a few of them a wait.
    ///
    /// # Errors
    /// `SignInNeeded` when the two do not fit, `TooMany` with the seconds to wait.
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
        visitor: &Visitor,
    ) -> Outcome<(User, SignInToken)> {
        let login = login.trim();
        if login.is_empty() || password.is_empty() {
            return Err(StudioError::SignInNeeded(
                "Enter your name or address, and your password.".to_owned(),
            ));
        }
        // Account and address together: a stranger who guesses elsewhere does not keep the owner out.
        // A fingerprint, because what is typed as a name may be long, and thousands of keys are kept.
        let key = fingerprint(&format!("{}\n{}", visitor.address, login.to_lowercase()));
        if let Some(seconds) = self.throttle().wait(&key, self.now()) {
            return Err(StudioError::TooMany(seconds));
        }
        let credentials = self.store().credentials(login).await?;
        let hash = credentials.as_ref().map(|found| found.password_hash.as_str());
        let fits = password.len() <= 1_024 && self.passwords().verify(password, hash).await?;
        if let Some(found) = credentials.filter(|found| fits && found.is_active) {
            self.throttle().succeeded(&key);
            self.store().record_login(found.user.id, self.now()).await?;
            let token = self.start_sign_in(&found.user, visitor).await?;
            return Ok((found.user, token));
        }
        self.throttle().failed(&key, self.now());
        Err(StudioError::SignInNeeded(NO_MATCH.to_owned()))
    }

    /// Ends the sign-in that a token stands for; an unknown token is no error.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sign_out(&self, token: &str) -> Outcome<()> {
        Ok(self.store().delete_sign_in(&fingerprint(token)).await?)
    }

    /// Whose token this is, if it still holds. Being seen moves its end on.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn signed_in(&self, token: &str) -> Outcome<Option<User>> {
        if token.len() != 64 {
            return Ok(None);
        }
        let hash = fingerprint(token);
        let Some(sign_in) = self.store().find_sign_in(&hash, self.now()).await? else { return Ok(None) };
        if self.now().since(sign_in.last_seen_at) >= TOUCH_MS {
            let end = self.now().plus(SLIDING_MS).min(sign_in.absolute_expires_at);
            self.store().touch_sign_in(&hash, self.now(), end).await?;
        }
        Ok(Some(sign_in.user))
    }

    async fn start_sign_in(&self, user: &User, visitor: &Visitor) -> Outcome<SignInToken> {
        let token = random_hex::<32>()?;
        let now = self.now();
        let user_agent: String = visitor.user_agent.chars().take(255).collect();
        let new = NewSignIn {
            user_id: user.id,
            token_hash: &fingerprint(&token),
            user_agent: &user_agent,
            expires_at: now.plus(SLIDING_MS),
            absolute_expires_at: now.plus(ABSOLUTE_MS),
        };
        self.store().create_sign_in(&new, now).await?;
        Ok(SignInToken { token, ends: now.plus(ABSOLUTE_MS) })
    }
}

fn fingerprint(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
