//! A draft while it is written: its lines go to whoever watches, and a hopeless one is stopped early.

use std::{collections::HashMap, ops::ControlFlow};

use async_trait::async_trait;
use models::Listener;
use songcraft::target::Target;

use super::sheet::SheetReader;
use crate::generation::writer::Audience;

/// Characters in which a song has begun, or never will.
const PATIENCE: usize = 2_000;
/// Times that one line may be written before it is a loop and no refrain.
const MOST_REPEATS: usize = 12;
/// Letters of lyrics from which a language can be told.
const ENOUGH_LETTERS: usize = 300;
/// What a sheet may have beyond its limit: it is cut or repaired later, but not twice as long.
const SLACK: usize = 1_000;

/// Hears a draft.
pub(super) struct Pen<'a> {
    audience: &'a dyn Audience,
    target: &'static Target,
    language: &'a str,
    reader: SheetReader,
    unfinished: String,
    shown: bool,
}

impl<'a> Pen<'a> {
    pub(super) fn new(audience: &'a dyn Audience, target: &'static Target, language: &'a str) -> Self {
        Self {
            audience,
            target,
            language,
            reader: SheetReader::default(),
            unfinished: String::new(),
            shown: false,
        }
    }

    /// Why there is no use in reading on.
    fn hopeless(&self) -> Option<String> {
        let lines = self.reader.lines();
        if lines.is_empty() {
            let read = self.reader.read + self.unfinished.chars().count();
            return (read > PATIENCE)
                .then(|| format!("after {read} characters no section of a song has begun"));
        }
        if self.unfinished.len() > PATIENCE {
            return Some("it writes a line without an end".to_owned());
        }
        let length: usize = lines.iter().map(|line| line.chars().count() + 1).sum();
        if let Some(limit) = self.target.lyrics_limit.filter(|limit| length > *limit as usize + SLACK) {
            return Some(format!("it is longer than the {limit} characters that {} takes", self.target.name));
        }
        let sung = || lines.iter().filter(|line| !line.is_empty() && !line.starts_with('['));
        let mut times: HashMap<&str, usize> = HashMap::new();
        for line in sung() {
            *times.entry(line).or_default() += 1;
        }
        if times.values().any(|times| *times > MOST_REPEATS) {
            return Some("it writes one line again and again".to_owned());
        }
        let text: String = sung().flat_map(|line| line.chars().chain([' '])).collect();
        if text.chars().filter(|c| c.is_alphabetic()).count() < ENOUGH_LETTERS {
            return None;
        }
        let found = whatlang::detect(&text).filter(whatlang::Info::is_reliable)?;
        let wanted = iso639_3(self.language)?;
        (found.lang() != wanted)
            .then(|| format!("it is in {}, and {} was asked for", found.lang().eng_name(), wanted.eng_name()))
    }
}

#[async_trait]
impl Listener for Pen<'_> {
    async fn begins(&mut self) {
        if std::mem::take(&mut self.shown) {
            self.audience.begins_again().await;
        }
        self.audience.typing("");
        self.reader = SheetReader::default();
        self.unfinished.clear();
    }

    async fn hears(&mut self, piece: &str) -> ControlFlow<String> {
        self.unfinished.push_str(piece);
        let mut lines = Vec::new();
        while let Some(end) = self.unfinished.find('\n') {
            let line: String = self.unfinished.drain(..=end).collect();
            lines.extend(self.reader.line(&line));
        }
        let whole = !lines.is_empty();
        if whole {
            self.shown = true;
            self.audience.lines(lines).await;
        }
        // Brackets may still turn out to be chatter; a line of lyrics is shown as it grows.
        let begun = self.reader.has_begun() && !self.unfinished.starts_with(['[', '`', '#']);
        self.audience.typing(if begun { &self.unfinished } else { "" });
        let look = whole || !self.reader.has_begun() || self.unfinished.len() > PATIENCE;
        match if look { self.hopeless() } else { None } {
            Some(reason) => ControlFlow::Break(reason),
            None => ControlFlow::Continue(()),
        }
    }
}

