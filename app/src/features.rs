//! What people do here, a folder each: the page, its server functions, its parts.

pub mod account;
pub mod generation;
pub mod home;
pub mod landing;
pub mod not_found;
pub mod projects;
pub mod song;
pub mod writers;
