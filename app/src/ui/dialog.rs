use super::{Button, ButtonVariant, IconName};
use leptos::{ev::MouseEvent, html, prelude::*, text_prop::TextProp};

/// A modal dialog: opened and closed by a signal, also by Escape, its cross, and a click beside it.
///
/// The browser's own `<dialog>` keeps the focus inside and gives it back. It needs a script: whatever it
/// asks must also have a page.
#[component]
pub fn Dialog(
    /// Unique on the page.
    id: &'static str,
    /// True while it stands open.
    open: RwSignal<bool>,
    /// What it asks.
    #[prop(into)]
    title: TextProp,
    /// Its content, usually ending with a `.dialog-actions`.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let open = open.get();
        let Some(dialog) = dialog.get() else { return };
        if open && !dialog.open() {
            // Refused only while it is not on the page, where nobody could see it either.
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    // The dialog has no padding of its own: a click on the element itself is one on the backdrop.
    let beside = move |event: MouseEvent| {
        if event.target() == event.current_target() {
            open.set(false);
        }
    };
    let title_id = format!("{id}-title");
    let labelledby = title_id.clone();
    view! {
        <dialog
            class="dialog"
            id=id
            node_ref=dialog
            aria-labelledby=labelledby
            on:click=beside
            on:close=move |_| open.set(false)
        >
            <div class="dialog-body">
                <h2 id=title_id>{move || title.get()}</h2>
                {children()}
                // Last in order, so that the focus first meets what the dialog asks.
                <div class="dialog-close">
                    <Button
                        variant=ButtonVariant::Quiet
                        icon=IconName::X
                        label="Close"
                        on_click=move |_| open.set(false)
                    />
                </div>
            </div>
        </dialog>
    }
}
