//! A song being written: the event stream and the page that follows it.

mod live_song;
mod log;
mod notes;
mod round_chart;
mod stage_rail;
mod stream;

pub(crate) use live_song::{LiveSong, badge};
pub(crate) use stream::{Connection, EventStream};
