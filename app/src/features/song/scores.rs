//! The ten dimensions of a score.

use leptos::prelude::*;
use songcraft::score::Score;

use crate::ui::Meter;

/// A meter for each dimension, with what moved it.
#[component]
pub(super) fn Scores(score: Score) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="score-heading">
            <h2 id="score-heading">"Score"</h2>
            {score.capped.map(|reason| view! { <p class="callout callout--warning">{reason}</p> })}
            <div class="dimensions">
                {score
                    .dimensions
                    .into_iter()
                    .map(|dimension| view! { <Meter name=dimension.name value=dimension.value note=dimension.note /> })
                    .collect_view()}
            </div>
        </section>
    }
}
