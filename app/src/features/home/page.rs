//! The start page: the studio for who is signed in, the landing page for who is not.

use domain::account::User;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::ChooseView;

use crate::{
    features::{
        landing::Landing,
        projects::ProjectList,
        song::{LiveSongs, RecentSongs, SongForm},
    },
    layout::use_session,
};

/// The start page as a route.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Home;

impl ChooseView for Home {
    async fn choose(self) -> AnyView {
        view! { <HomePage /> }.into_any()
    }

    /// A visitor's landing page is there with the program; the studio of who is signed in comes with a part of it.
    async fn preload(&self) {
        #[cfg(feature = "hydrate")]
        if use_session().user().await.is_some() {
            __preload_studio().await;
        }
    }
}

/// The start page.
#[component]
fn HomePage() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match session.user().await {
                    Some(user) => studio(user).await,
                    None => view! { <Landing /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// In a part of the program of its own: the landing page does not carry it.
#[lazy]
fn studio(user: User) -> AnyView {
    view! { <Studio user /> }.into_any()
}

#[component]
fn Studio(user: User) -> impl IntoView {
    view! {
        <Title text="Studio" />
        <div class="main main--text">
            <h1 class="visually-hidden">"Studio of " {user.username}</h1>
            <SongForm short=true />
            <LiveSongs />
            <RecentSongs />
            <section aria-labelledby="projects-heading">
                <div class="section-head">
                    <h2 id="projects-heading">"Projects"</h2>
                    <a href="/projects">"All projects"</a>
                </div>
                <ProjectList />
            </section>
        </div>
    }
}
