//! Writing with models, measured: against a provider on script, so that all time is this program's own.

use std::{
    collections::HashSet,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{
    Desk, Figure,
    http::{Client, Request},
    load::{millis, percentile},
    measures::data,
};
use crate::{
    scripted::{self, Provider},
    workspace::Workspace,
};

/// Songs of which the time around a provider that answers at once is taken.
const SONGS: usize = 10;
/// Stages whose work is calls to the model, and songcraft's measures around them.
const STAGES: [&str; 6] = ["brief", "draft", "review", "critic", "preflight", "metadata"];
/// Watchers of one song.
const WATCHERS: usize = 1_000;
/// Songs that are written at the same time, by a provider of fifty words a second.
const AT_ONCE: usize = 50;
const MILLISECONDS_A_WORD: u32 = 20;
/// The longest that a song's end may take to come.
const PATIENCE: Duration = Duration::from_mins(10);

pub(super) fn all(workspace: &Workspace, scratch: &Path) -> Result<Vec<Figure>> {
    scripted::build(workspace)?;
    let mut figures = Vec::new();
    figures.push(overhead(workspace, &data(scratch, "overhead")?)?);
    figures.extend(watchers(workspace, &data(scratch, "watchers")?)?);
    figures.extend(many_songs(workspace, &data(scratch, "many")?)?);
    Ok(figures)
}

/// From the end of one stage to the end of the next, around a provider that answers at once.
fn overhead(workspace: &Workspace, data: &Path) -> Result<Figure> {
    let provider = Provider::start(workspace, 0, false)?;
    let mut desk = Desk::open(workspace, data, &provider, 1)?;
    let events = desk.follow(0)?;
    let mut times = Vec::new();
    // The first song opens the lexicon, which stays open.
    for number in 0..=SONGS {
        desk.ask_for_a_song(number)?;
        let mut before = None;
        loop {
            let (at, _, line) = events.recv_timeout(PATIENCE).context("no event came")?;
            let event: Value = serde_json::from_str(&line)?;
            match event["event"]["kind"].as_str() {
                Some("started") => before = Some(at),
                Some("stage_finished") => {
                    let stage = event["event"]["step"]["stage"].as_str().unwrap_or_default();
                    if let Some(before) = before.filter(|_| number > 0 && STAGES.contains(&stage)) {
                        times.push(at - before);
                    }
                    before = Some(at);
                }
                Some("ended") => break,
                _ => {}
            }
        }
    }
    times.sort_unstable();
    let measured =
        format!("median {}, p99 {}", millis(percentile(&times, 50)), millis(percentile(&times, 99)));
    Ok(Figure {
        what: "a stage with a model that answers at once, songcraft's measures included",
        measured,
        goal: "≤ 20 ms",
    })
}

/// The delays of the words in a line of data that shows what is being typed.
fn delay(now: Duration, line: &str) -> Option<Duration> {
    let stamp = line.split(|c: char| !c.is_ascii_digit()).rfind(|word| word.len() == 16)?;
    now.checked_sub(Duration::from_micros(stamp.parse().ok()?))
}

/// From the provider's word to one watcher, and to a thousand.
fn watchers(workspace: &Workspace, data: &Path) -> Result<Vec<Figure>> {
    let provider = Provider::start(workspace, MILLISECONDS_A_WORD, true)?;
    let mut desk = Desk::open(workspace, data, &provider, 1)?;
    let (one, _, last) = heard_by(&mut desk, 1, 0)?;
    let before = desk.server.resident_bytes();
    let (many, during, _) = heard_by(&mut desk, WATCHERS, last)?;
    let grown = before.zip(during).map(|(before, during)| during.saturating_sub(before) as f64 / 1e6);
    let told = |times: &[Duration]| {
        format!(
            "median {}, p99 {} of {} words",
            millis(percentile(times, 50)),
            millis(percentile(times, 99)),
            times.len()
        )
    };
    let mut figures = vec![
        Figure { what: "from the provider's word to a browser", measured: told(&one), goal: "p99 ≤ 20 ms" },
        Figure {
            what: "the same with 1,000 watchers of the song",
            measured: told(&many),
            goal: "p99 ≤ 100 ms",
        },
    ];
    figures.extend(grown.map(|grown| Figure {
        what: "memory for 1,000 watchers, at its highest until the draft is done",
        measured: format!("{grown:.1} MB"),
        goal: "≤ 10 MB",
    }));
    Ok(figures)
}

/// The delays of a new song's words at every watcher, sorted, the most memory that the server takes while they watch the
/// draft, and the song's last event. `after` is the last event of the song before.
fn heard_by(desk: &mut Desk, watchers: usize, after: i64) -> Result<(Vec<Duration>, Option<u64>, i64)> {
    let streams: Vec<_> = (0..watchers).map(|_| desk.follow(after)).collect::<Result<_>>()?;
    desk.ask_for_a_song(watchers)?;
    let (mut times, mut memory) = (Vec::new(), None);
    for (number, events) in streams.into_iter().enumerate() {
        let first = number == 0;
        let mut words = HashSet::new();
        loop {
            let (_, now, line) = events.recv_timeout(PATIENCE).context("no event came")?;
            if first {
                // Live, while the song is written; the other streams are read later.
                memory = memory.max(desk.server.resident_bytes());
            }
            if line.starts_with('[') {
                // A line that is shown again says nothing new.
                if let Some(late) = delay(now, &line).filter(|_| words.insert(line.clone())) {
                    times.push(late);
                }
            } else if line.contains("\"stage_finished\"") && line.contains("\"draft\"") {
                break;
            }
        }
    }
    times.sort_unstable();
    // The song goes on, and the next one has to wait for its end.
    let end = desk.follow(after)?;
    let mut line = String::new();
    while !line.contains("\"ended\"") {
        line = end.recv_timeout(PATIENCE).context("the song did not end")?.2;
    }
    let last: Value = serde_json::from_str(&line)?;
    Ok((times, memory, last["id"].as_i64().context("the last event has no id")?))
}

/// Fifty songs at the same time, and somebody who opens pages meanwhile.
fn many_songs(workspace: &Workspace, data: &Path) -> Result<Vec<Figure>> {
    let provider = Provider::start(workspace, MILLISECONDS_A_WORD, false)?;
    let mut desk = Desk::open(workspace, data, &provider, AT_ONCE)?;
    let alone = Instant::now();
    desk.ask_for_a_song(0)?;
    let first = desk.follow(0)?;
    while !first.recv_timeout(PATIENCE).context("the song did not end")?.2.contains("\"ended\"") {}
    let alone = alone.elapsed();

    let begun = Instant::now();
    for number in 1..=AT_ONCE {
        desk.ask_for_a_song(number)?;
    }
    let events = desk.follow(0)?;
    let (mut ended, mut pages) = (0, Vec::new());
    let mut reader = Client::connect(desk.server.address)?;
    let request = Request::get("/songs").with_cookies_of(&desk.client);
    // The song of before has ended, too.
    while ended < AT_ONCE + 1 {
        while let Ok((_, _, line)) = events.try_recv() {
            ended += usize::from(line.contains("\"ended\""));
            if line.contains("\"failed\"") {
                bail!("a song failed: {line}");
            }
        }
        let answer = reader.send(&request)?;
        if answer.status != 200 {
            bail!("the list of songs is answered with {}", answer.status);
        }
        pages.push(answer.first_byte);
        thread::sleep(Duration::from_millis(10));
        if begun.elapsed() > PATIENCE {
            bail!("only {ended} of {AT_ONCE} songs ended");
        }
    }
    let took = begun.elapsed();
    pages.sort_unstable();
    Ok(vec![
        Figure {
            what: "50 songs at once, 50 words a second each, until the last ends",
            measured: format!("{:.1} s; one song alone {:.1} s", took.as_secs_f64(), alone.as_secs_f64()),
            goal: "nothing stalls",
        },
        Figure {
            what: "the list of songs meanwhile, time to first byte",
            measured: format!(
                "median {}, p99 {}",
                millis(percentile(&pages, 50)),
                millis(percentile(&pages, 99))
            ),
            goal: "p99 ≤ 50 ms",
        },
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_stamp_of_a_line_tells_how_late_it_came() {
        let now = Duration::from_millis(1_795_000_000_500);
        let line = r#"[[1,"1795000000000001 1795000000490000 "]]"#;
        assert_eq!(delay(now, line), Some(Duration::from_millis(10)));
        assert_eq!(delay(now, r#"[[1,"The boy"]]"#), None);
    }
}
