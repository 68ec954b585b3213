use leptos::prelude::*;

/// Three quarters of a circle, open at the bottom, from lower left to lower right.
const ARC: &str = "M20.3 79.7a42 42 0 1 1 59.4 0";
const TICKS: &str = "M14.6 85.4a50 50 0 1 1 70.8 0";

/// A song's score of 0–100 on a dial, with the number in it; a dash while there is none.
#[component]
pub fn ScoreDial(
    /// 0–100, or none yet.
    #[prop(into)]
    score: Signal<Option<u8>>,
    /// True for the size of a list's row.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let number = move || score.get().map_or_else(|| "–".to_owned(), |score| score.min(100).to_string());
    // With pathLength 100, a dash as long as the score lights that share of the arc.
    let lit = move || format!("{} 200", score.get().unwrap_or(0).min(100));
    let spoken = move || match score.get() {
        Some(_) => " of 100",
        None => " no score yet",
    };
    view! {
        <div class=if small { "score-ring score-ring--small" } else { "score-ring" }>
            <svg viewBox="-2 -2 104 104" aria-hidden="true">
                <path class="ticks" d=TICKS pathLength="100" stroke-dasharray="0.6 9.34" />
                <path class="track" d=ARC />
                <path class="value" d=ARC pathLength="100" stroke-dasharray=lit />
            </svg>
            <span class="score-number">{number}<span class="visually-hidden">{spoken}</span></span>
            <span class="score-label" aria-hidden="true">"of 100"</span>
        </div>
    }
}
