//! Projects: list, open, make, rename, describe, delete.

pub mod api;
mod delete_page;
mod form;
mod list_page;
mod project_page;

pub use delete_page::DeleteProjectPage;
pub use form::{EditProjectPage, NewProjectPage};
pub(crate) use list_page::ProjectList;
pub use list_page::ProjectsPage;
pub use project_page::ProjectPage;
