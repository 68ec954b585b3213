//! The search for a couplet.

use songcraft::rhyme::RhymeKind;

use super::Writer;
use super::expand::Line;
use crate::brief::words::{found_in, stem};
use crate::ear::last_word;
use crate::material::{Group, Pattern, Role, Theme};
use crate::rng::{Dice, hash};

/// How many ways each line of the store is tried.
const TRIES: usize = 4;
/// What chance may add to a candidate: enough that seeds differ, too little to beat a real difference.
const CHANCE: f64 = 14.0;

/// The share of the store that one song is dealt.
const HAND: f64 = 0.4;

/// How much more gladly a song takes four crossed lines that it was dealt: there are too few to do without the others.
const IN_HAND: f64 = 12.0;

/// How much less gladly a verse takes lines of a heart than lines of its theme: a heart fits any theme and shows none.
const HEART_IN_VERSE: f64 = 9.0;

/// How the lines of a section answer one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shape {
    /// AABB.
    #[default]
    Couplets,
    /// ABAB, written whole in the store; AABB where it has none left.
    Crossed,
    /// AAB, the first line sung twice.
    Blues,
}

/// What a couplet should be like.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wish {
    /// Syllables a line, as the section has them already.
    pub(crate) length: Option<u32>,
    /// Whether other lines will come between the two.
    pub(crate) apart: bool,
    /// The theme or heart that the section began in.
    pub(crate) home: Option<&'static str>,
}

struct Candidate {
    lines: [Line; 2],
    worth: f64,
    theme: &'static str,
}

