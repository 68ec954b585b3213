use leptos::prelude::*;

/// The mark of the program: three lines of a song, the middle one with a fader's knob on it.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M4 6.5h16M4 12h16M4 17.5h9" />
            <circle cx="15" cy="12" r="3.25" />
        </svg>
    }
}
