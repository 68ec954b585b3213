use super::{Icon, IconName};
use leptos::{ev::MouseEvent, prelude::*};

/// How much a [`Button`] asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonVariant {
    /// One action among others.
    #[default]
    Normal,
    /// The one thing to do here; at most one on a page.
    Primary,
    /// An action in a bar or a row, quiet until pointed at.
    Quiet,
    /// Destroys something.
    Danger,
}

impl ButtonVariant {
    const fn class(self) -> &'static str {
        match self {
            Self::Normal => "button",
            Self::Primary => "button button--primary",
            Self::Quiet => "button button--quiet",
            Self::Danger => "button button--danger",
        }
    }
}

/// A button. While `busy` it keeps its place and its focus, shows a spinner and swallows clicks.
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    variant: ButtonVariant,
    /// `button`, `submit` or `reset`.
    #[prop(default = "button")]
    type_: &'static str,
    /// True while what it started is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// True while it cannot be used; say why beside it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// A picture before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// The accessible name of a button that shows only its picture; also its tooltip.
    #[prop(optional, into)]
    label: Option<Oco<'static, str>>,
    /// The form field that a submitting button fills.
    #[prop(optional, into)]
    name: Option<Oco<'static, str>>,
    /// What a submitting button fills its field with.
    #[prop(optional, into)]
    value: Option<Oco<'static, str>>,
    /// Further classes: `button--large`, `button--wide`, `needs-script`.
    #[prop(optional)]
    class: &'static str,
    /// What a click does, beyond submitting a form.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
    /// The words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let shape = if children.is_none() { " button--icon " } else { " " };
    let class = format!("{}{shape}{class}", variant.class());
    let click = move |event: MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.run(event);
        }
    };
    let picture = move || {
        if busy.get() {
            Some(view! { <span class="spinner" aria-hidden="true"></span> }.into_any())
        } else {
            icon.map(|name| view! { <Icon name /> }.into_any())
        }
    };
    view! {
        <button
            type=type_
            class=class
            name=name
            value=value
            title=label.clone()
            aria-label=label
            aria-busy=move || busy.get().then_some("true")
            disabled=disabled
            on:click=click
        >
            {picture}
            {children.map(|children| children())}
        </button>
    }
}
