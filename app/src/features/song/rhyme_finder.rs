//! Rhymes for a word, found in the browser while it is typed.

use leptos::prelude::*;
use songcraft::rhyme::{RhymeCandidate, RhymeKind, RhymeQuery};

use crate::{AppError, engine};

/// Words of each kind that are shown.
const MOST: usize = 60;
/// The kinds that are looked for, the closest first.
const KINDS: [(RhymeKind, &str); 4] = [
    (RhymeKind::Multisyllabic, "Over several syllables"),
    (RhymeKind::Perfect, "Perfect"),
    (RhymeKind::Family, "Near"),
    (RhymeKind::Assonance, "Same vowel"),
];

/// What has been found, or why nothing could be.
type Found = Result<Vec<RhymeCandidate>, AppError>;

/// A field for a word, and the words that rhyme with it.
#[component]
pub(super) fn RhymeFinder() -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(None::<(String, Found)>);
    Effect::new(move |_| {
        let phrase = typed.get().trim().to_owned();
        if phrase.is_empty() {
            found.set(None);
            return;
        }
        leptos::task::spawn_local(async move {
            let answer = find(phrase.clone()).await;
            // Whoever types on does not want the answer to what stood there before.
            if typed.try_with_untracked(|now| now.trim() == phrase) == Some(true) {
                found.set(Some((phrase, answer)));
            }
        });
    });
    view! {
        <section class="panel rhymes needs-script" aria-labelledby="rhymes-heading">
            <h2 id="rhymes-heading">"Rhymes"</h2>
            <div class="field">
                <label for="rhyme-word">"Words that rhyme with"</label>
                <input
                    id="rhyme-word"
                    class="input"
                    type="text"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength="80"
                    placeholder="a word, or the end of a line"
                    on:input:target=move |event| typed.set(event.target().value())
                />
            </div>
            <div aria-live="polite">{move || found.get().map(|(phrase, answer)| lists(&phrase, answer))}</div>
        </section>
    }
}

async fn find(phrase: String) -> Found {
    let mut all = Vec::new();
    for (kind, _) in KINDS {
        let query = RhymeQuery { kinds: vec![kind], limit: MOST, ..RhymeQuery::default() };
        all.extend(engine::rhymes(phrase.clone(), query).await?);
    }
    Ok(all)
}

fn lists(phrase: &str, answer: Found) -> AnyView {
    let words = match answer {
        Ok(words) => words,
        Err(error) => return view! { <p class="field-hint">{error.message}</p> }.into_any(),
    };
    if words.is_empty() {
        return view! { <p class="field-hint">"Nothing rhymes with “" {phrase.to_owned()} "”."</p> }
            .into_any();
    }
    KINDS
        .into_iter()
        .filter_map(|(kind, label)| {
            let of_kind: Vec<String> =
                words.iter().filter(|found| found.kind == kind).map(|found| found.word.clone()).collect();
            (!of_kind.is_empty()).then(|| {
                view! {
                    <h3 class="rhymes-kind">{label}</h3>
                    <ul class="rhymes-words">
                        {of_kind.into_iter().map(|word| view! { <li>{word}</li> }).collect_view()}
                    </ul>
                }
            })
        })
        .collect_view()
        .into_any()
}
