//! A breaker for each provider: who is down is left alone for a while, and waiting songs are told so.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// Outages in a row until a provider counts as down.
const OUTAGES: u32 = 5;
/// The first time of rest; it doubles while the provider stays down.
const REST: Duration = Duration::from_secs(30);
const LONGEST_REST: Duration = Duration::from_mins(5);
/// Providers that are remembered.
const MOST: usize = 1_000;

#[derive(Debug, Default)]
struct State {
    outages: u32,
    rest: Option<Duration>,
    until: Option<Instant>,
}

/// The breaker of one provider.
#[derive(Clone, Debug, Default)]
pub struct Breaker(Arc<Mutex<State>>);

impl Breaker {
    /// How long the provider is to be left alone; `None` when it may be called.
    pub fn rests(&self) -> Option<Duration> {
        let state = self.lock();
        let left = state.until?.checked_duration_since(Instant::now())?;
        (!left.is_zero()).then_some(left)
    }

    /// It answered.
    pub(crate) fn answered(&self) {
        *self.lock() = State::default();
    }

    /// It is down, as far as this call can tell.
    pub(crate) fn failed(&self) {
        let mut state = self.lock();
        state.outages += 1;
        if state.outages >= OUTAGES {
            let rest = state.rest.map_or(REST, |rest| (rest * 2).min(LONGEST_REST));
            state.rest = Some(rest);
            state.until = Some(Instant::now() + rest);
            // The first call after the rest decides: one more outage, and it rests again.
            state.outages = OUTAGES - 1;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The breakers of all providers that this process calls, by their address.
#[derive(Clone, Debug, Default)]
pub struct Breakers(Arc<Mutex<HashMap<String, Breaker>>>);

impl Breakers {
    /// The breaker of an address.
    pub fn of(&self, address: &str) -> Breaker {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST && !all.contains_key(address) {
            all.retain(|_, breaker| breaker.rests().is_some());
        }
        all.entry(address.to_owned()).or_default().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_provider_that_is_down_rests_longer_each_time_and_one_answer_ends_it() {
        let breaker = Breakers::default().of("http://localhost:1");
        for _ in 0..OUTAGES {
            assert_eq!(breaker.rests(), None);
            breaker.failed();
        }
        assert_eq!(breaker.rests(), Some(REST));
        tokio::time::advance(REST).await;
        assert_eq!(breaker.rests(), None);
        breaker.failed();
        assert_eq!(breaker.rests(), Some(REST * 2));
        breaker.answered();
        assert_eq!(breaker.rests(), None);
    }

    #[test]
    fn an_address_has_one_breaker() {
        let breakers = Breakers::default();
        for _ in 0..OUTAGES {
            breakers.of("one").failed();
        }
        assert!(breakers.of("one").rests().is_some());
        assert!(breakers.of("other").rests().is_none());
    }
}
