//! One event stream per tab, for all of the user's songs.
//!
//! A page is loaded with everything up to some event. What arrived on the stream while the page was
//! on its way is kept here, so that a page that comes late misses nothing; folding an event twice
//! changes nothing.

use std::collections::VecDeque;

use domain::{
    EventId, SongId,
    generation::{EventRecord, GenerationEvent},
};
use leptos::prelude::*;

/// Events kept for pages that come late.
const KEPT: usize = 500;

/// Whether news arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Connection {
    /// No page has asked for news yet.
    Closed,
    /// News arrive.
    #[cfg_attr(
        not(feature = "hydrate"),
        expect(dead_code, reason = "a stream is opened in the browser only")
    )]
    Open,
    /// The server cannot be reached; the browser keeps trying.
    Lost,
}

/// The tab's stream.
#[derive(Clone, Copy)]
pub(crate) struct EventStream {
    events: RwSignal<VecDeque<EventRecord>>,
    connection: RwSignal<Connection>,
    ended: RwSignal<u32>,
    typing: RwSignal<Vec<(SongId, String)>>,
}

impl EventStream {
    /// Makes the stream known to all pages; once, at the root. It is opened by the first page that needs it.
    pub(crate) fn provide() {
        provide_context(Self {
            events: RwSignal::new(VecDeque::new()),
            connection: RwSignal::new(Connection::Closed),
            ended: RwSignal::new(0),
            typing: RwSignal::new(Vec::new()),
        });
    }

    /// The tab's stream.
    pub(crate) fn get() -> Self {
        expect_context()
    }

    /// Whether news arrive.
    pub(crate) fn connection(self) -> Signal<Connection> {
        self.connection.into()
    }

    /// Grows whenever a song has ended; lists load again.
    pub(crate) fn ended(self) -> Signal<u32> {
        self.ended.into()
    }

    /// The line that is being typed for a song, as far as it goes; empty when none is.
    pub(crate) fn typing(self, song: SongId) -> Signal<String> {
        Signal::derive(move || {
            self.typing.with(|typing| {
                typing
                    .iter()
                    .find(|(other, _)| *other == song)
                    .map(|(_, line)| line.clone())
                    .unwrap_or_default()
            })
        })
    }

    /// Hands every event after `after` to `fold`, those that are here and those that come. Runs in
    /// the browser only.
    pub(crate) fn follow(self, after: EventId, mut fold: impl FnMut(&EventRecord) + 'static) {
        let mut last = after;
        Effect::new(move |_| {
            self.open(after);
            self.events.with(|events| {
                for record in events {
                    if record.id > last {
                        last = record.id;
                        fold(record);
                    }
                }
            });
        });
    }

    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "events arrive in the browser only"))]
    fn take(self, record: EventRecord) {
        let ended = matches!(record.event, GenerationEvent::Ended { .. });
        if ended {
            crate::browser::tell_from_behind("Song Master", &ended_in_words(&record));
        }
        self.events.update(|events| {
            if events.len() == KEPT {
                events.pop_front();
            }
            events.push_back(record);
        });
        if ended {
            self.ended.update(|count| *count += 1);
        }
    }

    #[cfg(not(feature = "hydrate"))]
    fn open(self, _after: EventId) {
        let _ = self.connection;
    }

    /// Opens the stream behind `after`, unless it is open.
    #[cfg(feature = "hydrate")]
    fn open(self, after: EventId) {
        if self.connection.get_untracked() != Connection::Closed {
            return;
        }
        self.connection.set(Connection::Open);
        leptos::task::spawn_local(async move {
            let mut last = after;
            loop {
                self.read(&mut last).await;
                self.connection.set(Connection::Lost);
                gloo_timers::future::TimeoutFuture::new(2_000).await;
            }
        });
    }

    /// Reads one connection to its end. The browser itself reconnects after a fault of the network;
    /// an end means that the server answered with an error.
    #[cfg(feature = "hydrate")]
    async fn read(self, last: &mut EventId) {
        use futures::StreamExt;
        use gloo_net::eventsource::{State, futures::EventSource};

        let Ok(mut source) = EventSource::new(&format!("/events?after={last}")) else { return };
        let Ok(mut messages) = source.subscribe("generation") else { return };
        let Ok(mut typing) = source.subscribe("typing") else { return };
        let watched = source.clone();
        let watch = gloo_timers::callback::Interval::new(500, move || {
            let now = if watched.state() == State::Open { Connection::Open } else { Connection::Lost };
            if self.connection.get_untracked() != now {
                self.connection.set(now);
            }
        });
        leptos::task::spawn_local(async move {
            while let Some(Ok((_, message))) = typing.next().await {
                let text = message.data().as_string().unwrap_or_default();
                // A signal that is set many times between two frames is drawn once.
                self.typing.set(serde_json::from_str(&text).unwrap_or_default());
            }
            self.typing.set(Vec::new());
        });
        while let Some(Ok((_, message))) = messages.next().await {
            let text = message.data().as_string().unwrap_or_default();
            if let Ok(record) = serde_json::from_str::<EventRecord>(&text) {
                *last = record.id.max(*last);
                self.take(record);
            }
        }
        drop(watch);
    }
}

/// What a person in another tab is told of an end.
fn ended_in_words(record: &EventRecord) -> String {
    match &record.event {
        GenerationEvent::Ended { message, .. } => message.clone(),
        _ => String::new(),
    }
}
