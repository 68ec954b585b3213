//! The page that asks for a song with everything that can be set.

use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;

use super::{
    api::{ForgetRecipe, load_song_choices},
    form::SongForm,
};
use crate::{
    form::Form,
    ui::{Button, ButtonVariant, IconName},
};

/// Settings that were kept under a name: a click fills the form with them.
#[component]
fn Recipes() -> impl IntoView {
    let choices = Resource::new_blocking(|| (), |()| load_song_choices());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let recipes = choices.await.map(|choices| choices.recipes).unwrap_or_default();
                (!recipes.is_empty()).then(|| view! {
                    <section aria-labelledby="kept-heading">
                        <h2 id="kept-heading" class="small">"Kept settings"</h2>
                        <ul class="cluster" role="list">
                            {recipes.into_iter().map(|(name, _)| view! { <li><KeptSettings name /></li> }).collect_view()}
                        </ul>
                    </section>
                })
            })}
        </Suspense>
    }
}

#[component]
fn KeptSettings(name: String) -> impl IntoView {
    let form = Form::<ForgetRecipe>::new();
    // A plain link: the form is made anew, with what was kept in it.
    let address = format!("/new?settings={}", percent_encoded(&name));
    view! {
        <ActionForm action=form.action attr:class="cluster">
            <a class="button" href=address rel="external">{name.clone()}</a>
            <input type="hidden" name="name" value=name.clone() />
            <Button
                type_="submit"
                icon=IconName::X
                variant=ButtonVariant::Quiet
                label=format!("Forget the settings “{name}”")
                busy=form.busy()
            />
        </ActionForm>
    }
}

/// A name as it may stand in an address.
fn percent_encoded(name: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    name.bytes()
        .map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Asks for a song.
#[component]
pub fn NewSongPage() -> impl IntoView {
    view! {
        <Title text="New song" />
        <div class="main main--text">
            <h1>"New song"</h1>
            <Recipes />
            <SongForm />
        </div>
    }
}
