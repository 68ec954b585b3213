//! Chooses a persona: chips with their styles, one of them at most.

use domain::persona::Persona;
use leptos::prelude::*;

/// Radio buttons that look like chips; the first one leaves the voice to the writer.
#[component]
pub(super) fn PersonaChips(
    personas: Vec<Persona>,
    #[prop(into)] chosen: Signal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend>"Persona"</legend>
            <div class="chips">
                <label class="chip">
                    <input type="radio" name="persona" value="" checked=chosen.get_untracked().is_empty() />
                    <span class="chip-name">"No persona"</span>
                    <span class="chip-styles">"The prompt decides"</span>
                </label>
                {personas
                    .into_iter()
                    .map(|persona| {
                        let checked = chosen.with_untracked(|chosen| *chosen == persona.name);
                        let styles = persona.styles.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
                        let all = persona.styles.join(", ");
                        view! {
                            <label class="chip" title=all>
                                <input type="radio" name="persona" value=persona.name checked=checked />
                                <span class="chip-name">{persona.display_name}</span>
                                <span class="chip-styles">{styles}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
            {move || error.get().map(|sentence| view! { <p class="field-error" role="alert">{sentence}</p> })}
        </fieldset>
    }
}
