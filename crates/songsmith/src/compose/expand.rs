//! From a line of the store to a line that can be sung: choices made, slots filled, cast for the singer.

use super::Writer;
use crate::brief::PointOfView;
use crate::material::{Part, Pattern, Slot};
use crate::person;

/// A line with the words that went into its slots.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) source: &'static str,
    pub(super) fillers: Vec<&'static str>,
}

impl Writer<'_> {
    /// One way to sing a pattern; `None` when a slot has nothing to fill it.
    pub(super) fn expand(&mut self, pattern: &Pattern, view: PointOfView) -> Option<Line> {
        let mut text = String::new();
        let mut fillers = Vec::new();
        for part in &pattern.parts {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Choice(choices) => text.push_str(self.dice.pick(choices)?),
                Part::Slot(Slot::Subject) => text.push_str(self.brief.subject.as_deref()?),
                Part::Slot(Slot::Mention | Slot::Word) => text.push_str(self.mention.as_deref()?),
                Part::Slot(Slot::Title) => text.push_str(&self.title),
                Part::Slot(slot) => {
                    let filler = self.filler(*slot, &fillers)?;
                    fillers.push(filler);
                    text.push_str(filler);
                }
            }
        }
        let text = person::capital(&person::with_articles(&person::cast(&text, view)));
        Some(Line { text, source: pattern.source, fillers })
    }

    /// A filler of the first source that has some: the theme before the heart, and the least sung before the others.
    fn filler(&mut self, slot: Slot, taken: &[&'static str]) -> Option<&'static str> {
        let choices = self
            .sources
            .iter()
            .map(|source| source.theme.fillers(slot))
            .find(|choices| !choices.is_empty())?;
        let fresh: Vec<&'static str> =
            choices.iter().copied().filter(|choice| !taken.contains(choice)).collect();
        let least = fresh.iter().map(|choice| self.used_fillers.get(choice).copied().unwrap_or(0)).min()?;
        let rare: Vec<&'static str> = fresh
            .into_iter()
            .filter(|choice| self.used_fillers.get(choice).copied().unwrap_or(0) == least)
            .collect();
        self.dice.pick(&rare).copied()
    }

    /// Whether a line may be sung in this song at all.
    pub(super) fn may_sing(&self, line: &str, view: PointOfView) -> bool {
        let folded = super::fold(line);
        let words: Vec<&str> = folded.split(' ').collect();
        let stems: Vec<String> = words.iter().map(|word| crate::brief::words::stem(word)).collect();
        let forbidden = self.brief.must_not.iter().any(|avoid| {
            let avoid_stem = crate::brief::words::stem(avoid);
            stems.contains(&avoid_stem)
        });
        let addressed = person::is_third(view)
            && words
                .iter()
                .any(|word| matches!(*word, "you" | "your" | "youre" | "youve" | "youll" | "youd" | "yours"));
        let sound = crate::grammar::agreement_errors(line).is_empty();
        !forbidden && !addressed && sound && !self.used_lines.contains(&folded) && !is_stale(line)
    }
}

/// Whether a line has a phrase that songcraft lists as worn.
fn is_stale(line: &str) -> bool {
    !songcraft::freshness::stale_phrases(&songcraft::document::Document::parse(line)).is_empty()
}
