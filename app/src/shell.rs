//! The document and its routes.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    hooks::use_location,
    path,
};

use crate::{
    features::{
        account::{SignInPage, SignUpPage},
        generation::EventStream,
        home::Home,
        not_found::NotFoundPage,
        projects::ProjectPages,
        song::SongPages,
        writers::WriterPages,
    },
    form,
    layout::{Frame, Session},
    ui::provide_toaster,
};

/// The whole document around the app; rendered on the server only.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    #[cfg(feature = "ssr")]
    let theme = use_context::<crate::host::RequestContext>().and_then(|request| request.theme.attribute());
    #[cfg(not(feature = "ssr"))]
    let theme: Option<&'static str> = None;
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <HashedStylesheet options=options.clone() id="style" />
                <AutoReload options=options.clone() />
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The app: the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_toaster();
    form::provide_returned();
    Session::provide();
    EventStream::provide();
    view! {
        <Title formatter=|title: String| {
            if title.is_empty() { "Song Master".to_owned() } else { format!("{title} · Song Master") }
        } />
        <Router>
            <ForgetReturned />
            <Frame>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=Home ssr=SsrMode::Async />
                    <Route path=path!("/sign-up") view=SignUpPage ssr=SsrMode::Async />
                    <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async />
                    <Route path=path!("/new") view=SongPages::New ssr=SsrMode::Async />
                    <Route path=path!("/songs") view=SongPages::List ssr=SsrMode::Async />
                    <Route path=path!("/songs/:id") view=SongPages::One ssr=SsrMode::Async />
                    <Route path=path!("/songs/:id/making") view=SongPages::Making ssr=SsrMode::Async />
                    <Route path=path!("/songs/:id/delete") view=SongPages::Delete ssr=SsrMode::Async />
                    <Route path=path!("/writers") view=WriterPages::List ssr=SsrMode::Async />
                    <Route path=path!("/writers/new") view=WriterPages::New ssr=SsrMode::Async />
                    <Route path=path!("/writers/:writer") view=WriterPages::Edit ssr=SsrMode::Async />
                    <Route path=path!("/projects") view=ProjectPages::List ssr=SsrMode::Async />
                    <Route path=path!("/projects/new") view=ProjectPages::New ssr=SsrMode::Async />
                    <Route path=path!("/projects/:id") view=ProjectPages::One ssr=SsrMode::Async />
                    <Route path=path!("/projects/:id/edit") view=ProjectPages::Edit ssr=SsrMode::Async />
                    <Route path=path!("/projects/:id/delete") view=ProjectPages::Delete ssr=SsrMode::Async />
                </Routes>
            </Frame>
        </Router>
    }
}

/// A refused form is shown on the page it came from, and forgotten on the next.
#[component]
fn ForgetReturned() -> impl IntoView {
    let here = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = here.get();
        if before.is_some_and(|before| before != now) {
            form::forget_returned();
        }
        now
    });
}
