use super::{Button, ButtonVariant, Icon, IconName};
use crate::browser;
use leptos::prelude::*;
use std::time::Duration;

const READING_TIME: Duration = Duration::from_secs(6);
const TIME_TO_UNDO: Duration = Duration::from_secs(12);

#[derive(Clone)]
struct Toast {
    id: u64,
    icon: IconName,
    text: String,
    action: Option<(String, Callback<()>)>,
}

/// Says short things at the edge of the page; from [`use_toaster`].
#[derive(Clone, Copy)]
pub struct Toaster {
    toasts: RwSignal<Vec<Toast>>,
    next: StoredValue<u64>,
}

impl Toaster {
    /// Says that something was done; goes by itself.
    pub fn done(self, text: impl Into<String>) {
        let id = self.push(IconName::Check, text.into(), None);
        browser::after(READING_TIME, move || self.dismiss(id));
    }

    /// Says that something was done and offers one action, such as undo; goes by itself.
    pub fn offer(self, text: impl Into<String>, action: impl Into<String>, run: impl Into<Callback<()>>) {
        let id = self.push(IconName::Check, text.into(), Some((action.into(), run.into())));
        browser::after(TIME_TO_UNDO, move || self.dismiss(id));
    }

    /// Says that something failed; stays until it is closed.
    pub fn failed(self, text: impl Into<String>) {
        self.push(IconName::Warning, text.into(), None);
    }

    fn push(self, icon: IconName, text: String, action: Option<(String, Callback<()>)>) -> u64 {
        let id = self.next.try_update_value(|next| {
            *next += 1;
            *next
        });
        let id = id.unwrap_or_default();
        self.toasts.try_update(|toasts| toasts.push(Toast { id, icon, text, action }));
        id
    }

    fn dismiss(self, id: u64) {
        // The page may be gone by the time a toast's time is up.
        self.toasts.try_update(|toasts| toasts.retain(|toast| toast.id != id));
    }
}

/// Makes a [`Toaster`] available below this component; call it once, beside [`Toasts`].
pub fn provide_toaster() {
    provide_context(Toaster { toasts: RwSignal::new(Vec::new()), next: StoredValue::new(0) });
}

/// The page's [`Toaster`]. Without [`provide_toaster`] above, what it says is heard nowhere.
pub fn use_toaster() -> Toaster {
    use_context::<Toaster>()
        .unwrap_or_else(|| Toaster { toasts: RwSignal::new(Vec::new()), next: StoredValue::new(0) })
}

/// The place where toasts appear, and where a screen reader hears them. Once, at the end of the shell.
#[component]
pub fn Toasts() -> impl IntoView {
    let toaster = use_toaster();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toaster.toasts.get() key=|toast| toast.id let:toast>
                <ToastView toaster toast />
            </For>
        </div>
    }
}

#[component]
fn ToastView(toaster: Toaster, toast: Toast) -> impl IntoView {
    let id = toast.id;
    let action = toast.action.map(|(words, run)| {
        let click = move |_| {
            run.run(());
            toaster.dismiss(id);
        };
        view! { <Button on_click=click>{words}</Button> }
    });
    view! {
        <div class="toast">
            <Icon name=toast.icon />
            <span>{toast.text}</span>
            {action}
            <Button
                variant=ButtonVariant::Quiet
                icon=IconName::X
                label="Close"
                on_click=move |_| toaster.dismiss(id)
            />
        </div>
    }
}
