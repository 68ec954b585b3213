use super::{Icon, IconName};
use leptos::prelude::*;

/// A page, or the part of one, that could not be shown: what happened, what was kept, the one thing to do.
#[component]
pub fn ErrorView(
    /// The HTTP status, where there is one.
    #[prop(optional, into)]
    status: MaybeProp<u16>,
    /// The picture beside the status.
    #[prop(default = IconName::Warning)]
    icon: IconName,
    /// In a few words.
    #[prop(into)]
    headline: Oco<'static, str>,
    /// What happened, in one or two sentences a person can act on.
    #[prop(into)]
    happened: Oco<'static, str>,
    /// What is safe all the same.
    #[prop(optional, into)]
    kept: MaybeProp<String>,
    /// The id under which the server's log has the details.
    #[prop(optional, into)]
    request_id: MaybeProp<String>,
    /// The one thing to do: a link or a button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="error-view">
            <p class="error-status">
                <Icon name=icon />
                {move || status.get().map(|status| format!("Error {status}"))}
            </p>
            <h1>{headline}</h1>
            <p>{happened}</p>
            {move || kept.get().map(|kept| view! { <p>{kept}</p> })}
            {children.map(|children| view! { <div class="cluster">{children()}</div> })}
            {move || request_id.get().map(|id| view! { <p class="request-id">"Request " <code>{id}</code></p> })}
        </section>
    }
}
