//! Accounts: who a user is, and the rules for signing up.

use serde::{Deserialize, Serialize};

use crate::{FieldErrors, Timestamp, UserId, fields::characters};

/// Passwords that are tried first by everyone who guesses; none of them is accepted.
const COMMON_PASSWORDS: &str = include_str!("../data/common-passwords.txt");

/// Characters from which a password is long enough to need no strength check.
const LONG_PASSWORD: usize = 15;

/// What an account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs the server: the first account.
    Admin,
    /// Writes songs.
    Member,
}

impl Role {
    /// The word in the database.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Member => "member",
        }
    }

    /// The role that a database word names; an unknown word gives the least right.
    pub fn from_id(id: &str) -> Self {
        if id == "admin" { Self::Admin } else { Self::Member }
    }
}

/// An account as the rest of the program sees it: no secret in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The row's id.
    pub id: UserId,
    /// The name to sign in with and to be greeted by.
    pub username: String,
    /// Where the user can be reached.
    pub email: String,
    /// What the account may do.
    pub role: Role,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// A sign-up whose fields are all acceptable.
#[derive(Clone, PartialEq, Eq)]
pub struct SignUp {
    /// Name to sign in with.
    pub username: String,
    /// Address, as typed but trimmed.
    pub email: String,
    /// The password in the clear; never stored, never printed.
    pub password: String,
}

impl SignUp {
    /// Checks what was typed.
    ///
    /// # Errors
    /// The sentences for `username`, `email` and `password`.
    pub fn check(username: &str, email: &str, password: &str) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let sign_up = Self {
            username: errors.take("username", check_username(username)),
            email: errors.take("email", check_email(email)),
            password: errors.take("password", check_password(password, &[username.trim(), email.trim()])),
        };
        errors.into_result(sign_up)
    }
}

/// The rule for a username: 3–50 letters, digits, `.`, `_` or `-`, beginning with a letter or digit.
///
/// # Errors
/// A sentence for the field.
pub fn check_username(typed: &str) -> Result<String, String> {
    let name = typed.trim();
    if name.is_empty() {
        return Err("Choose a username.".to_owned());
    }
    if !(3..=50).contains(&characters(name)) {
        return Err("A username has 3 to 50 characters.".to_owned());
    }
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    if !name.chars().all(allowed) || !name.starts_with(char::is_alphanumeric) {
        return Err(
            "A username is made of letters, digits, dots, dashes and underscores, and begins with a \
                    letter or digit."
                .to_owned(),
        );
    }
    Ok(name.to_owned())
}

/// The rule for an email address: one `@` with something on both sides, a dot in the domain, no
/// white space, at most 255 characters. Whether it receives mail is not known.
///
/// # Errors
/// A sentence for the field.
pub fn check_email(typed: &str) -> Result<String, String> {
    let email = typed.trim();
    if email.is_empty() {
        return Err("Enter your email address.".to_owned());
    }
    if characters(email) > 255 {
        return Err("An email address has at most 255 characters.".to_owned());
    }
    let plausible = email.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !host.contains('@')
            && host.split('.').count() >= 2
            && host.split('.').all(|part| !part.is_empty())
    });
    if !plausible || email.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("This does not look like an email address: name@example.com".to_owned());
    }
    Ok(email.to_owned())
}

/// The rule for a password: 15 to 128 characters, or at least 8 that are hard to guess: not on the
/// list of common passwords, six different characters or more, and not built on the user's own name.
///
/// # Errors
/// A sentence for the field.
pub fn check_password(typed: &str, own_words: &[&str]) -> Result<String, String> {
    let length = characters(typed);
    if length == 0 {
        return Err("Choose a password.".to_owned());
    }
    if length < 8 {
        return Err("A password has at least 8 characters. A short sentence is easy to remember.".to_owned());
    }
    if length > 128 {
        return Err("A password has at most 128 characters.".to_owned());
    }
    let folded = typed.to_lowercase();
    if is_common(&folded) {
        return Err("This password is on every list of common passwords. Choose another.".to_owned());
    }
    if distinct(&folded) < 6 {
        return Err("This password repeats a few characters. Use more different ones.".to_owned());
    }
    if length < LONG_PASSWORD && own_words.iter().any(|word| repeats_own_word(&folded, word)) {
        return Err("This password is built on your name or address. Choose another.".to_owned());
    }
    Ok(typed.to_owned())
}

/// A common password stays common with a few digits or signs behind it.
fn is_common(folded: &str) -> bool {
    let stem = folded.trim_end_matches(|c: char| !c.is_alphabetic());
    COMMON_PASSWORDS.lines().any(|common| common == folded || (stem.len() >= 4 && common == stem))
}

fn distinct(text: &str) -> usize {
    text.chars().collect::<std::collections::BTreeSet<_>>().len()
}

fn repeats_own_word(folded: &str, word: &str) -> bool {
    let word = word.split('@').next().unwrap_or_default().to_lowercase();
    characters(&word) >= 3 && folded.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_sign_up_gets_its_own_sentence() {
        let errors = SignUp::check("a", "nowhere", "short").err().expect("three faults");
        assert_eq!(
            errors.iter().map(|(field, _)| field).collect::<Vec<_>>(),
            ["email", "password", "username"]
        );
    }

    #[test]
    fn a_username_may_be_in_any_script_but_holds_no_space() {
        assert_eq!(check_username("  Åsa_77 ").as_deref(), Ok("Åsa_77"));
        assert!(check_username("two words").is_err());
        assert!(check_username("-dash").is_err());
        assert!(check_username("<script>").is_err());
    }

    #[test]
    fn an_address_needs_a_name_and_a_domain() {
        assert!(check_email("ann@example.com").is_ok());
        for bad in ["@example.com", "ann@", "ann@host", "ann@.com", "a b@c.de", "a@b@c.de"] {
            assert!(check_email(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn common_repeated_and_personal_passwords_are_refused() {
        for bad in ["password", "Password123!", "aaaaaaaaaaaaaaaaaaaa", "annabel7-x"] {
            assert!(check_password(bad, &["annabel"]).is_err(), "{bad}");
        }
        assert!(check_password("tin roof rain", &["annabel"]).is_ok());
        assert!(check_password(&"ab cd ef gh ij ".repeat(9), &[]).is_err(), "over 128");
    }
}
