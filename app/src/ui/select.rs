use super::field_frame::{FieldFrame, described_by};
use leptos::{prelude::*, text_prop::TextProp};

/// A form field that offers a list to choose one from, with its label, hint and error.
#[component]
pub fn Select(
    /// The name the form sends it under; also its id unless `id` is given.
    #[prop(into)]
    name: Oco<'static, str>,
    /// What it is for.
    #[prop(into)]
    label: TextProp,
    /// What can be chosen: the value that is sent, and the words that are shown.
    options: Vec<(String, String)>,
    /// The value chosen at first.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Its id, where two forms on a page use the same name.
    #[prop(optional, into)]
    id: Option<Oco<'static, str>>,
    /// One sentence on how to choose.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// True when the empty value may be sent.
    #[prop(optional)]
    optional: bool,
    /// Called with the value that was chosen.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let describedby = described_by(&id, hint, error);
    let options = options
        .into_iter()
        .map(|(key, words)| {
            let own = key.clone();
            view! {
                <option value=key selected=move || value.with(|value| *value == own)>
                    {words}
                </option>
            }
        })
        .collect_view();
    view! {
        <FieldFrame id=id.clone() label hint error optional>
            <select
                class="input"
                id=id
                name=name
                required=!optional
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=describedby
                on:change=move |event| {
                    if let Some(on_change) = on_change {
                        on_change.run(event_target_value(&event));
                    }
                }
            >
                {options}
            </select>
        </FieldFrame>
    }
}
