use super::{Button, ButtonVariant, IconName};
use crate::browser;
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

const ANSWER_SHOWN: Duration = Duration::from_secs(3);

/// Copies a text to the clipboard and says so, on its face and to screen readers. Hidden where no script runs.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// The words on it: "Copy lyrics".
    #[prop(default = "Copy")]
    label: &'static str,
    /// How much it asks for attention.
    #[prop(default = ButtonVariant::Quiet)]
    variant: ButtonVariant,
) -> impl IntoView {
    let answer = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            let copied = browser::copy(&text).await;
            answer.try_set(Some(copied));
            browser::after(ANSWER_SHOWN, move || {
                answer.try_set(None);
            });
        });
    };
    let words = move || match answer.get() {
        None => label,
        Some(true) => "Copied",
        Some(false) => "Not allowed to copy",
    };
    view! {
        <span class="copy needs-script">
            <Button variant icon=IconName::Copy on_click=copy>
                <span>{words}</span>
            </Button>
            <span class="visually-hidden" role="status">
                {move || answer.get().map(|_| words())}
            </span>
        </span>
    }
}