/// The language of an ISO 639-1 code, as far as it can be told from text.
fn iso639_3(code: &str) -> Option<whatlang::Lang> {
    use whatlang::Lang;
    Some(match code {
        "en" => Lang::Eng,
        "cs" => Lang::Ces,
        "da" => Lang::Dan,
        "de" => Lang::Deu,
        "el" => Lang::Ell,
        "es" => Lang::Spa,
        "et" => Lang::Est,
        "fi" => Lang::Fin,
        "fr" => Lang::Fra,
        "hi" => Lang::Hin,
        "hu" => Lang::Hun,
        "it" => Lang::Ita,
        "ja" => Lang::Jpn,
        "ko" => Lang::Kor,
        "lt" => Lang::Lit,
        "nl" => Lang::Nld,
        "pl" => Lang::Pol,
        "pt" => Lang::Por,
        "ru" => Lang::Rus,
        "sv" => Lang::Swe,
        "tr" => Lang::Tur,
        "uk" => Lang::Ukr,
        "vi" => Lang::Vie,
        "zh" => Lang::Cmn,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[derive(Default)]
    struct Heard(Mutex<Vec<String>>);

    #[async_trait]
    impl Audience for Heard {
        async fn begins_again(&self) {
            self.0.lock().expect("a lock").push("AGAIN".to_owned());
        }

        async fn lines(&self, lines: Vec<String>) {
            self.0.lock().expect("a lock").extend(lines);
        }

        fn typing(&self, text: &str) {
            if !text.is_empty() {
                self.0.lock().expect("a lock").push(format!("~{text}"));
            }
        }
    }

    async fn hear(language: &str, pieces: &[&str]) -> (Vec<String>, Option<String>) {
        let heard = Heard::default();
        let mut pen = Pen::new(&heard, Target::default_target(), language);
        pen.begins().await;
        let mut stopped = None;
        for piece in pieces {
            if let ControlFlow::Break(reason) = pen.hears(piece).await {
                stopped = Some(reason);
                break;
            }
        }
        (heard.0.into_inner().expect("a lock"), stopped)
    }

    #[tokio::test]
    async fn lines_are_shown_while_they_grow_and_once_they_are_whole() {
        let (heard, stopped) = hear("en", &["Title: Boat\n\n[Ver", "se 1]\nThe b", "oy\nand", " I\n"]).await;
        assert_eq!(heard, ["[Verse 1]", "~The b", "The boy", "~and", "and I"]);
        assert_eq!(stopped, None);
    }

    #[tokio::test]
    async fn another_try_begins_on_an_empty_page() {
        let heard = Heard::default();
        let mut pen = Pen::new(&heard, Target::default_target(), "en");
        pen.begins().await;
        assert!(pen.hears("[Verse]\na\n").await.is_continue());
        pen.begins().await;
        assert!(pen.hears("[Verse]\nb\n").await.is_continue());
        assert_eq!(heard.0.into_inner().expect("a lock"), ["[Verse]", "a", "AGAIN", "[Verse]", "b"]);
    }

    #[tokio::test]
    async fn a_hopeless_draft_is_stopped_early() {
        let essay = "This is an essay about ferries and not a song at all. ".repeat(50);
        let (_, stopped) = hear("en", &[&essay]).await;
        assert!(stopped.is_some_and(|reason| reason.contains("no section")));
        let loops = format!("[Verse]\n{}", "la la la\n".repeat(14));
        let (_, stopped) = hear("en", &[&loops]).await;
        assert!(stopped.is_some_and(|reason| reason.contains("again and again")));
        let endless = "la ".repeat(1_000);
        let (_, stopped) = hear("en", &["[Verse]\n", &endless]).await;
        assert!(stopped.is_some_and(|reason| reason.contains("without an end")));
        let long: Vec<String> =
            (0..400).map(|number| format!("the number of this line is {number}\n")).collect();
        let (_, stopped) = hear("en", &["[Verse]\n", &long.concat()]).await;
        assert!(stopped.is_some_and(|reason| reason.contains("longer than")));
    }

    #[tokio::test]
    async fn a_draft_in_another_language_is_stopped() {
        let german = "[Strophe 1]\n[Verse 1]\nDie letzte Fähre fährt hinaus, der Sommer ist vorbei\nIch stehe auf der Mole und zähle bis um drei\n\
            Der Koffer steht im Regen, die Möwen sind noch da\nUnd niemand weiß so richtig, was gestern hier geschah\n\
            Wir haben nichts versprochen und trotzdem war es gut\nDer Wind vom Wasser zieht mir den alten grauen Hut\n\
            Die Lampen in den Häusern, sie gehen langsam aus\nUnd ich gehe mit den Händen in den Taschen nach Haus\n";
        let (_, stopped) = hear("en", &[german]).await;
        assert_eq!(stopped.as_deref(), Some("it is in German, and English was asked for"));
        let (_, stopped) = hear("de", &[german]).await;
        assert_eq!(stopped, None);
    }
}
