//! The page to sign in on.

use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::api::SignIn;
use crate::{
    form::{Form, FormMessage},
    layout::use_session,
    ui::{Button, ButtonVariant, Field},
};

/// One column: name or address, password.
#[component]
pub fn SignInPage() -> impl IntoView {
    let form = Form::<SignIn>::new();
    let query = use_query_map();
    let next = move || query.with(|query| query.get("next").unwrap_or_default());
    use_session().changed_by(form.action);
    view! {
        <Title text="Sign in" />
        <div class="main main--narrow">
            <h1>"Sign in"</h1>
            <ActionForm action=form.action attr:class="form" attr:novalidate=true>
                <FormMessage message=form.message() />
                <Field
                    name="login"
                    label="Username or email address"
                    autocomplete="username"
                    autofocus=true
                    value=form.typed("login").unwrap_or_default()
                />
                <Field name="password" label="Password" type_="password" autocomplete="current-password" />
                <input type="hidden" name="next" value=next />
                <div class="form-actions">
                    <Button variant=ButtonVariant::Primary type_="submit" busy=form.busy() class="button--wide">
                        "Sign in"
                    </Button>
                </div>
            </ActionForm>
            <p class="muted small">"New here? " <a href="/sign-up">"Make an account"</a></p>
        </div>
    }
}
