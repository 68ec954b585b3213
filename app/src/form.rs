//! Forms that work before WASM has arrived, and keep what was typed when they are refused.
//!
//! With a script, [`Form::action`] sends the form and the inputs keep their text. Without one, the
//! browser posts the form, the server keeps a refused one for a few minutes and shows the page again
//! with [`Returned`] in it.

use std::collections::BTreeMap;

use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Deserialize, Serialize};

use crate::AppError;

/// A form that was posted without a script and refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Returned {
    /// The path of the server function it was sent to.
    pub path: String,
    /// What was typed, without passwords.
    pub fields: BTreeMap<String, String>,
    /// Why it was refused.
    pub error: AppError,
}

/// The page's [`Returned`], gone once the person has moved to another page.
#[derive(Clone, Copy)]
struct ReturnedContext(RwSignal<Option<Returned>>);

/// Makes a refused form known to the page; once, at the root.
pub(crate) fn provide_returned() {
    let returned = SharedValue::new(|| {
        #[cfg(feature = "ssr")]
        {
            use_context::<crate::host::RequestContext>().and_then(|request| request.returned)
        }
        #[cfg(not(feature = "ssr"))]
        {
            None
        }
    });
    provide_context(ReturnedContext(RwSignal::new(returned.into_inner())));
}

/// Forgets a refused form; called when the person moves to another page.
pub(crate) fn forget_returned() {
    if let Some(ReturnedContext(returned)) = use_context() {
        returned.set(None);
    }
}

/// A form's action with what it was refused for.
pub(crate) struct Form<S>
where
    S: ServerFn + Send + Sync + Clone + 'static,
    S::Output: Send + Sync + 'static,
    S::Error: Send + Sync + 'static,
{
    /// For `ActionForm`.
    pub(crate) action: ServerAction<S>,
    returned: StoredValue<Option<Returned>>,
}

impl<S> Copy for Form<S>
where
    S: ServerFn + Send + Sync + Clone + 'static,
    S::Output: Send + Sync + 'static,
    S::Error: Send + Sync + 'static,
{
}

#[expect(
    clippy::expl_impl_clone_on_copy,
    reason = "a derive would ask `S: Copy`, which no server function is"
)]
impl<S> Clone for Form<S>
where
    S: ServerFn + Send + Sync + Clone + 'static,
    S::Output: Send + Sync + 'static,
    S::Error: Send + Sync + 'static,
{
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Form<S>
where
    S: ServerFn<Error = AppError> + Send + Sync + Clone + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    /// A form over the server function `S`.
    pub(crate) fn new() -> Self {
        let returned = use_context::<ReturnedContext>()
            .and_then(|ReturnedContext(returned)| returned.get_untracked())
            .filter(|returned| returned.path == S::PATH);
        Self { action: ServerAction::new(), returned: StoredValue::new(returned) }
    }

    /// What was typed into a field before the form came back, or nothing.
    pub(crate) fn typed(self, field: &str) -> Option<String> {
        self.returned.with_value(|returned| returned.as_ref()?.fields.get(field).cloned())
    }

    /// Why the form was refused, if it was.
    pub(crate) fn refusal(self) -> Signal<Option<AppError>> {
        let value = self.action.value();
        Signal::derive(move || match value.get() {
            Some(Err(error)) => Some(error),
            Some(Ok(_)) => None,
            None => self.returned.with_value(|returned| Some(returned.as_ref()?.error.clone())),
        })
    }

    /// The sentence at a field.
    pub(crate) fn error(self, field: &'static str) -> Signal<Option<String>> {
        let refusal = self.refusal();
        Signal::derive(move || refusal.get()?.fields.get(field).map(str::to_owned))
    }

    /// The sentence for the whole form: a refusal that no field explains.
    pub(crate) fn message(self) -> Signal<Option<String>> {
        let refusal = self.refusal();
        Signal::derive(move || {
            refusal.get().filter(|error| error.fields.is_empty()).map(|error| error.message)
        })
    }

    /// Calls `done` whenever the form was accepted.
    pub(crate) fn then(self, done: Callback<()>) {
        let value = self.action.value();
        Effect::new(move |_| {
            if matches!(value.get(), Some(Ok(_))) {
                done.run(());
            }
        });
    }

    /// True while the form is under way.
    pub(crate) fn busy(self) -> Signal<bool> {
        self.action.pending().into()
    }
}

/// The sentence for a whole form, announced when it appears.
#[component]
pub(crate) fn FormMessage(#[prop(into)] message: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div role="alert">
            {move || {
                message
                    .get()
                    .map(|message| {
                        view! {
                            <p class="form-error">
                                <crate::ui::Icon name=crate::ui::IconName::Warning />
                                <span>{message}</span>
                            </p>
                        }
                    })
            }}
        </div>
    }
}
