//! The browser's half of Song Master.

use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the page that the server rendered alive, and then marks the document, so that tests (and
/// people's impatience) can tell when a click is heard.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    if let Some(root) = leptos::prelude::document().document_element() {
        // Only an element that is not in the document refuses an attribute.
        let _ = root.set_attribute("data-hydrated", "");
    }
}
