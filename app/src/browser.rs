//! What only a browser can do: the clipboard, focus, timers.
//!
//! Every function exists on both sides, so that a view reads the same there; on the server it does nothing.

use std::time::Duration;

/// Moves the keyboard focus to the element with this id, if it is on the page.
#[cfg(feature = "hydrate")]
pub fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    if let Some(element) = leptos::prelude::document().get_element_by_id(id)
        && let Some(element) = element.dyn_ref::<web_sys::HtmlElement>()
    {
        // Only a detached element refuses focus, and this one was just found on the page.
        let _ = element.focus();
    }
}

/// Moves the keyboard focus to the element with this id, if it is on the page.
#[cfg(not(feature = "hydrate"))]
pub fn focus(_id: &str) {}

/// Puts `text` on the clipboard. False when the browser refuses: no permission, or a page without TLS.
#[cfg(feature = "hydrate")]
pub async fn copy(text: &str) -> bool {
    let window = leptos::prelude::window();
    // Outside a secure context `navigator.clipboard` is undefined, and calling it would throw.
    if !window.is_secure_context() {
        return false;
    }
    let written = window.navigator().clipboard().write_text(text);
    wasm_bindgen_futures::JsFuture::from(written).await.is_ok()
}

/// Puts `text` on the clipboard. False when the browser refuses: no permission, or a page without TLS.
#[cfg(not(feature = "hydrate"))]
pub fn copy(_text: &str) -> impl Future<Output = bool> {
    std::future::ready(false)
}

/// Calls `then` once after `wait`.
#[cfg(feature = "hydrate")]
pub fn after(wait: Duration, then: impl FnOnce() + 'static) {
    leptos::prelude::set_timeout(then, wait);
}

/// Calls `then` once after `wait`.
#[cfg(not(feature = "hydrate"))]
pub fn after(_wait: Duration, _then: impl FnOnce() + 'static) {}

/// Shows a notification, when this tab is behind others and the person has asked for notifications.
#[cfg(feature = "hydrate")]
pub fn tell_from_behind(title: &str, text: &str) {
    use web_sys::{Notification, NotificationOptions, NotificationPermission};
    // Outside a secure context the browser has no notifications at all.
    if !leptos::prelude::window().is_secure_context()
        || !leptos::prelude::document().hidden()
        || Notification::permission() != NotificationPermission::Granted
    {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(text);
    // A browser that shows none, such as one on a phone, refuses; the page tells it all the same.
    drop(Notification::new_with_options(title, &options));
}

/// Shows a notification, when this tab is behind others and the person has asked for notifications.
#[cfg(not(feature = "hydrate"))]
pub fn tell_from_behind(_title: &str, _text: &str) {}

/// Asks the person whether notifications may be shown; only right after a click.
#[cfg(feature = "hydrate")]
pub fn ask_to_notify() {
    if leptos::prelude::window().is_secure_context() {
        drop(web_sys::Notification::request_permission());
    }
}

/// Asks the person whether notifications may be shown; only right after a click.
#[cfg(not(feature = "hydrate"))]
pub fn ask_to_notify() {}
