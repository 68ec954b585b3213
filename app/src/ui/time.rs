use leptos::prelude::*;

/// A moment, in the words of the server: formatting it in the browser could differ from what was rendered.
#[component]
pub fn Time(
    /// RFC 3339, UTC: `2026-11-23T08:46:00Z`.
    #[prop(into)]
    iso: Oco<'static, str>,
    /// As a person says it: "23 November 2026", "4 minutes ago".
    #[prop(into)]
    text: Oco<'static, str>,
) -> impl IntoView {
    view! { <time datetime=iso.clone() title=iso>{text}</time> }
}
