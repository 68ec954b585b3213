//! The score by round, as a small chart with its numbers.

use domain::{generation::Progress, stage::Stage};
use leptos::prelude::*;

const WIDTH: f64 = 280.0;
const HEIGHT: f64 = 120.0;
const INSET: (f64, f64) = (28.0, 22.0);

/// Scores of draft, rounds and critic; the threshold as a dashed line.
#[component]
pub(super) fn RoundChart(progress: RwSignal<Progress>, threshold: f64) -> impl IntoView {
    let points = move || {
        progress.with(|progress| {
            progress
                .scores
                .iter()
                .map(|(step, score)| {
                    let name = match step.stage {
                        Stage::Draft => "draft".to_owned(),
                        Stage::Review => step.round.to_string(),
                        stage => stage.id().to_owned(),
                    };
                    (name, *score)
                })
                .collect::<Vec<_>>()
        })
    };
    view! {
        <section aria-labelledby="rounds-heading">
            <h2 id="rounds-heading" class="small">"Score by round"</h2>
            {move || {
                let points = points();
                if points.is_empty() {
                    view! { <p class="muted small">"The first score comes with the draft."</p> }.into_any()
                } else {
                    view! { <Chart points threshold /> }.into_any()
                }
            }}
        </section>
    }
}

#[component]
fn Chart(points: Vec<(String, f64)>, threshold: f64) -> impl IntoView {
    let best = points.iter().map(|(_, score)| *score).fold(0.0, f64::max);
    let places: Vec<(f64, f64)> =
        points.iter().enumerate().map(|(at, (_, score))| (across(at, points.len()), down(*score))).collect();
    let line = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ");
    let label =
        points.iter().map(|(name, score)| format!("{name}: {score:.1}")).collect::<Vec<_>>().join(", ");
    let (left, right) = (INSET.0, WIDTH - INSET.0);
    view! {
        <svg class="round-chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=format!("Score by round. {label}")>
            <line class="grid-line" x1=left x2=right y1=down(50.0) y2=down(50.0) />
            <line class="threshold" x1=left x2=right y1=down(threshold) y2=down(threshold) />
            <polyline class="line" points=line />
            {points
                .into_iter()
                .zip(places)
                .map(|((name, score), (x, y))| {
                    let dot = if score >= best { "dot dot--best" } else { "dot" };
                    view! {
                        <circle class=dot cx=x cy=y r="3.5" />
                        <text class="value" x=x y=y - 8.0 text-anchor="middle">{format!("{score:.0}")}</text>
                        <text x=x y=HEIGHT - 4.0 text-anchor="middle">{name}</text>
                    }
                })
                .collect_view()}
        </svg>
    }
}

/// Where point `at` of `count` lies from left to right.
fn across(at: usize, count: usize) -> f64 {
    let room = WIDTH - 2.0 * INSET.0;
    INSET.0 + if count < 2 { room / 2.0 } else { room * at as f64 / (count - 1) as f64 }
}

/// Where a score lies from top to bottom: 100 on top, 40 and less at the foot.
fn down(score: f64) -> f64 {
    let share = ((score - 40.0) / 60.0).clamp(0.0, 1.0);
    INSET.1 + (1.0 - share) * (HEIGHT - 2.0 * INSET.1)
}
