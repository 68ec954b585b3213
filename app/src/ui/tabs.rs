use crate::browser;
use leptos::{ev::KeyboardEvent, prelude::*};

/// One panel of [`Tabs`], with the word on its tab.
#[slot]
pub struct Tab {
    /// Unique on the page.
    id: &'static str,
    /// The word on the tab; also the panel's heading where no script runs.
    label: &'static str,
    /// What stands in the panel.
    children: Children,
}

/// Panels of which one shows at a time. Arrow keys, Home and End move between the tabs.
///
/// ```ignore
/// <Tabs label="Song">
///     <Tab slot id="sheet" label="Sheet">"…"</Tab>
///     <Tab slot id="clean" label="Clean lyrics">"…"</Tab>
/// </Tabs>
/// ```
///
/// Without a script all panels stand open, one below the other, each under its heading.
#[component]
pub fn Tabs(
    /// What the tabs divide, for screen readers.
    label: &'static str,
    /// Which panel shows, from 0.
    #[prop(optional, into)]
    selected: RwSignal<usize>,
    /// The panels.
    #[prop(name = "tab")]
    tabs: Vec<Tab>,
) -> impl IntoView {
    let ids: Vec<&'static str> = tabs.iter().map(|tab| tab.id).collect();
    let keys = move |event: KeyboardEvent| {
        if let Some(next) = neighbour(&event.key(), selected.get_untracked(), ids.len()) {
            event.prevent_default();
            selected.set(next);
            browser::focus(&tab_id(ids[next]));
        }
    };
    let buttons = tabs
        .iter()
        .enumerate()
        .map(|(at, tab)| view! { <TabButton id=tab.id label=tab.label at selected /> });
    let buttons = buttons.collect_view();
    let panels = tabs.into_iter().enumerate().map(|(at, tab)| {
        view! {
            <div
                class="tab-panel"
                role="tabpanel"
                id=tab.id
                aria-labelledby=tab_id(tab.id)
                data-selected=move || (selected.get() == at).to_string()
            >
                <h2 class="tab-panel-title">{tab.label}</h2>
                {(tab.children)()}
            </div>
        }
    });
    view! {
        <div class="tabs">
            <div class="tablist" role="tablist" aria-label=label on:keydown=keys>
                {buttons}
            </div>
            {panels.collect_view()}
        </div>
    }
}

#[component]
fn TabButton(id: &'static str, label: &'static str, at: usize, selected: RwSignal<usize>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="tab"
            role="tab"
            id=tab_id(id)
            aria-controls=id
            aria-selected=move || (selected.get() == at).to_string()
            tabindex=move || if selected.get() == at { "0" } else { "-1" }
            on:click=move |_| selected.set(at)
        >
            {label}
        </button>
    }
}

fn tab_id(panel: &str) -> String {
    format!("{panel}-tab")
}

/// The tab that a key leads to from the tab `at` of `count`; none for other keys.
fn neighbour(key: &str, at: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowRight" => Some((at + 1) % count),
        "ArrowLeft" => Some(at.checked_sub(1).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::neighbour;

    #[test]
    fn arrow_keys_walk_the_tabs_in_a_circle() {
        assert_eq!(neighbour("ArrowRight", 2, 3), Some(0));
        assert_eq!(neighbour("ArrowLeft", 0, 3), Some(2));
        assert_eq!(neighbour("Home", 2, 3), Some(0));
        assert_eq!(neighbour("End", 0, 3), Some(2));
        assert_eq!(neighbour("Tab", 0, 3), None);
    }
}
