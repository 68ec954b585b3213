use super::{Icon, IconName};
use leptos::{prelude::*, text_prop::TextProp};

/// The ids of the texts that describe a control, for its `aria-describedby`.
pub(super) fn described_by(
    id: &str,
    hint: MaybeProp<String>,
    error: MaybeProp<String>,
) -> impl Fn() -> Option<String> + use<> {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    move || match (hint.with(Option::is_some), error.with(Option::is_some)) {
        (true, true) => Some(format!("{error_id} {hint_id}")),
        (true, false) => Some(hint_id.clone()),
        (false, true) => Some(error_id.clone()),
        (false, false) => None,
    }
}

/// What stands around a form control: its label, a hint, and an error that says what is wrong.
///
/// The control inside carries `id` and refers to `{id}-hint` and `{id}-error` in its `aria-describedby`;
/// [`Field`](super::Field), [`TextArea`](super::TextArea) and [`Select`](super::Select) do so by themselves.
#[component]
pub fn FieldFrame(
    /// The id of the control inside.
    #[prop(into)]
    id: Oco<'static, str>,
    /// What the control is for.
    #[prop(into)]
    label: TextProp,
    /// One sentence on how to fill it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong with what stands in it.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// True when it may stay empty; the label says so.
    #[prop(optional)]
    optional: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    view! {
        <div class="field">
            <label for=id>
                {move || label.get()} {optional.then(|| view! { <span class="field-optional">" (optional)"</span> })}
            </label>
            {move || hint.get().map(|hint| view! { <p class="field-hint" id=hint_id.clone()>{hint}</p> })}
            {children()}
            {move || {
                error.get().map(|error| {
                    view! {
                        <p class="field-error" id=error_id.clone()>
                            <Icon name=IconName::Error />
                            <span>{error}</span>
                        </p>
                    }
                })
            }}
        </div>
    }
}
