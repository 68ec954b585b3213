//! The chorus and the refrain: the parts that say the title.

use super::couplet::Wish;
use super::{Sections, Title, Writer};
use crate::material::{Group, Role, Slot, frames};
use crate::plan::Part;

/// How far a title's line and its answer may differ in length, in syllables.
const WIDEST_GAP: u32 = 3;

impl Writer<'_> {
    /// Four or five lines around the title.
    pub(super) fn chorus(&mut self, title: &Title, plan: &[Part]) -> Vec<String> {
        let long =
            plan.iter().find(|part| part.role == Some(Role::Chorus)).is_some_and(|part| part.lines > 4);
        let rhymed = if self.dice.one_in(4) { None } else { self.rhymed_title(title) };
        let wish = |length| Wish { length, apart: false, home: None };
        if let Some([said, answer]) = rhymed {
            let length = Some(self.ear.syllables(&said));
            let pair = self.couplet(Role::Chorus, &wish(length));
            let mut lines = vec![said, answer];
            lines.extend(pair.into_iter().flatten());
            if long {
                lines.extend(self.couplet(Role::Chorus, &wish(length)).into_iter().flatten());
            }
            return lines;
        }
        let said = self.title_line(title);
        let length = Some(self.ear.syllables(&said).clamp(7, 11));
        if self.dice.one_in(3) {
            let Some([first, second]) = self.couplet(Role::Chorus, &wish(length)) else { return vec![said] };
            return vec![said.clone(), first, second, said];
        }
        if self.dice.one_in(2)
            && let Some([first, second]) =
                self.couplet(Role::Chorus, &Wish { length, apart: true, home: None })
        {
            let again = self.title_line(title);
            return vec![said, first, again, second];
        }
        let mut lines: Vec<String> =
            self.couplet(Role::Chorus, &wish(length)).into_iter().flatten().collect();
        lines.extend(self.couplet(Role::Chorus, &wish(length)).into_iter().flatten());
        lines.push(said);
        lines
    }

    /// Two lines: the title, and its answer where one rhymes.
    pub(super) fn refrain(&mut self, title: &Title) -> Vec<String> {
        if let Some(pair) = self.rhymed_title(title) {
            return pair.to_vec();
        }
        let said = self.title_line(title);
        let length = Some(self.ear.syllables(&said).clamp(7, 11));
        let mut lines: Vec<String> = self
            .couplet(Role::Chorus, &Wish { length, apart: false, home: None })
            .into_iter()
            .flatten()
            .collect();
        lines.push(said);
        lines
    }

    /// The title said in a line of a fair length, unlike the line that said it before.
    pub(super) fn title_line(&mut self, title: &Title) -> String {
        let mut best: Option<(f64, String)> = None;
        for group in title_frames(title) {
            let Some(line) = self.expand(&group.lines[0], self.view(Role::Chorus)) else { continue };
            if self.used_lines.contains(&super::fold(&line.text)) {
                continue;
            }
            let syllables = self.ear.syllables(&line.text);
            let price = f64::from(syllables.abs_diff(8)) + self.dice.unit() * 3.0;
            if syllables <= 12 && best.as_ref().is_none_or(|(least, _)| price < *least) {
                best = Some((price, line.text));
            }
        }
        let line = best.map_or_else(|| crate::person::capital(&title.sung), |(_, line)| line);
        self.remember(&line, None);
        line
    }

    /// A line that ends on the title, and one of the store that rhymes with it.
    fn rhymed_title(&mut self, title: &Title) -> Option<[String; 2]> {
        let view = self.view(Role::Chorus);
        let mut answers: Vec<(&'static Group, f64)> =
            frames("ends").groups(Role::Chorus).map(|group| (group, 0.0)).collect();
        answers.extend(
            self.sources
                .iter()
                .filter(|source| !self.is_guest(source.theme))
                .flat_map(|source| source.groups(Role::Chorus, false).map(|group| (group, source.weight))),
        );
        let plain = crate::person::capital(&title.sung);
        let mut found: Vec<(f64, &'static str, String)> = Vec::new();
        for (group, weight) in answers {
            for pattern in group.lines.iter().filter(|pattern| !pattern.continues()) {
                let Some(line) = self.expand(pattern, view) else { continue };
                if !self.may_sing(&line.text, view) || !self.ear.rhyme(&plain, &line.text).is_heard() {
                    continue;
                }
                let Some(worth) = self.worth([&plain, &line.text], &Wish::default()) else { continue };
                let gap = f64::from(self.ear.syllables(&plain).abs_diff(self.ear.syllables(&line.text)));
                found.push((
                    worth + 4.0 * (gap - 1.0).max(0.0) + weight + self.dice.unit() * 3.0,
                    line.source,
                    line.text,
                ));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (_, source, answer) = found.into_iter().next()?;
        let said = self.framed(title, &answer)?;
        self.remember(&answer, Some(source));
        self.remember(&said, None);
        Some([said, answer])
    }

    /// The frame that brings the title's line nearest to its answer in length.
    fn framed(&mut self, title: &Title, answer: &str) -> Option<String> {
        let view = self.view(Role::Chorus);
        let length = self.ear.syllables(answer);
        let mut best: Option<(u32, String)> = None;
        for group in title_frames(title) {
            let Some(line) = self.expand(&group.lines[0], view) else { continue };
            let gap = self.ear.syllables(&line.text).abs_diff(length);
            if gap <= WIDEST_GAP
                && best
                    .as_ref()
                    .is_none_or(|(least, _)| gap < *least || (gap == *least && self.dice.one_in(2)))
            {
                best = Some((gap, line.text));
            }
        }
        best.map(|(_, line)| line)
    }
}

/// The frames that a title of this kind can stand in.
fn title_frames(title: &Title) -> impl Iterator<Item = &'static Group> {
    let any = frames("any").groups(Role::Chorus).filter(|group| group.lines[0].has_slot(Slot::Title));
    let noun = frames("noun").groups(Role::Chorus);
    let (noun, any) = if title.noun { (Some(noun), None) } else { (None, Some(any)) };
    noun.into_iter().flatten().chain(any.into_iter().flatten())
}

/// The last chorus comes back to the title once more.
pub(super) fn vary_last(plan: &[Part], sections: &mut Sections, title: &Title) {
    let central = |part: &Part| matches!(part.role, Some(Role::Chorus | Role::Answer));
    if plan.iter().filter(|part| central(part)).count() < 2 {
        return;
    }
    let Some(last) = plan.iter().rposition(central) else { return };
    let Some(lines) = sections.get_mut(last).filter(|lines| !lines.is_empty()) else { return };
    let said = lines.iter().find(|line| line.to_lowercase().contains(&title.sung.to_lowercase())).cloned();
    match said {
        Some(said) if lines.last() != Some(&said) => lines.push(said),
        _ if title.sung.len() <= 24 => lines.push(format!("({})", crate::person::capital(&title.sung))),
        _ => {}
    }
}
