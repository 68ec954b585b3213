//! The primitives that pages are made of: one component per file, styled by `style/`, accessible by themselves.
//!
//! They work as plain HTML before the WASM has arrived; what needs a script is marked `needs-script`.

mod button;
mod copy_button;
mod dialog;
mod error_view;
mod field;
mod field_frame;
mod icon;
mod logo;
mod menu;
mod meter;
mod score_dial;
mod select;
mod skeleton;
mod status;
mod tabs;
mod text_area;
mod time;
mod toasts;

pub use button::{Button, ButtonVariant};
pub use copy_button::CopyButton;
pub use dialog::Dialog;
pub use error_view::ErrorView;
pub use field::Field;
pub use field_frame::FieldFrame;
pub use icon::{Icon, IconName};
pub use logo::Logo;
pub use menu::Menu;
pub use meter::Meter;
pub use score_dial::ScoreDial;
pub use select::Select;
pub use skeleton::Skeleton;
pub use status::{Status, StatusKind};
pub use tabs::{Tab, Tabs};
pub use text_area::TextArea;
pub use time::Time;
pub use toasts::{Toaster, Toasts, provide_toaster, use_toaster};
