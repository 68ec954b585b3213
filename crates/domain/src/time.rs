//! Points in time, always UTC.

use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, UtcDateTime, macros::format_description};

/// Milliseconds since 1970-01-01 00:00:00 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// This moment moved by `milliseconds`, which may be negative.
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// Milliseconds from `earlier` to this moment; 0 when the clock was put back in between.
    pub fn since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0)
    }

    /// As `2026-11-23T08:41:07Z`, for the `datetime` attribute of a `<time>`.
    pub fn iso(self) -> String {
        let form = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
        self.utc().format(&form).unwrap_or_default()
    }

    /// As `23 Nov 2026, 08:41 UTC`, for people.
    pub fn readable(self) -> String {
        let form = format_description!("[day padding:none] [month repr:short] [year], [hour]:[minute] UTC");
        self.utc().format(&form).unwrap_or_default()
    }

    fn utc(self) -> UtcDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .map_or(UtcDateTime::UNIX_EPOCH, OffsetDateTime::to_utc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_the_same_for_machines_and_people() {
        let moment = Timestamp(1_795_423_267_000);
        assert_eq!(moment.iso(), "2026-11-23T08:41:07Z");
        assert_eq!(moment.readable(), "23 Nov 2026, 08:41 UTC");
    }

    #[test]
    fn a_clock_put_back_gives_no_negative_duration() {
        assert_eq!(Timestamp(5).since(Timestamp(9)), 0);
    }
}
