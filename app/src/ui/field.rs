use super::field_frame::{FieldFrame, described_by};
use leptos::{html, prelude::*, text_prop::TextProp};

/// A one-line form field with its label, hint and error.
///
/// Without `bind` the browser keeps what was typed and the form sends it; `value` is what it starts with.
#[component]
pub fn Field(
    /// The name the form sends it under; also its id unless `id` is given.
    #[prop(into)]
    name: Oco<'static, str>,
    /// What it is for.
    #[prop(into)]
    label: TextProp,
    /// Its id, where two forms on a page use the same name.
    #[prop(optional, into)]
    id: Option<Oco<'static, str>>,
    /// `text`, `email`, `password`, `number`, `search`, `url`.
    #[prop(default = "text")]
    type_: &'static str,
    /// What it starts with.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Follows what is typed, and changes it when set. Wins over `value`.
    #[prop(optional, into)]
    bind: Option<RwSignal<String>>,
    /// One sentence on how to fill it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong with what stands in it.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// True when it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// True when the page's first keystroke belongs here.
    #[prop(optional)]
    autofocus: bool,
    /// The token of the HTML standard for password managers and autofill.
    #[prop(optional, into)]
    autocomplete: Option<Oco<'static, str>>,
    /// Which keyboard a phone shows.
    #[prop(optional, into)]
    inputmode: Option<Oco<'static, str>>,
    /// An example of an answer; never the only explanation.
    #[prop(optional, into)]
    placeholder: Option<Oco<'static, str>>,
    /// The least characters.
    #[prop(optional, into)]
    minlength: Option<u32>,
    /// The most characters.
    #[prop(optional, into)]
    maxlength: Option<u32>,
    /// The least number.
    #[prop(optional, into)]
    min: Option<Oco<'static, str>>,
    /// The greatest number.
    #[prop(optional, into)]
    max: Option<Oco<'static, str>>,
    /// The step between numbers; `any` for decimals.
    #[prop(optional, into)]
    step: Option<Oco<'static, str>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let describedby = described_by(&id, hint, error);
    let input = NodeRef::<html::Input>::new();
    if let Some(bound) = bind {
        follow(input, bound);
    }
    let start = move || bind.map_or_else(|| value.get(), |bound| bound.get_untracked());
    view! {
        <FieldFrame id=id.clone() label hint error optional>
            <input
                class="input"
                node_ref=input
                id=id
                name=name
                type=type_
                value=start
                required=!optional
                autofocus=autofocus
                autocomplete=autocomplete
                inputmode=inputmode
                placeholder=placeholder
                minlength=minlength
                maxlength=maxlength
                min=min
                max=max
                step=step
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=describedby
                on:input=move |event| {
                    if let Some(bound) = bind {
                        bound.set(event_target_value(&event));
                    }
                }
            />
        </FieldFrame>
    }
}

/// Keeps `bound` and the input equal. What was typed before the WASM arrived is adopted, not overwritten.
fn follow(input: NodeRef<html::Input>, bound: RwSignal<String>) {
    Effect::new(move |adopted: Option<bool>| {
        let text = bound.get();
        let Some(input) = input.get() else { return false };
        if input.value() != text {
            if adopted == Some(true) {
                input.set_value(&text);
            } else {
                bound.set(input.value());
            }
        }
        true
    });
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::{Field, FieldProps};
    use leptos::prelude::*;

    fn html(error: Option<String>) -> String {
        Owner::new().with(|| {
            let props =
                FieldProps::builder().name("email").label("Email").value("mara@").hint("Yours.").error(error);
            Field(props.build()).to_html()
        })
    }

    #[test]
    fn an_error_keeps_what_was_typed_and_is_tied_to_its_input() {
        let html = html(Some("The part after @ is missing.".to_owned()));
        assert!(html.contains(r#"value="mara@""#), "{html}");
        assert!(html.contains(r#"aria-invalid="true""#), "{html}");
        assert!(html.contains(r#"aria-describedby="email-error email-hint""#), "{html}");
        assert!(html.contains(r#"id="email-error""#), "{html}");
    }

    #[test]
    fn a_field_without_an_error_points_at_its_hint_only() {
        let html = html(None);
        assert!(html.contains(r#"aria-describedby="email-hint""#), "{html}");
        assert!(!html.contains("aria-invalid"), "{html}");
    }
}
