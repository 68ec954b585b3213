//! Times in the database: UTC text that sorts in the order of time.

use ::time::{OffsetDateTime, PrimitiveDateTime, macros::format_description};
use domain::Timestamp;
use sqlx::{
    Decode, Sqlite, Type,
    error::BoxDynError,
    sqlite::{SqliteTypeInfo, SqliteValueRef},
};

/// First and last millisecond of the years 0000 to 9999, the ones with four digits.
const RANGE: (i64, i64) = (-62_167_219_200_000, 253_402_300_799_999);

/// A time column; read by the query macros through `AS "created_at!: Moment"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment(pub(crate) Timestamp);

impl From<Moment> for Timestamp {
    fn from(moment: Moment) -> Self {
        moment.0
    }
}

impl Type<Sqlite> for Moment {
    fn type_info() -> SqliteTypeInfo {
        <PrimitiveDateTime as Type<Sqlite>>::type_info()
    }

    fn compatible(ty: &SqliteTypeInfo) -> bool {
        <PrimitiveDateTime as Type<Sqlite>>::compatible(ty)
    }
}

impl<'r> Decode<'r, Sqlite> for Moment {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(parse(<&str as Decode<Sqlite>>::decode(value)?)?))
    }
}

/// The form in which the program writes a time: `2026-11-23 08:41:07.250`. Times outside the years
/// 0000–9999 are drawn to the nearest end, because longer years would not sort.
pub(crate) fn text(moment: Timestamp) -> String {
    let milliseconds = moment.0.clamp(RANGE.0, RANGE.1);
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH);
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:03}",
        at.year(),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second(),
        at.millisecond()
    )
}

/// Reads the program's form, and the one without fractions that `CURRENT_TIMESTAMP` writes.
fn parse(text: &str) -> Result<Timestamp, ::time::error::Parse> {
    let form = format_description!("[year]-[month]-[day] [hour]:[minute]:[second][optional [.[subsecond]]]");
    let nanoseconds = PrimitiveDateTime::parse(text, &form)?.assume_utc().unix_timestamp_nanos();
    // A date of four-digit years fits into 64 bits of milliseconds.
    Ok(Timestamp(nanoseconds.div_euclid(1_000_000) as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_time_reads_back_to_the_millisecond() {
        for milliseconds in [0, 1, 999, -1, 1_795_423_267_250, RANGE.0, RANGE.1] {
            let moment = Timestamp(milliseconds);
            assert_eq!(parse(&text(moment)).ok(), Some(moment), "{}", text(moment));
        }
    }

    #[test]
    fn the_form_of_current_timestamp_is_read_too() {
        assert_eq!(parse("2026-11-23 08:41:07").ok(), Some(Timestamp(1_795_423_267_000)));
        assert_eq!(parse("2026-11-23 08:41:07.5").ok(), Some(Timestamp(1_795_423_267_500)));
    }

    #[test]
    fn text_sorts_as_time_does_even_when_the_forms_are_mixed() {
        let earlier = "2026-11-23 08:41:07";
        let later = text(Timestamp(1_795_423_267_001));
        assert_eq!(later, "2026-11-23 08:41:07.001");
        assert!(earlier < later.as_str());
        assert!(text(Timestamp(i64::MIN)) < text(Timestamp(0)));
        assert!(text(Timestamp(0)) < text(Timestamp(i64::MAX)));
    }

    #[test]
    fn what_is_not_a_time_is_refused() {
        for bad in ["", "yesterday", "2026-11-23", "2026-11-23T08:41:07Z", "2026-02-30 00:00:00"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
