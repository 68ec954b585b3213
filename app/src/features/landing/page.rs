//! The landing page.

use leptos::prelude::*;
use leptos_meta::Title;

use super::api::example_song;
use crate::features::song::sheet::SheetPage;

/// A prompt, the sheet it became, and the way in.
#[component]
pub(crate) fn Landing() -> impl IntoView {
    let example = Resource::new_blocking(|| (), |()| example_song());
    view! {
        <Title text="" />
        <Suspense>
            {move || Suspend::new(async move {
                let example = example.await.ok();
                let prompt = example.as_ref().map(|example| example.prompt.clone());
                view! {
                    <div class="main landing">
                        <div class="landing-pitch">
                            <h1>"Say what the song should be about. Watch it being written."</h1>
                            <p class="lede">
                                "A draft, three reviewers, a ruthless critic, and a check for the singer it is meant for. "
                                "Without a key, without a network, on your own server."
                            </p>
                            {prompt.map(|prompt| view! {
                                <figure class="prompt-card">
                                    <figcaption>"This was asked for"</figcaption>
                                    <blockquote>{prompt}</blockquote>
                                </figure>
                            })}
                            <div class="cluster">
                                <a class="button button--primary button--large" href="/sign-up">"Make an account"</a>
                                <a class="button button--large" href="/sign-in">"Sign in"</a>
                            </div>
                        </div>
                        {example.map(|example| view! {
                            <div>
                                <SheetPage
                                    sheet=example.sheet
                                    byline=format!("{} · score {:.0} of 100", example.writer, example.score)
                                />
                            </div>
                        })}
                    </div>
                }
            })}
        </Suspense>
    }
}
