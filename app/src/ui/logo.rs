use leptos::prelude::*;

/// The mark of the program: three lines of a song, the middle one with a fader's knob on it.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M4 6h16M4 12h6M4 18h16" />
            <circle cx="15.5" cy="12" r="3.5" />
        </svg>
    }
}
