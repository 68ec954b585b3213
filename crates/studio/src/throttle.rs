//! Slows down who guesses passwords, without locking the owner out.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use domain::Timestamp;

/// Failures that are free.
const FREE: u32 = 5;
/// The wait after the first failure that is not free; it doubles up to the longest.
const FIRST_WAIT_MS: i64 = 1_000;
const LONGEST_WAIT_MS: i64 = 60_000;
/// After this long without a failure all is forgotten.
const FORGET_MS: i64 = 15 * 60_000;
/// Entries kept at most; an attacker's invented names must not fill the memory.
const KEPT: usize = 20_000;

/// Counts failed tries by a key such as an account together with an address.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<String, Tries>>);

#[derive(Clone, Copy)]
struct Tries {
    failures: u32,
    last: Timestamp,
}

impl Tries {
    fn open_again(self) -> Timestamp {
        let Some(paid) = self.failures.checked_sub(FREE) else { return self.last };
        self.last.plus((FIRST_WAIT_MS << paid.min(6)).min(LONGEST_WAIT_MS))
    }
}

impl Throttle {
    /// Seconds to wait before the next try, or `None` when it may come now.
    pub(crate) fn wait(&self, key: &str, now: Timestamp) -> Option<u64> {
        let tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let open = tries.get(key)?.open_again();
        (open > now).then(|| open.since(now).div_ceil(1_000))
    }

    /// Counts a failed try.
    pub(crate) fn failed(&self, key: &str, now: Timestamp) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() >= KEPT {
            tries.retain(|_, entry| now.since(entry.last) < FORGET_MS.unsigned_abs());
        }
        if tries.len() >= KEPT {
            tries.clear();
        }
        let entry = tries.entry(key.to_owned()).or_insert(Tries { failures: 0, last: now });
        if now.since(entry.last) >= FORGET_MS.unsigned_abs() {
            entry.failures = 0;
        }
        *entry = Tries { failures: entry.failures.saturating_add(1), last: now };
    }

    /// Forgets the failures: the right password came.
    pub(crate) fn succeeded(&self, key: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_with_failures_and_end_with_time() {
        let throttle = Throttle::default();
        let now = Timestamp(1_000_000);
        for _ in 0..FREE - 1 {
            throttle.failed("ann", now);
        }
        assert_eq!(throttle.wait("ann", now), None);
        throttle.failed("ann", now);
        assert_eq!(throttle.wait("ann", now), Some(1));
        for _ in 0..20 {
            throttle.failed("ann", now);
        }
        assert_eq!(throttle.wait("ann", now), Some(60));
        assert_eq!(throttle.wait("ann", now.plus(LONGEST_WAIT_MS)), None);
        assert_eq!(throttle.wait("bob", now), None);
    }

    #[test]
    fn the_right_password_forgets_the_failures() {
        let throttle = Throttle::default();
        for _ in 0..10 {
            throttle.failed("ann", Timestamp(0));
        }
        throttle.succeeded("ann");
        assert_eq!(throttle.wait("ann", Timestamp(0)), None);
    }
}
