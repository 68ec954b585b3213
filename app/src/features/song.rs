//! Songs: ask for one, list them, read one.

pub mod api;
mod delete_page;
mod facts;
mod files;
mod finished_song;
mod form;
mod list;
mod live_list;
mod new_page;
mod persona_chips;
mod scores;
pub mod sheet;
mod song_page;

pub use delete_page::DeleteSongPage;
pub(crate) use form::SongForm;
pub use list::SongsPage;
pub(crate) use list::{ProjectSongs, RecentSongs};
pub(crate) use live_list::LiveSongs;
pub use new_page::NewSongPage;
pub use song_page::SongPage;
