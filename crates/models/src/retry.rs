//! When to try again.

use std::time::{Duration, SystemTime};

use crate::{CallError, Limits};

/// The pause before the next try; `None` when there is none: it would not help, there were enough, or the provider
/// asks for more patience than a song has.
pub(crate) fn pause(error: &CallError, tries: u32, limits: &Limits, chance: f64) -> Option<Duration> {
    if !error.trouble.may_pass() || tries >= limits.tries {
        return None;
    }
    if let Some(asked) = error.retry_after {
        return (asked <= limits.longest_pause).then_some(asked);
    }
    // Half of the pause is certain, half is chance: a hundred songs do not come back in one second.
    let full = (limits.pause * 2u32.saturating_pow(tries.saturating_sub(1))).min(limits.longest_pause);
    Some(full.mul_f64(0.5 + 0.5 * chance.clamp(0.0, 1.0)))
}

/// What `Retry-After` says: seconds, or a date (RFC 9110, section 10.2.3).
pub(crate) fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<f64>() {
        return (seconds.is_finite() && seconds >= 0.0)
            .then(|| Duration::from_secs_f64(seconds.min(86_400.0)));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// A number from 0 to 1.
pub(crate) fn chance() -> f64 {
    getrandom::u32().map_or(0.5, |number| f64::from(number) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Trouble;

    const LIMITS: fn() -> Limits = Limits::default;

    #[test]
    fn the_pause_doubles_and_chance_shortens_it_to_half_at_most() {
        let error = CallError::new(Trouble::Down, "");
        assert_eq!(pause(&error, 1, &LIMITS(), 1.0), Some(Duration::from_secs(1)));
        assert_eq!(pause(&error, 2, &LIMITS(), 1.0), Some(Duration::from_secs(2)));
        assert_eq!(pause(&error, 2, &LIMITS(), 0.0), Some(Duration::from_secs(1)));
        assert_eq!(pause(&error, 3, &LIMITS(), 0.5), None, "three tries are enough");
        assert_eq!(pause(&CallError::new(Trouble::Key, ""), 1, &LIMITS(), 0.5), None);
    }

    #[test]
    fn what_the_provider_asks_for_counts_up_to_a_cap() {
        let asking = |seconds| CallError::of_status(429, "", Some(Duration::from_secs(seconds)));
        assert_eq!(pause(&asking(7), 1, &LIMITS(), 0.5), Some(Duration::from_secs(7)));
        assert_eq!(pause(&asking(61), 1, &LIMITS(), 0.5), None);
    }

    #[test]
    fn retry_after_is_read_as_seconds_or_as_a_date() {
        let now = httpdate::parse_http_date("Wed, 25 Nov 2026 10:00:00 GMT").expect("a date");
        assert_eq!(retry_after("3", now), Some(Duration::from_secs(3)));
        assert_eq!(retry_after("Wed, 25 Nov 2026 10:00:09 GMT", now), Some(Duration::from_secs(9)));
        assert_eq!(retry_after("Wed, 25 Nov 2026 09:00:00 GMT", now), Some(Duration::ZERO));
        for nonsense in ["", "soon", "-1", "NaN", "inf"] {
            assert_eq!(retry_after(nonsense, now), None, "{nonsense}");
        }
    }
}
