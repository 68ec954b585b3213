//! What stands around every page: the bars, who is signed in, the toasts.

use domain::account::User;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;

use crate::{
    AppError,
    error::ErrorKind,
    features::{
        account::api::{SignOut, current_user},
        not_found::RefusedPage,
    },
    theme::Theme,
    ui::{Button, ButtonVariant, Icon, IconName, Logo, Menu, Toasts},
};

/// Who is signed in, and how pages say that this has changed.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    changes: RwSignal<u32>,
    user: Resource<Result<Option<User>, AppError>>,
}

impl Session {
    /// Makes the session known to all pages; once, at the root.
    pub(crate) fn provide() -> Self {
        let changes = RwSignal::new(0);
        let user = Resource::new_blocking(move || changes.get(), |_| current_user());
        let session = Self { changes, user };
        provide_context(session);
        session
    }

    /// The user, once known.
    pub(crate) async fn user(self) -> Option<User> {
        self.user.await.ok().flatten()
    }

    /// Asks again who is signed in whenever this action has succeeded.
    pub(crate) fn changed_by<S>(self, action: ServerAction<S>)
    where
        S: ServerFn<Output = (), Error = AppError> + Send + Sync + Clone + 'static,
    {
        let value = action.value();
        Effect::new(move |_| {
            if matches!(value.get(), Some(Ok(()))) {
                self.changes.update(|count| *count += 1);
            }
        });
    }
}

/// The session that [`Session::provide`] made.
pub(crate) fn use_session() -> Session {
    expect_context()
}

/// A page for who is signed in; everybody else is asked to sign in first.
#[component]
pub(crate) fn SignedIn(children: ChildrenFn) -> impl IntoView {
    let session = use_session();
    let children = StoredValue::new(children);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match session.user.await {
                    Ok(Some(_)) => children.with_value(|children| children()),
                    Ok(None) => {
                        let error = AppError::new(ErrorKind::SignInNeeded, "This page belongs to an account.");
                        view! { <RefusedPage error /> }.into_any()
                    }
                    Err(error) => view! { <RefusedPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// The bars around a page.
#[component]
pub(crate) fn Frame(children: Children) -> impl IntoView {
    let session = use_session();
    view! {
        <a class="skip-link" href="#content">
            "Skip to the page"
        </a>
        <div class="shell">
            <header class="topbar">
                <a class="brand" href="/">
                    <Logo />
                    "Song Master"
                </a>
                <Suspense>
                    {move || Suspend::new(async move {
                        session.user().await.map(|_| view! {
                            <nav class="topbar-nav" aria-label="Places">
                                <Places />
                            </nav>
                        })
                    })}
                </Suspense>
                <div class="topbar-end">
                    <ThemeMenu />
                    <Suspense>
                        {move || Suspend::new(async move {
                            match session.user().await {
                                Some(user) => view! { <AccountMenu user /> }.into_any(),
                                None => view! {
                                    <a class="button button--quiet" href="/sign-in">"Sign in"</a>
                                    <a class="button" href="/sign-up">"Sign up"</a>
                                }.into_any(),
                            }
                        })}
                    </Suspense>
                </div>
            </header>
            <main id="content" tabindex="-1">
                {children()}
            </main>
            <Suspense>
                {move || Suspend::new(async move {
                    session.user().await.map(|_| view! {
                        <nav class="bottombar" aria-label="Places, at the bottom">
                            <Places />
                        </nav>
                    })
                })}
            </Suspense>
        </div>
        <Toasts />
    }
}

#[component]
fn Places() -> impl IntoView {
    view! {
        <Place href="/" icon=IconName::Home name="Studio" />
        <Place href="/new" icon=IconName::Plus name="New song" />
        <Place href="/songs" icon=IconName::List name="Songs" />
        <Place href="/projects" icon=IconName::Folder name="Projects" />
    }
}

#[component]
fn Place(href: &'static str, icon: IconName, name: &'static str) -> impl IntoView {
    let here = use_location().pathname;
    let current = move || (here.get() == href).then_some("page");
    view! {
        <a class="nav-link" href=href aria-current=current>
            <Icon name=icon />
            {name}
        </a>
    }
}

/// Chooses the theme by a plain form: it works everywhere, and the page comes back in the new colours.
#[component]
fn ThemeMenu() -> impl IntoView {
    let here = use_location().pathname;
    let choice = |theme: Theme, icon, name: &'static str| {
        view! {
            <button class="menu-item" type="submit" name="theme" value=theme.id()>
                <Icon name=icon />
                {name}
            </button>
        }
    };
    view! {
        <Menu label="Colours" icon=IconName::Sun icon_only=true>
            <form method="post" action="/theme">
                <input type="hidden" name="back" value=here />
                {choice(Theme::Paper, IconName::Sun, "Paper")}
                {choice(Theme::Ink, IconName::Moon, "Ink")}
                {choice(Theme::System, IconName::Sliders, "As the system")}
            </form>
        </Menu>
    }
}

#[component]
fn AccountMenu(user: User) -> impl IntoView {
    view! {
        <Menu label=user.username.clone() icon=IconName::User icon_only=true>
            <p class="menu-note">{user.username} " · " {user.email}</p>
            <a class="menu-item" href="/writers"><Icon name=IconName::Pen />"Writers"</a>
            // A plain form: the page is loaded anew, and nothing of the account stays in the tab.
            <form method="post" action=SignOut::PATH>
                <Button variant=ButtonVariant::Quiet type_="submit" icon=IconName::SignOut class="menu-item">
                    "Sign out"
                </Button>
            </form>
        </Menu>
    }
}