impl Writer<'_> {
    /// The best couplet of the store for this part of the song; `None` when everything has been sung.
    pub(super) fn couplet(&mut self, role: Role, wish: &Wish) -> Option<[String; 2]> {
        let groups = self.groups(role, false);
        let hand: Vec<_> = groups.iter().filter(|(group, ..)| self.holds(group)).copied().collect();
        let best = self.best_of(&hand, role, wish).or_else(|| self.best_of(&groups, role, wish))?;
        Some(self.sing(best.theme, best.lines))
    }

    /// A couplet for a place in a finished song, of lines of about this length; each call gives another one.
    pub(crate) fn another_couplet(&mut self, role: Role, syllables: u32, apart: bool) -> Option<[String; 2]> {
        self.couplet(role, &Wish { length: Some(syllables), apart, home: None })
    }

    /// Whether this song was dealt a group: another seed holds other cards, and so writes another song even where
    /// one couplet of the store would be best for both.
    fn holds(&self, group: &Group) -> bool {
        let card = group.lines.first().map_or(0, |line| hash(line.source.as_bytes()));
        Dice::new(self.deal ^ card, "hand").unit() < HAND
    }

    /// The best couplet of these groups.
    pub(super) fn couplet_of(
        &mut self,
        groups: &[(&'static Group, f64, &'static str)],
        role: Role,
        wish: &Wish,
    ) -> Option<[String; 2]> {
        let best = self.best_of(groups, role, wish)?;
        Some(self.sing(best.theme, best.lines))
    }

    fn sing<const N: usize>(&mut self, theme: &'static str, lines: [Line; N]) -> [String; N] {
        self.home = Some(theme);
        for line in &lines {
            self.remember(&line.text, Some(line.source));
            for filler in &line.fillers {
                *self.used_fillers.entry(filler).or_default() += 1;
            }
        }
        lines.map(|line| line.text)
    }

    /// Groups of couplets, or of crossed lines, for a role from every source; when a song needs more than its own role
    /// has, its neighbours lend.
    fn groups(&self, role: Role, crossed: bool) -> Vec<(&'static Group, f64, &'static str)> {
        let lenders: &[(Role, f64)] = match role {
            Role::Where => &[(Role::Changed, 1.2), (Role::Cost, 4.0)],
            Role::Changed => &[(Role::Where, 1.2), (Role::Cost, 0.8)],
            Role::Cost => &[(Role::Changed, 0.8), (Role::Where, 2.5)],
            Role::Close => &[(Role::Cost, 2.0)],
            _ => &[],
        };
        let mut found = Vec::new();
        let verse = matches!(role, Role::Where | Role::Changed | Role::Cost);
        let sources = self.sources.iter().filter(|source| verse || !self.is_guest(source.theme));
        for source in sources {
            // A heart has couplets for verses too, for when a theme has sung its own; its crossed lines show something.
            let name = source.theme.name;
            let of_heart = verse && !crossed && !self.brief.themes.iter().any(|theme| theme == name);
            let weight = if of_heart { source.weight - HEART_IN_VERSE } else { source.weight };
            found.extend(source.groups(role, crossed).map(|group| (group, weight, name)));
            for (lender, price) in lenders {
                found.extend(source.groups(*lender, crossed).map(|group| (group, weight - price, name)));
            }
        }
        found
    }

    /// Four lines that were written to be sung together, rhyming ABAB.
    pub(super) fn quatrain(&mut self, role: Role) -> Option<[String; 4]> {
        let view = self.view(role);
        let mut best: Option<(f64, &'static str, [Line; 4])> = None;
        for (group, weight, theme) in self.groups(role, true) {
            let weight = if self.holds(group) { weight + IN_HAND } else { weight };
            if group.lines.iter().any(|line| self.used_patterns.contains(line.source)) {
                continue;
            }
            let lines: Vec<Line> = group.lines.iter().map_while(|line| self.expand(line, view)).collect();
            let Ok(lines) = <[Line; 4]>::try_from(lines) else { continue };
            if !lines.iter().all(|line| self.may_sing(&line.text, view)) {
                continue;
            }
            let wish = Wish::default();
            let Some(odd) = self.worth([&lines[0].text, &lines[2].text], &wish) else { continue };
            let Some(even) = self.worth([&lines[1].text, &lines[3].text], &wish) else { continue };
            let worth = f64::midpoint(odd, even) + weight + self.dice.unit() * CHANCE;
            if best.as_ref().is_none_or(|(most, ..)| worth > *most) {
                best = Some((worth, theme, lines));
            }
        }
        let (_, theme, lines) = best?;
        Some(self.sing(theme, lines))
    }

    /// Whether this is the song's second theme, which has its say in the verses only.
    pub(super) fn is_guest(&self, theme: &Theme) -> bool {
        self.brief.themes.iter().skip(1).any(|name| name == theme.name)
    }

    fn best_of(
        &mut self,
        groups: &[(&'static Group, f64, &'static str)],
        role: Role,
        wish: &Wish,
    ) -> Option<Candidate> {
        let mut best: Option<Candidate> = None;
        for (group, weight, theme) in groups {
            for (at, first) in group.lines.iter().enumerate() {
                if first.continues()
                    || needs_what_went_before(group, at)
                    || (at > 0 && points_back(first))
                    || self.used_patterns.contains(first.source)
                {
                    continue;
                }
                for (place, second) in group.lines.iter().enumerate().skip(at + 1) {
                    if place > at + 1 && (second.continues() || needs_what_went_before(group, place)) {
                        continue;
                    }
                    if self.used_patterns.contains(second.source) || (wish.apart && second.continues()) {
                        continue;
                    }
                    // Lines of one theme belong together: a verse that began in one likes to stay there.
                    let at_home = wish.home.is_some_and(|home| home == *theme);
                    let weight = weight + if at_home { 3.0 } else { 0.0 };
                    let found = self
                        .best_pair([first, second], role, wish, weight)
                        .map(|found| Candidate { theme, ..found });
                    if let Some(found) = found
                        && best.as_ref().is_none_or(|best| found.worth > best.worth)
                    {
                        best = Some(found);
                    }
                }
            }
        }
        best
    }

    fn best_pair(
        &mut self,
        patterns: [&Pattern; 2],
        role: Role,
        wish: &Wish,
        weight: f64,
    ) -> Option<Candidate> {
        let view = self.view(role);
        let mut best: Option<Candidate> = None;
        let chance = self.dice.unit() * CHANCE;
        for _ in 0..TRIES {
            let Some(first) = self.expand(patterns[0], view) else { break };
            let Some(second) = self.expand(patterns[1], view) else { break };
            if !self.may_sing(&first.text, view) || !self.may_sing(&second.text, view) {
                continue;
            }
            let Some(worth) = self.worth([&first.text, &second.text], wish) else { continue };
            let worth = worth + weight + chance + self.dice.unit() * 0.5;
            if best.as_ref().is_none_or(|best| worth > best.worth) {
                best = Some(Candidate { lines: [first, second], worth, theme: "" });
            }
        }
        best
    }

    /// Single lines of the store for a place in a finished song: they rhyme with `partner`, have about as many
    /// syllables as the line that stood there, and need no line before them. Best first.
    pub(crate) fn lines_for(&mut self, role: Role, partner: Option<&str>, syllables: u32) -> Vec<String> {
        let view = self.view(role);
        let mut found: Vec<(f64, String)> = Vec::new();
        for (group, weight, _) in self.groups(role, false) {
            for pattern in group.lines.iter().filter(|pattern| !pattern.continues()) {
                let Some(line) = self.expand(pattern, view) else { continue };
                if !self.may_sing(&line.text, view) || self.ear.syllables(&line.text).abs_diff(syllables) > 1
                {
                    continue;
                }
                let wish = Wish { length: Some(syllables), apart: true, home: None };
                let worth = partner.map_or(Some(0.0), |partner| self.worth([partner, &line.text], &wish));
                found.extend(worth.map(|worth| (worth + weight + self.dice.unit(), line.text)));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.into_iter().map(|(_, line)| line).collect()
    }

    /// How well two lines go together and into the song; `None` when they may not be paired.
    pub(super) fn worth(&mut self, [first, second]: [&str; 2], wish: &Wish) -> Option<f64> {
        let rhyme = match self.ear.rhyme(first, second) {
            RhymeKind::Multisyllabic => 3.2,
            RhymeKind::Perfect => 3.0,
            RhymeKind::Family => 1.6,
            RhymeKind::Identity | RhymeKind::Assonance | RhymeKind::Consonance | RhymeKind::None => {
                return None;
            }
        };
        let (long, short) = (self.ear.syllables(first), self.ear.syllables(second));
        let gap = f64::from(long.abs_diff(short));
        let drift =
            wish.length.map_or(0.0, |length| f64::from(long.abs_diff(length).max(short.abs_diff(length))));
        let far = if gap > 1.0 { 4.0 * (gap - 1.0) } else { 0.4 * gap };
        let meter = self.ear.meter_match(first, second);
        let repeats: usize = [first, second]
            .into_iter()
            .map(|line| self.used_ends.get(&stem(&last_word(line))).copied().unwrap_or(0))
            .sum();
        let called = found_in(&self.brief.content_words, &format!("{first} {second}")).len();
        Some(rhyme + 1.5 * meter + 1.5 * called as f64 - far - 0.35 * drift - 2.0 * repeats as f64)
    }
}

/// Whether a line that is not its group's first speaks of something by its pronoun: without the line before it, nobody
/// would know of what.
fn points_back(line: &Pattern) -> bool {
    line.source.split(|c: char| !c.is_alphabetic()).any(|word| {
        let word = word.to_lowercase();
        matches!(
            word.as_str(),
            "it" | "its" | "he" | "him" | "his" | "she" | "they" | "them" | "their" | "one" | "ones"
        )
    })
}

/// Whether a line of a group points back to the line before it ("He", "They", "It took …"), in a group that does not
/// begin that way: it cannot follow anything else.
fn needs_what_went_before(group: &Group, place: usize) -> bool {
    let opening =
        |index: usize| group.lines.get(index).and_then(|line| line.source.split([' ', '\'']).next());
    place > 0
        && opening(0) != opening(place)
        && opening(place).is_some_and(|word| {
            matches!(
                word,
                "It" | "He" | "She" | "They" | "His" | "Her" | "Their" | "Its" | "She'd" | "Then" | "That"
            )
        })
}
