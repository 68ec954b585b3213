//! The browser's half of Song Master.

// The app is one deeply nested type.
#![recursion_limit = "256"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the page that the server rendered alive, and then marks the document, so that tests (and
/// people's impatience) can tell when a click is heard.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    // The page's part of the program may still be on its way.
    wasm_bindgen_futures::spawn_local(async {
        let page = leptos::mount::hydrate_from_async(leptos::tachys::dom::body(), app::App);
        Box::pin(page).await.forget();
        if let Some(root) = leptos::prelude::document().document_element() {
            // Only an element that is not in the document refuses an attribute.
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
}
