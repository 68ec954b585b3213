//! A small load: some connections that ask without a pause for a while.

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};

use super::http::{Client, Request};

/// Connections that ask at the same time, and for how long.
const CONNECTIONS: usize = 8;
const LASTS: Duration = Duration::from_secs(5);

/// What a load measured.
pub(super) struct Load {
    per_second: f64,
    median: Duration,
    p99: Duration,
}

impl Load {
    /// Asks the same of the server again and again; any answer but 200 is an error.
    pub(super) fn run(address: SocketAddr, request: &Request) -> Result<Self> {
        let start = Instant::now();
        let mut times = thread::scope(|scope| {
            let askers: Vec<_> =
                (0..CONNECTIONS).map(|_| scope.spawn(|| ask(address, request, start))).collect();
            let mut times = Vec::new();
            for asker in askers {
                times.extend(asker.join().map_err(|_| anyhow!("a connection of the load panicked"))??);
            }
            anyhow::Ok(times)
        })?;
        let seconds = start.elapsed().as_secs_f64();
        times.sort_unstable();
        Ok(Self {
            per_second: times.len() as f64 / seconds,
            median: percentile(&times, 50),
            p99: percentile(&times, 99),
        })
    }
}

impl std::fmt::Display for Load {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { per_second, median, p99 } = self;
        write!(formatter, "{per_second:.0} requests/s, median {}, p99 {}", millis(*median), millis(*p99))
    }
}

fn ask(address: SocketAddr, request: &Request, start: Instant) -> Result<Vec<Duration>> {
    let mut client = Client::connect(address)?;
    let mut times = Vec::new();
    while start.elapsed() < LASTS {
        let asked = Instant::now();
        let answer = client.send(request)?;
        if answer.status != 200 {
            bail!("the server answered {} under load", answer.status);
        }
        times.push(asked.elapsed());
    }
    Ok(times)
}

/// The smallest time that at least `percent` of the sorted times do not exceed; zero when there are none.
pub(super) fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

/// Milliseconds, with as many digits as mean something.
pub(super) fn millis(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1000.0;
    if millis < 10.0 { format!("{millis:.2} ms") } else { format!("{millis:.0} ms") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_times_that_were_measured() {
        let times: Vec<_> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50), Duration::from_millis(100));
        assert_eq!(percentile(&times, 99), Duration::from_millis(198));
        assert_eq!(percentile(&times[..1], 99), Duration::from_millis(1));
        assert_eq!(percentile(&[], 99), Duration::ZERO);
    }

    #[test]
    fn short_times_keep_their_digits() {
        assert_eq!(millis(Duration::from_micros(1234)), "1.23 ms");
        assert_eq!(millis(Duration::from_micros(123_456)), "123 ms");
    }
}
