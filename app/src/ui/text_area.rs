use super::field_frame::{FieldFrame, described_by};
use leptos::{html, prelude::*, text_prop::TextProp};

/// A form field of several lines with its label, hint, error and, with `limit`, a live count of characters.
///
/// The only place that may emit a `<textarea>`: Leptos 0.8 does not escape its text on the server.
#[component]
pub fn TextArea(
    /// The name the form sends it under; also its id unless `id` is given.
    #[prop(into)]
    name: Oco<'static, str>,
    /// What it is for.
    #[prop(into)]
    label: TextProp,
    /// Its id, where two forms on a page use the same name.
    #[prop(optional, into)]
    id: Option<Oco<'static, str>>,
    /// What it starts with.
    #[prop(optional, into)]
    value: String,
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
    /// An example of an answer; never the only explanation.
    #[prop(optional, into)]
    placeholder: Option<Oco<'static, str>>,
    /// The most characters. They are counted, not cut off: what was pasted stays until it is shortened.
    #[prop(optional, into)]
    limit: Option<usize>,
    /// Lines shown before it grows.
    #[prop(default = 5)]
    rows: u16,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let describedby = described_by(&id, hint, error);
    let text = bind.unwrap_or_else(|| RwSignal::new(value));
    let area = NodeRef::<html::Textarea>::new();
    follow(area, text);
    view! {
        <FieldFrame id=id.clone() label hint error optional>
            <textarea
                class="input"
                node_ref=area
                id=id
                name=name
                rows=rows
                required=!optional
                autofocus=autofocus
                placeholder=placeholder
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=describedby
                on:input=move |event| text.set(event_target_value(&event))
            >
                {text.with_untracked(|text| child(text))}
            </textarea>
            {limit.map(|limit| view! { <Count text limit /> })}
        </FieldFrame>
    }
}

/// Characters written, of how many.
#[component]
fn Count(text: RwSignal<String>, limit: usize) -> impl IntoView {
    let count = Memo::new(move |_| text.with(|text| text.chars().count()));
    view! {
        <p class="field-count needs-script" data-over=move || (count.get() > limit).then_some("true")>
            {move || grouped(count.get())}
            " / "
            {grouped(limit)}
            <span class="visually-hidden">" characters"</span>
        </p>
    }
}

/// Keeps `text` and the textarea equal. What was typed before the WASM arrived is adopted, not overwritten:
/// a `prop:value` would set the server's text again at that moment.
fn follow(area: NodeRef<html::Textarea>, text: RwSignal<String>) {
    Effect::new(move |adopted: Option<bool>| {
        let wanted = text.get();
        let Some(area) = area.get() else { return false };
        if area.value() != wanted {
            if adopted == Some(true) {
                area.set_value(&wanted);
            } else {
                text.set(area.value());
            }
        }
        true
    });
}

/// The text as the child of a `<textarea>`, in HTML: nothing in it can end the element, and a first line
/// break survives the parser, which drops one.
#[cfg(feature = "ssr")]
fn child(text: &str) -> String {
    let first = if text.starts_with(['\n', '\r']) { "\n" } else { "" };
    format!("{first}{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// The text as the child of a `<textarea>`, in the browser: a text node.
#[cfg(not(feature = "ssr"))]
fn child(text: &str) -> String {
    text.to_owned()
}

/// A number with its thousands apart: `5,000`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            [0, 999, 1_000, 12_345, 1_234_567].map(grouped),
            ["0", "999", "1,000", "12,345", "1,234,567"]
        );
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn a_text_cannot_end_its_textarea() {
        use super::{TextArea, TextAreaProps};
        use leptos::prelude::*;

        let owner = Owner::new();
        let html = owner.with(|| {
            let props = TextAreaProps::builder()
                .name("lyrics")
                .label("Lyrics")
                .value("\n</textarea><script>window.pwned=1</script> R&amp;B")
                .build();
            TextArea(props).to_html()
        });
        assert!(
            html.contains(">\n\n&lt;/textarea>&lt;script>window.pwned=1&lt;/script> R&amp;amp;B</textarea>"),
            "{html}"
        );
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
    }
}
