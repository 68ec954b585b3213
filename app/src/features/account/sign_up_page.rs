//! The page to sign up on.

use domain::account::{check_email, check_password, check_username};
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;

use super::api::SignUp;
use crate::{
    form::{Form, FormMessage},
    layout::use_session,
    ui::{Button, ButtonVariant, Field},
};

/// One column: name, address, password.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let form = Form::<SignUp>::new();
    let username = RwSignal::new(form.typed("username").unwrap_or_default());
    let email = RwSignal::new(form.typed("email").unwrap_or_default());
    let password = RwSignal::new(String::new());
    use_session().changed_by(form.action);
    view! {
        <Title text="Sign up" />
        <div class="main main--narrow">
            <h1>"Make an account"</h1>
            <p class="lede">"Your songs stay on this server, and are yours alone."</p>
            <ActionForm action=form.action attr:class="form" attr:novalidate=true>
                <FormMessage message=form.message() />
                <Field
                    name="username"
                    label="Username"
                    autocomplete="username"
                    autofocus=true
                    bind=username
                    error=live(username, form.error("username"), |typed| check_username(typed).err())
                />
                <Field
                    name="email"
                    label="Email address"
                    type_="email"
                    autocomplete="email"
                    bind=email
                    error=live(email, form.error("email"), |typed| check_email(typed).err())
                />
                <Field
                    name="password"
                    label="Password"
                    type_="password"
                    autocomplete="new-password"
                    hint="15 characters or more, or at least 8 that are hard to guess."
                    bind=password
                    error=live(
                        password,
                        form.error("password"),
                        move |typed| {
                            let (name, address) = (username.get(), email.get());
                            check_password(typed, &[name.trim(), address.trim()]).err()
                        },
                    )
                />
                <div class="form-actions">
                    <Button variant=ButtonVariant::Primary type_="submit" busy=form.busy() class="button--wide">
                        "Sign up"
                    </Button>
                </div>
            </ActionForm>
            <p class="muted small">"You have an account? " <a href="/sign-in">"Sign in"</a></p>
        </div>
    }
}

/// The server's sentence, until the text changes and the same rule, run here, is content.
fn live(
    typed: RwSignal<String>,
    refused: Signal<Option<String>>,
    rule: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
) -> Signal<Option<String>> {
    Signal::derive(move || {
        let sentence = refused.get()?;
        let text = typed.get();
        // A sentence of the server's own, such as a taken name, stays until the form is sent again.
        if text.is_empty() { Some(sentence) } else { rule(&text).or(Some(sentence)) }
    })
}
