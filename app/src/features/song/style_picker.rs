//! Chooses styles: a field of words with commas between them, and styles to pick that suit what stands there.

use leptos::prelude::*;
use songcraft::style::Style;

use super::api::offer_styles;
use crate::ui::Field;

/// The field works without a script; with one, styles that suit are offered under it.
#[component]
pub(super) fn StylePicker(#[prop(into)] value: String, error: Signal<Option<String>>) -> impl IntoView {
    let typed = RwSignal::new(value);
    let offered = Resource::new(
        move || typed.get(),
        |typed| {
            let (chosen, word) = parts(&typed);
            offer_styles(word, chosen.join(","))
        },
    );
    let pick = move |name: &str| typed.update(|typed| *typed = with(typed, name));
    view! {
        <div class="style-picker">
            <Field
                name="styles"
                label="Styles"
                hint="Genre, mood, instruments; with commas between them."
                optional=true
                bind=typed
                placeholder="folk, accordion, wistful"
                error=error
            />
            <Transition>
                {move || Suspend::new(async move {
                    let offered = offered.await.unwrap_or_default();
                    (!offered.is_empty()).then(|| view! { <Offers offered pick /> })
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Offers(offered: Vec<Style>, pick: impl Fn(&str) + Copy + Send + 'static) -> impl IntoView {
    view! {
        <ul class="style-offers needs-script" aria-label="Styles to add">
            {offered
                .into_iter()
                .map(|style| {
                    let name = style.name.clone();
                    view! {
                        <li>
                            <button type="button" class="style-offer" title=style.description on:click=move |_| pick(&name)>
                                {style.name}
                            </button>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

/// The styles that are whole, and the one that is being typed.
fn parts(typed: &str) -> (Vec<String>, String) {
    let mut parts: Vec<String> = typed.split(',').map(|part| part.trim().to_owned()).collect();
    let word = parts.pop().unwrap_or_default();
    parts.retain(|part| !part.is_empty());
    (parts, word)
}

/// The field's text with a style in the place of the one that was being typed, ready for the next.
fn with(typed: &str, name: &str) -> String {
    let (mut chosen, _) = parts(typed);
    chosen.push(name.to_owned());
    chosen.join(", ") + ", "
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picked_style_takes_the_place_of_the_half_typed_one() {
        assert_eq!(with("folk, acc", "accordion"), "folk, accordion, ");
        assert_eq!(with("", "folk"), "folk, ");
        assert_eq!(parts("folk, , wal"), (vec!["folk".to_owned()], "wal".to_owned()));
    }
}
