//! Settings of a new song that were kept under a name.

use leptos::{form::ActionForm, prelude::*};

use super::api::ForgetRecipe;
use crate::{
    form::Form,
    ui::{Button, ButtonVariant, IconName},
};

/// The names: a click makes the form anew with what was kept in it.
#[component]
pub(super) fn KeptSettings(names: Vec<String>) -> impl IntoView {
    (!names.is_empty()).then(|| {
        view! {
            <section aria-labelledby="kept-heading">
                <h2 id="kept-heading" class="small">"Kept settings"</h2>
                <ul class="cluster" role="list">
                    {names.into_iter().map(|name| view! { <Kept name /> }).collect_view()}
                </ul>
            </section>
        }
    })
}

#[component]
fn Kept(name: String) -> impl IntoView {
    let form = Form::<ForgetRecipe>::new();
    let words = name.clone();
    let forgotten = move || matches!(form.action.value().get(), Some(Ok(())));
    view! {
        <li class="cluster" hidden=forgotten>
            // A plain form, so that the browser writes the name into the address and loads the page anew.
            <form method="get" action="/new">
                <Button type_="submit" name="settings" value=name.clone()>{words}</Button>
            </form>
            <ActionForm action=form.action>
                <input type="hidden" name="name" value=name.clone() />
                <Button
                    type_="submit"
                    icon=IconName::X
                    variant=ButtonVariant::Quiet
                    label=format!("Forget the settings “{name}”")
                    busy=form.busy()
                />
            </ActionForm>
        </li>
    }
}
