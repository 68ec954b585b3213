//! The log of a run, the newest last.

use domain::{Timestamp, generation::Progress};
use leptos::prelude::*;

/// What was said, with seconds since writing began.
#[component]
pub(super) fn Log(progress: RwSignal<Progress>) -> impl IntoView {
    let entries = move || progress.with(|progress| progress.log.clone());
    let begun = move || progress.with(|progress| progress.log.first().map_or(Timestamp(0), |(at, _)| *at));
    view! {
        <section aria-labelledby="log-heading">
            <h2 id="log-heading" class="small">"Log"</h2>
            // Scrollable, so it must be reachable by keyboard.
            <ol class="log" tabindex="0" aria-labelledby="log-heading">
                {move || {
                    let begun = begun();
                    entries()
                        .into_iter()
                        .map(|(at, sentence)| view! {
                            <li>
                                <span class="log-time">{format!("{:.1}", at.since(begun) as f64 / 1_000.0)}</span>
                                <span>{sentence}</span>
                            </li>
                        })
                        .collect_view()
                }}
            </ol>
        </section>
    }
}
