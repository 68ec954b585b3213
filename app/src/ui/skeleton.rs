use leptos::prelude::*;

/// Stands where something is being loaded, in about its size.
#[component]
pub fn Skeleton(
    /// What is being loaded, for screen readers: "Loading your songs".
    label: &'static str,
    /// How many lines it takes.
    #[prop(default = 3)]
    lines: usize,
) -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{label}</span>
            {(0..lines).map(|_| view! { <div class="skeleton-line"></div> }).collect_view()}
        </div>
    }
}
