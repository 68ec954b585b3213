//! The ten dimensions of a score.

use leptos::prelude::*;
use songcraft::score::Score;

use crate::ui::Meter;

/// A meter for each dimension, with what moved it.
#[component]
pub(super) fn Scores(score: Score, judged: Option<f64>) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="score-heading">
            <h2 id="score-heading">"Score"</h2>
            {judged.map(|judged| view! {
                <p class="small">
                    {format!("Songcraft gives {:.1}, the model {judged:.1}; the score is the mean of both.", score.total)}
                </p>
            })}
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
