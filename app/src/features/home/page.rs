//! The start page: the studio for who is signed in, the landing page for who is not.

use domain::account::User;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    features::{
        landing::Landing,
        projects::ProjectList,
        song::{LiveSongs, RecentSongs, SongForm},
    },
    layout::use_session,
};

/// The start page.
#[component]
pub fn HomePage() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || match session.user() {
                Some(user) => view! { <Studio user /> }.into_any(),
                None => view! { <Landing /> }.into_any(),
            }}
        </Suspense>
    }
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
