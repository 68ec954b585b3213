//! Writers that people bring along: list, add, change, try.

pub mod api;
mod form_page;
mod list_page;

use leptos::prelude::*;
use leptos_router::ChooseView;

use {
    form_page::{EditWriterPage, NewWriterPage},
    list_page::WritersPage,
};

/// The pages about writers. They come together, in a part of the program that the first of them loads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum WriterPages {
    /// All writers that one may choose.
    List,
    /// The form for a new one.
    New,
    /// One writer's form.
    Edit,
}

impl ChooseView for WriterPages {
    async fn choose(self) -> AnyView {
        writer_pages(self).await
    }

    async fn preload(&self) {
        #[cfg(feature = "hydrate")]
        __preload_writer_pages().await;
    }
}

#[lazy]
fn writer_pages(page: WriterPages) -> AnyView {
    match page {
        WriterPages::List => view! { <WritersPage /> }.into_any(),
        WriterPages::New => view! { <NewWriterPage /> }.into_any(),
        WriterPages::Edit => view! { <EditWriterPage /> }.into_any(),
    }
}
