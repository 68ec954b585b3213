//! The lyric engine in the browser: songcraft with the lexicon that the server keeps for it.
//!
//! Engine and lexicon come when something first needs them; the lexicon then stays in the browser's cache.

use leptos::prelude::*;
use songcraft::{
    lexicon::{LEXICON_VERSION, Lexicon},
    rhyme::{RhymeCandidate, RhymeQuery, search},
};

use crate::AppError;

/// Where the server has the lexicon: another lexicon has another address.
pub fn lexicon_path() -> String {
    format!("/lexicon/{LEXICON_VERSION}.bin")
}

/// Words that rhyme with a word or a phrase.
///
/// # Errors
/// The lexicon could not be loaded.
pub(crate) async fn rhymes(phrase: String, query: RhymeQuery) -> Result<Vec<RhymeCandidate>, AppError> {
    Ok(search_in(lexicon().await?, phrase, query).await)
}

/// In a part of the program of its own, so that pages without lyrics do not carry it.
#[lazy]
fn search_in(lexicon: &'static Lexicon, phrase: String, query: RhymeQuery) -> Vec<RhymeCandidate> {
    search(lexicon, &phrase, &query)
}

#[cfg(not(feature = "hydrate"))]
fn lexicon() -> std::future::Ready<Result<&'static Lexicon, AppError>> {
    std::future::ready(Ok(Lexicon::embedded()))
}

/// The lexicon: whoever asks while it is on its way waits for the same one. After a failure the next to ask tries again.
#[cfg(feature = "hydrate")]
async fn lexicon() -> Result<&'static Lexicon, AppError> {
    use futures::future::{FutureExt, LocalBoxFuture, Shared};
    use std::cell::RefCell;

    type Load = Shared<LocalBoxFuture<'static, Result<&'static Lexicon, AppError>>>;
    thread_local!(static LOAD: RefCell<Option<Load>> = const { RefCell::new(None) });

    let load = LOAD.with_borrow_mut(|load| {
        let again = load.as_ref().and_then(Shared::peek).is_some_and(Result::is_err);
        if again {
            *load = None;
        }
        load.get_or_insert_with(|| fetch().boxed_local().shared()).clone()
    });
    load.await
}

#[cfg(feature = "hydrate")]
async fn fetch() -> Result<&'static Lexicon, AppError> {
    use crate::error::ErrorKind;

    let lost = |_| {
        AppError::new(
            ErrorKind::Offline,
            "The dictionary could not be loaded. Nothing is lost; try again in a moment.",
        )
    };
    let answer = gloo_net::http::Request::get(&lexicon_path()).send().await.map_err(lost)?;
    if !answer.ok() {
        return Err(AppError::new(
            ErrorKind::Offline,
            "The server has a newer dictionary. Reload this page.",
        ));
    }
    let bytes = answer.binary().await.map_err(lost)?;
    // The page needs it for as long as it is open.
    Ok(Box::leak(Box::new(open(bytes).await?)))
}

#[cfg(feature = "hydrate")]
#[lazy]
fn open(bytes: Vec<u8>) -> Result<Lexicon, AppError> {
    use crate::error::ErrorKind;
    Lexicon::from_bytes(bytes)
        .map_err(|_| AppError::new(ErrorKind::Offline, "The dictionary arrived damaged. Reload this page."))
}
