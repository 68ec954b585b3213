//! Seeing to it that the song says what the prompt said: its words, and the words that must be sung.

use super::couplet::Wish;
use super::{Sections, Shape, Writer};
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
            let Some(place) = places.pop() else { return };
            let lines = &mut sections[place.section];
            if place.shape == Shape::Crossed {
                // Four crossed lines belong together: none of them stays when some go.
                *lines = self.couplets(place.role, lines.len());
            }
            let length = lines.first().map(|line| self.ear.syllables(line));
            let groups: Vec<(&'static Group, f64, &'static str)> =
                frames(store).groups(place.role).map(|group| (group, 0.0, store)).collect();
            self.mention = Some(mention);
            if let Some(pair) =
                self.couplet_of(&groups, place.role, &Wish { length, apart: false, home: None })
            {
                place.fill(lines, &pair);
            }
            self.mention = None;
        }
    }

    /// What should be sung next: a word that must occur, or a name or thing of the prompt while too few are said.
    fn missing(&self, sections: &Sections) -> Option<(String, &'static str)> {
        let text = sections.iter().flatten().cloned().collect::<Vec<_>>().join("\n");
        let must =
            self.brief.must.iter().find(|word| found_in(std::slice::from_ref(*word), &text).is_empty());
        if let Some(word) = must {
            return Some((word.clone(), "words"));
        }
        let said = found_in(&self.brief.content_words, &text);
        if said.len() >= FEWEST.min(self.brief.content_words.len()) {
            return None;
        }
        let unsaid = |phrase: &&String| {
            let words: Vec<String> = self
                .brief
                .content_words
                .iter()
                .filter(|word| phrase.to_lowercase().contains(word.as_str()))
                .cloned()
                .collect();
            !words.is_empty() && found_in(&words, &text).is_empty()
        };
        let phrase = self.brief.subject.iter().chain(&self.brief.mentions).find(unsaid);
        let short = phrase.filter(|phrase| phrase.split(' ').count() <= 5);
        if let Some(phrase) = short {
            return Some((phrase.clone(), "mentions"));
        }
        let plain = |word: &&&String| !["ing", "ed", "ly", "s"].iter().any(|end| word.ends_with(end));
        let unsaid: Vec<&String> =
            self.brief.content_words.iter().filter(|word| !said.contains(word)).collect();
        let word = *unsaid.iter().find(plain).or(unsaid.first())?;
        Some((word.clone(), "words"))
    }
}

/// A couplet of a verse that may be replaced.
struct Place {
    section: usize,
    role: Role,
    shape: Shape,
    answers: bool,
    /// Whether the verse's first couplet goes, and not its last.
    first: bool,
}

impl Place {
    /// Puts the couplet at the end of the verse; a blues stanza becomes the couplet.
    fn fill(&self, lines: &mut [String], [first, second]: &[String; 2]) {
        let pair: Vec<&String> =
            if self.shape == Shape::Blues { vec![first, first, second] } else { vec![first, second] };
        let step = if self.answers { 2 } else { 1 };
        let Some(last) = lines.len().checked_sub(pair.len() * step) else { return };
        let start = if self.first { 0 } else { last };
        for (place, text) in lines[start..].iter_mut().step_by(step).zip(pair) {
            place.clone_from(text);
        }
    }
}

/// Where couplets may be replaced, the best place last: a song's first verse keeps its own as long as it can.
fn places(plan: &[Part], sections: &Sections) -> Vec<Place> {
    let verses = plan.iter().enumerate().filter_map(|(section, part)| {
        let role = part.role.filter(|role| matches!(role, Role::Where | Role::Changed | Role::Cost))?;
        let room = if part.shape == Shape::Blues { 3 } else { 4 };
        let place = Place { section, role, shape: part.shape, answers: part.answers, first: false };
        (sections[section].len() >= room).then_some(place)
    });
    let mut places: Vec<Place> = verses.collect();
    let count = places.len();
    places.rotate_left(1.min(count));
    // When every verse has given its last couplet, the second verse gives its first one too.
    let spare = places.first().map(|place| Place { first: true, ..*place });
    places.extend(spare.filter(|place| place.shape == Shape::Couplets));
    places.reverse();
    places
}
