//! Pages for what cannot be shown.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    AppError,
    error::ErrorKind,
    ui::{ErrorView, IconName},
};

/// An address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::host::set_status(ErrorKind::NotFound);
    view! {
        <Title text="Not found" />
        <div class="main main--text">
            <ErrorView
                status=404_u16
                headline="There is nothing at this address"
                happened="The link may be old, or a letter of the address got lost."
                kept="Your songs are where they were."
                request_id=request_id()
            >
                <a class="button button--primary" href="/">"Go to the studio"</a>
            </ErrorView>
        </div>
    }
}

/// A page whose data could not be loaded, in words that fit the reason.
#[component]
pub(crate) fn RefusedPage(error: AppError) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::host::set_status(error.kind);
    let (headline, icon) = match error.kind {
        ErrorKind::NotFound => ("There is nothing at this address", IconName::Search),
        ErrorKind::SignInNeeded => ("Sign in to see this page", IconName::User),
        ErrorKind::Refused => ("This is not allowed", IconName::Warning),
        ErrorKind::Offline => ("The server cannot be reached", IconName::WifiOff),
        _ => ("Something went wrong", IconName::Warning),
    };
    let action = if error.kind == ErrorKind::SignInNeeded {
        let here = leptos_router::hooks::use_location().pathname;
        let href = move || format!("/sign-in?next={}", here.get());
        view! { <a class="button button--primary" href=href>"Sign in"</a> }.into_any()
    } else {
        view! { <a class="button button--primary" href="/">"Go to the studio"</a> }.into_any()
    };
    view! {
        <Title text=headline />
        <div class="main main--text">
            <ErrorView
                status=error.kind.status()
                icon=icon
                headline=headline
                happened=error.message
                kept="What was saved is where it was."
                request_id=error.request_id
            >
                {action}
            </ErrorView>
        </div>
    }
}

/// The id of this request, for pages without an error that carries it.
fn request_id() -> Option<String> {
    let id = SharedValue::new(|| {
        #[cfg(feature = "ssr")]
        {
            use_context::<crate::host::RequestContext>().map(|request| request.request_id)
        }
        #[cfg(not(feature = "ssr"))]
        {
            None
        }
    });
    id.into_inner()
}
