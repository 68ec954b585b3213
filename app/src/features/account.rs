//! Signing up, in and out.

pub mod api;
mod sign_in_page;
mod sign_up_page;

pub use sign_in_page::SignInPage;
pub use sign_up_page::SignUpPage;
