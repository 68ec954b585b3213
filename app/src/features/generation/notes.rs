//! What the reviewers of the latest round say.

use domain::generation::{Progress, ReviewNote, ReviewerNotes};
use leptos::prelude::*;

/// Notes, a reviewer each.
#[component]
pub(super) fn Notes(progress: RwSignal<Progress>) -> impl IntoView {
    let notes = Memo::new(move |_| progress.with(|progress| progress.notes.clone()));
    view! {
        {move || {
            let notes = notes.get();
            (!notes.is_empty()).then(|| view! {
                <section class="notes" aria-label="Reviewers' notes">
                    {notes.into_iter().map(|notes| view! { <Reviewer notes /> }).collect_view()}
                </section>
            })
        }}
    }
}

#[component]
fn Reviewer(notes: ReviewerNotes) -> impl IntoView {
    let count = notes.notes.len();
    view! {
        <article class="note">
            <h3 class="note-head">{notes.reviewer} <span>{count}</span></h3>
            {if notes.notes.is_empty() {
                view! { <p>"Nothing to say against it."</p> }.into_any()
            } else {
                notes.notes.into_iter().map(|note| view! { <p>{sentence(note)}</p> }).collect_view().into_any()
            }}
        </article>
    }
}

fn sentence(note: ReviewNote) -> String {
    match note.line {
        Some(line) => format!("Line {line}: {}", note.text),
        None => note.text,
    }
}
