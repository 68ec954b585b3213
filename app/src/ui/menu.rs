use super::{Icon, IconName};
use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast};

/// A button that unfolds a short list of links and buttons (`.menu-item`). Works without a script.
///
/// Escape, a click elsewhere and a choice close it.
#[component]
pub fn Menu(
    /// The words on its button; its accessible name where `icon_only`.
    #[prop(into)]
    label: Oco<'static, str>,
    /// A picture before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// True to show the picture only.
    #[prop(optional)]
    icon_only: bool,
    /// True to align the list with the button's start instead of its end.
    #[prop(optional)]
    start: bool,
    /// The `.menu-item`s.
    children: Children,
) -> impl IntoView {
    let menu = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    Effect::new(move || {
        let listener = window_event_listener(ev::pointerdown, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Node>().ok());
            if let Some(menu) = menu.get_untracked()
                && !menu.contains(target.as_ref())
            {
                menu.set_open(false);
            }
        });
        on_cleanup(move || listener.remove());
    });
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
            if let Some(Ok(Some(summary))) = menu.get_untracked().map(|menu| menu.query_selector("summary"))
                && let Some(summary) = summary.dyn_ref::<leptos::web_sys::HtmlElement>()
            {
                // Only a detached element refuses focus, and this one was just used.
                let _ = summary.focus();
            }
        }
    };
    let face = if icon_only {
        view! { <span class="visually-hidden">{label}</span> }.into_any()
    } else {
        view! {
            <span>{label}</span>
            <Icon name=IconName::ChevronDown class="icon-chevron" />
        }
        .into_any()
    };
    view! {
        <details class=if start { "menu menu--start" } else { "menu" } node_ref=menu on:keydown=escape>
            <summary class=if icon_only { "button button--quiet button--icon" } else { "button button--quiet" }>
                {icon.map(|name| view! { <Icon name /> })}
                {face}
            </summary>
            <div class="menu-panel" on:click=move |_| close()>
                {children()}
            </div>
        </details>
    }
}
