use leptos::prelude::*;

/// One dimension of a score: its name, a bar of ten cells, and the number with one decimal.
#[component]
pub fn Meter(
    /// What is measured.
    #[prop(into)]
    name: Oco<'static, str>,
    /// 0–10 points; beyond that it is drawn as the nearest end.
    value: f64,
    /// What moved it, in a few words.
    #[prop(optional, into)]
    note: MaybeProp<String>,
) -> impl IntoView {
    // Each cell takes ten units of the viewBox: nine of light and one of gap.
    let lit = format!("{:.1}", value.clamp(0.0, 10.0) * 10.0);
    view! {
        <div class="dimension">
            <span class="dimension-name">{name}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <line class="track" x1="0" y1="4" x2="100" y2="4" />
                <line class="value" x1="0" y1="4" x2=lit y2="4" />
            </svg>
            <span class="dimension-value">
                {format!("{value:.1}")} <span class="visually-hidden">" of 10"</span>
            </span>
            {move || note.get().map(|note| view! { <p class="dimension-note">{note}</p> })}
        </div>
    }
}
