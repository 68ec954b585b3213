//! A draft while it is written: its title and lines go to whoever watches, and a hopeless one is stopped early.

use std::ops::ControlFlow;

use async_trait::async_trait;
use models::Listener;
use songcraft::{document::Document, draft, target::Target};

use super::sheet::SheetReader;
use crate::generation::writer::Audience;

/// Letters of lyrics from which a language can be told.
const ENOUGH_LETTERS: usize = 300;
/// Characters after which what is written is looked at, even if no line of the sheet has ended.
const GLANCE: usize = 500;

/// Hears a draft.
pub(super) struct Pen<'a> {
    audience: &'a dyn Audience,
    target: &'static Target,
    language: &'a str,
    /// Whether the song has a title already, so that the draft's own does not count.
    has_title: bool,
    reader: SheetReader,
    /// What stands before the sheet.
    preamble: String,
    unfinished: String,
    shown: bool,
    /// Characters since the draft was looked at.
    unseen: usize,
}

impl<'a> Pen<'a> {
    pub(super) fn new(
        audience: &'a dyn Audience,
        target: &'static Target,
        language: &'a str,
        has_title: bool,
    ) -> Self {
        Self {
            audience,
            target,
            language,
            has_title,
            reader: SheetReader::default(),
            preamble: String::new(),
            unfinished: String::new(),
            shown: false,
            unseen: 0,
        }
    }

    /// Why there is no use in reading on: songcraft looks at the sheet as far as it goes.
    fn hopeless(&self) -> Option<String> {
        let lines = self.reader.lines();
        let before = if lines.is_empty() { self.preamble.clone() } else { lines.join("\n") + "\n" };
        let draft = Document::parse(&(before + &self.unfinished));
        if let Some(reason) = draft::hopeless(&draft, self.target) {
            return Some(reason.to_string());
        }
        self.in_another_language()
    }

    fn in_another_language(&self) -> Option<String> {
        let sung = self.reader.lines().iter().filter(|line| !line.is_empty() && !line.starts_with('['));
        let text: String = sung.flat_map(|line| line.chars().chain([' '])).collect();
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
            self.audience.begins_again();
        }
        self.audience.typing("");
        self.reader = SheetReader::default();
        self.preamble.clear();
        self.unfinished.clear();
    }

    async fn hears(&mut self, piece: &str) -> ControlFlow<String> {
        self.unfinished.push_str(piece);
        self.unseen += piece.chars().count();
        let had_title = self.reader.title().is_some();
        let mut lines = Vec::new();
        while let Some(end) = self.unfinished.find('\n') {
            let line: String = self.unfinished.drain(..=end).collect();
            lines.extend(self.reader.line(&line));
            if !self.reader.has_begun() {
                self.preamble.push_str(&line);
            }
        }
        if let Some(title) = self.reader.title().filter(|_| !had_title && !self.has_title) {
            self.shown = true;
            self.audience.title(title);
        }
        let whole = !lines.is_empty();
        if whole {
            self.shown = true;
            self.audience.lines(lines);
        }
        // Brackets may still turn out to be chatter; a line of lyrics is shown as it grows.
        let begun = self.reader.has_begun() && !self.unfinished.starts_with(['[', '`', '#']);
        self.audience.typing(if begun { &self.unfinished } else { "" });
        if !whole && self.unseen < GLANCE {
            return ControlFlow::Continue(());
        }
        self.unseen = 0;
        self.hopeless().map_or(ControlFlow::Continue(()), ControlFlow::Break)
    }
}

/// Nobody: a sheet that is written anew is shown when it is done, and stopped early like a draft.
pub(super) struct Nobody;

impl Audience for Nobody {
    fn begins_again(&self) {}

    fn title(&self, _title: &str) {}

    fn lines(&self, _lines: Vec<String>) {}

    fn typing(&self, _text: &str) {}
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

    impl Audience for Heard {
        fn begins_again(&self) {
            self.0.lock().expect("a lock").push("AGAIN".to_owned());
        }

        fn lines(&self, lines: Vec<String>) {
            self.0.lock().expect("a lock").extend(lines);
        }

        fn title(&self, title: &str) {
            self.0.lock().expect("a lock").push(format!("“{title}”"));
        }

        fn typing(&self, text: &str) {
            if !text.is_empty() {
                self.0.lock().expect("a lock").push(format!("~{text}"));
            }
        }
    }

    async fn hear(language: &str, pieces: &[&str]) -> (Vec<String>, Option<String>) {
        let heard = Heard::default();
        let mut pen = Pen::new(&heard, Target::default_target(), language, false);
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
        assert_eq!(heard, ["“Boat”", "[Verse 1]", "~The b", "The boy", "~and", "and I"]);
        assert_eq!(stopped, None);
    }

    #[tokio::test]
    async fn another_try_begins_on_an_empty_page() {
        let heard = Heard::default();
        let mut pen = Pen::new(&heard, Target::default_target(), "en", true);
        pen.begins().await;
        assert!(pen.hears("[Verse]\na\n").await.is_continue());
        pen.begins().await;
        assert!(pen.hears("[Verse]\nb\n").await.is_continue());
        assert_eq!(heard.0.into_inner().expect("a lock"), ["[Verse]", "a", "AGAIN", "[Verse]", "b"]);
    }

    #[tokio::test]
    async fn a_hopeless_draft_is_stopped_early() {
        let essay = "This is an essay about ferries and not a song at all. ".repeat(60);
        let (_, stopped) = hear("en", &[&essay]).await;
        assert!(stopped.is_some_and(|reason| reason.contains("no section")));
        let essay = "This is an essay about ferries\nand not a song at all.\n".repeat(60);
        let (_, stopped) = hear("en", &[&essay]).await;
        assert!(stopped.is_some_and(|reason| reason.contains("no section")));
        let endless = "la ".repeat(1_000);
        let (_, stopped) = hear("en", &["[Verse]\n", &endless]).await;
        assert!(stopped.is_some_and(|reason| reason.contains("without an end")));
    }

    #[tokio::test]
    async fn a_title_that_was_asked_for_is_not_told_again() {
        let heard = Heard::default();
        let mut pen = Pen::new(&heard, Target::default_target(), "en", true);
        pen.begins().await;
        assert!(pen.hears("Title: Mine\n\n[Verse]\na\n").await.is_continue());
        assert_eq!(heard.0.into_inner().expect("a lock"), ["[Verse]", "a"]);
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
