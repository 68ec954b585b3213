//! The score by round, as a small chart with its numbers.

use domain::{
    generation::{Progress, StepScore},
    stage::Stage,
};
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
                .map(|score| {
                    let name = match score.step.stage {
                        Stage::Draft => "draft".to_owned(),
                        Stage::Review => score.step.round.to_string(),
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
fn Chart(points: Vec<(String, StepScore)>, threshold: f64) -> impl IntoView {
    let count = points.len();
    let best = points.iter().map(|(_, score)| score.total()).fold(0.0, f64::max);
    let place = |(at, (_, score)): (usize, &(String, StepScore))| {
        format!("{:.1},{:.1}", across(at, count), down(score.total()))
    };
    let line = points.iter().enumerate().map(place).collect::<Vec<_>>().join(" ");
    let label = points.iter().map(|(name, score)| in_words(name, score)).collect::<Vec<_>>().join("; ");
    let by_two = points.iter().any(|(_, score)| score.judged.is_some());
    let (left, right) = (INSET.0, WIDTH - INSET.0);
    view! {
        <svg class="round-chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=format!("Score by round. {label}")>
            <line class="grid-line" x1=left x2=right y1=down(50.0) y2=down(50.0) />
            <line class="threshold" x1=left x2=right y1=down(threshold) y2=down(threshold) />
            <polyline class="line" points=line />
            {points
                .into_iter()
                .enumerate()
                .map(|(at, (name, score))| view! { <Point x=across(at, count) name score best /> })
                .collect_view()}
        </svg>
        {by_two.then(|| view! {
            <p class="muted small">"The line is the mean of songcraft (○) and the model (□)."</p>
        })}
    }
}

/// The score of one step: the mean as a dot, and what it is the mean of.
#[component]
fn Point(x: f64, name: String, score: StepScore, best: f64) -> impl IntoView {
    let total = score.total();
    // Above everything that is drawn for this step.
    let top = down(score.judged.map_or(total, |judged| judged.max(score.craft)));
    let dot = if total >= best { "dot dot--best" } else { "dot" };
    let parts = score.judged.map(|judged| {
        view! {
            <circle class="part" cx=x cy=down(score.craft) r="2.5" />
            <rect class="part" x=x - 2.5 y=down(judged) - 2.5 width="5" height="5" />
        }
    });
    view! {
        {parts}
        <circle class=dot cx=x cy=down(total) r="3.5" />
        <text class="value" x=x y=top - 8.0 text-anchor="middle">{format!("{total:.0}")}</text>
        <text x=x y=HEIGHT - 4.0 text-anchor="middle">{name}</text>
    }
}

/// "draft: 80.5 (songcraft 86.0, model 75.0)".
fn in_words(name: &str, score: &StepScore) -> String {
    let total = score.total();
    score.judged.map_or_else(
        || format!("{name}: {total:.1}"),
        |judged| format!("{name}: {total:.1} (songcraft {:.1}, model {judged:.1})", score.craft),
    )
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
