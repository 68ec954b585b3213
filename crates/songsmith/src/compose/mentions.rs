//! Seeing to it that the song says what the prompt said: its words, and the words that must be sung.

use super::couplet::Wish;
use super::{Sections, Writer};
use crate::brief::words::found_in;
use crate::material::{Group, Role, frames};
use crate::plan::Part;

/// How many content words of the prompt a song says at least, if the prompt has them.
const FEWEST: usize = 3;
/// How many couplets may be given to words of the prompt.
const MOST_COUPLETS: usize = 4;

impl Writer<'_> {
    /// Gives couplets of the verses to what the song has not said yet.
    pub(super) fn cover_the_prompt(&mut self, plan: &[Part], sections: &mut Sections) {
        let mut places = places(plan, sections);
        for _ in 0..MOST_COUPLETS {
            let Some((mention, store)) = self.missing(sections) else { return };
            let Some((section, line, role)) = places.pop() else { return };
            let length = sections[section].get(line).map(|line| self.ear.syllables(line));
            let groups: Vec<(&'static Group, f64)> = frames(store).groups(role).map(|group| (group, 0.0)).collect();
            self.mention = Some(mention);
            if let Some(pair) = self.couplet_of(&groups, role, &Wish { length, apart: false }) {
                for (place, text) in sections[section][line..].iter_mut().zip(pair) {
                    *place = text;
                }
            }
            self.mention = None;
        }
    }

    /// What should be sung next: a word that must occur, or a name or thing of the prompt while too few are said.
    fn missing(&self, sections: &Sections) -> Option<(String, &'static str)> {
        let text = sections.iter().flatten().cloned().collect::<Vec<_>>().join("\n");
        let must = self.brief.must.iter().find(|word| found_in(std::slice::from_ref(*word), &text).is_empty());
        if let Some(word) = must {
            return Some((word.clone(), "words"));
        }
        let said = found_in(&self.brief.content_words, &text);
        if said.len() >= FEWEST.min(self.brief.content_words.len()) {
            return None;
        }
        let unsaid = |phrase: &&String| {
            let words: Vec<String> = self.brief.content_words.iter().filter(|word| phrase.to_lowercase().contains(word.as_str())).cloned().collect();
            !words.is_empty() && found_in(&words, &text).is_empty()
        };
        let phrase = self.brief.subject.iter().chain(&self.brief.mentions).find(unsaid);
        let short = phrase.filter(|phrase| phrase.split(' ').count() <= 4);
        if let Some(phrase) = short {
            return Some((phrase.clone(), "mentions"));
        }
        let word = self.brief.content_words.iter().find(|word| !said.contains(word))?;
        Some((word.clone(), "words"))
    }
}

/// Couplets of verses that may be replaced: the last ones of each verse first, never a song's first.
fn places(plan: &[Part], sections: &Sections) -> Vec<(usize, usize, Role)> {
    let verses = plan.iter().enumerate().filter_map(|(index, part)| {
        let role = part.role.filter(|role| matches!(role, Role::Where | Role::Changed | Role::Cost))?;
        let plain = part.shape == super::Shape::Couplets && !part.answers && sections[index].len() >= 4;
        plain.then_some((index, sections[index].len() - 2, role))
    });
    let mut places: Vec<_> = verses.collect();
    let verses = places.len();
    places.rotate_left(1.min(verses));
    places.reverse();
    places
}
