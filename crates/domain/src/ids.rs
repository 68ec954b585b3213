//! Typed row ids, so that a song's id cannot be passed where a project's is meant.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id!(/// An account.
    UserId);
id!(/// A project of songs.
    ProjectId);
id!(/// A song.
    SongId);
id!(/// A file that belongs to a song.
    FileId);
id!(/// One run of the pipeline over one song.
    GenerationId);
id!(/// One event of a generation; also the `Last-Event-ID` of the event stream, growing in commit order.
    EventId);
