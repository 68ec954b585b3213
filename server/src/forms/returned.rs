//! Refused forms, kept for a few minutes so that their page can show them again.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::form::Returned;
use axum::extract::Request;
use domain::UserId;

use crate::middleware::random_hex;

/// The query parameter with a refused form's key.
pub(crate) const PARAMETER: &str = "returned";

/// Forms kept at most …
const KEPT: usize = 200;
/// … bytes that they may have together …
const BYTES: usize = 4 * 1024 * 1024;
/// … and how long each is kept.
const KEPT_FOR: Duration = Duration::from_mins(10);

/// The refused forms of one process, the oldest first.
#[derive(Default)]
pub(crate) struct ReturnedForms(Mutex<VecDeque<Entry>>);

struct Entry {
    key: String,
    /// Who sent it; a form that was sent by nobody is found by everybody who has the key.
    sender: Option<UserId>,
    at: Instant,
    form: Returned,
}

impl Entry {
    fn bytes(&self) -> usize {
        self.form.fields.iter().map(|(name, value)| name.len() + value.len()).sum()
    }
}

impl ReturnedForms {
    /// Keeps a form and gives its key: 128 random bits in hexadecimal digits.
    pub(crate) fn keep(&self, form: Returned, sender: Option<UserId>) -> Result<String, getrandom::Error> {
        let key = random_hex::<16>()?;
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.push_back(Entry { key: key.clone(), sender, at: Instant::now(), form });
        let mut bytes: usize = entries.iter().map(Entry::bytes).sum();
        while entries
            .front()
            .is_some_and(|oldest| entries.len() > KEPT || bytes > BYTES || oldest.at.elapsed() > KEPT_FOR)
        {
            bytes -= entries.pop_front().map_or(0, |gone| gone.bytes());
        }
        Ok(key)
    }

    /// The form of a key, if the viewer may see it. It stays, so that the page can be reloaded.
    pub(crate) fn find(&self, key: &str, viewer: Option<UserId>) -> Option<Returned> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = entries.iter().find(|entry| entry.key == key)?;
        let allowed = entry.sender.is_none() || entry.sender == viewer;
        (allowed && entry.at.elapsed() <= KEPT_FOR).then(|| entry.form.clone())
    }
}

/// The key in a request's query.
pub(crate) fn key_in(request: &Request) -> Option<&str> {
    let pairs = request.uri().query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, _)| *name == PARAMETER).map(|(_, key)| key).next()
}

#[cfg(test)]
mod tests {
    use app::{AppError, error::ErrorKind};

    use super::*;

    fn form(prompt: &str) -> Returned {
        Returned {
            path: "/api/create_song".to_owned(),
            fields: [("prompt".to_owned(), prompt.to_owned())].into(),
            error: AppError::new(ErrorKind::Fields, "Say a little more."),
        }
    }

    #[test]
    fn a_form_is_shown_again_to_its_sender_only() {
        let forms = ReturnedForms::default();
        let key = forms.keep(form("short"), Some(UserId(1))).expect("randomness");
        assert_eq!(forms.find(&key, Some(UserId(1))), Some(form("short")));
        assert_eq!(forms.find(&key, Some(UserId(2))), None);
        assert_eq!(forms.find(&key, None), None);
    }

    #[test]
    fn a_form_sent_before_signing_in_is_still_there_afterwards() {
        let forms = ReturnedForms::default();
        let key = forms.keep(form("short"), None).expect("randomness");
        assert!(forms.find(&key, Some(UserId(1))).is_some());
    }

    #[test]
    fn the_oldest_forms_make_room_for_new_ones() {
        let forms = ReturnedForms::default();
        let first = forms.keep(form("first"), None).expect("randomness");
        for _ in 0..KEPT {
            forms.keep(form("another"), None).expect("randomness");
        }
        assert_eq!(forms.find(&first, None), None);
        let long = "x".repeat(BYTES - 100);
        let second = forms.keep(form("second"), None).expect("randomness");
        let third = forms.keep(form(&long), None).expect("randomness");
        forms.keep(form(&"x".repeat(200)), None).expect("randomness");
        assert_eq!((forms.find(&second, None), forms.find(&third, None)), (None, None));
    }
}
