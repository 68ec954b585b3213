//! Composing: from a plan and the store to lines, by search.
//!
//! Every couplet is chosen among hundreds of candidates: two lines of one group of the store, with every choice and
//! slot filled in several ways, judged by rhyme, syllables, stress, what was sung before and what the prompt says.

mod chorus;
mod couplet;
mod expand;
mod mentions;
mod sheet;
mod title;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::brief::words::{Word, cut, hits, stem};
use crate::brief::{Brief, PointOfView};
use crate::ear::{Ear, last_word};
use crate::material::{Group, Role, Scene, Theme, hearts, themes};
use crate::person;
use crate::plan::{self, Part};
use crate::rng::{Dice, hash};

pub(crate) use couplet::Shape;
use couplet::Wish;
pub(crate) use title::Title;

/// A first version of a song.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The title, without quotes.
    pub title: String,
    /// The sheet: headers with cues, a voice for each sung section, sung lines.
    pub lyrics: String,
}

/// Writes the first version of a song: the same brief and seed write the same song.
pub fn draft(brief: &Brief, seed: u64) -> Draft {
    let mut writer = Writer::new(brief, seed, "draft");
    let title = title::choose(brief, &mut writer.dice);
    let plan = plan::plan(brief, &mut writer.dice);
    let sections = writer.write(&plan, &title);
    Draft { lyrics: sheet::print(brief, &plan, &sections), title: title.shown }
}

/// The lines of each part of a plan; parts that repeat share theirs.
pub(crate) type Sections = Vec<Vec<String>>;

/// A theme or heart that a song draws from.
pub(crate) struct Source {
    theme: &'static Theme,
    /// How gladly.
    weight: f64,
    /// The scene that the song is in.
    scene: Option<&'static str>,
}

impl Source {
    /// Groups for a role that fit the song's scene: those of couplets, or those of four crossed lines.
    fn groups(&self, role: Role, crossed: bool) -> impl Iterator<Item = &'static Group> {
        let scene = self.scene;
        let fits = move |group: &&'static Group| {
            group.crossed == crossed && (group.scene.is_none() || group.scene == scene)
        };
        self.theme.groups(role).filter(fits)
    }
}

/// The scene that a song is in as far as a theme goes: the one that the prompt calls, or one of the theme's open ones. It
/// depends on nothing but prompt and seed, so that later rounds stay in it.
fn scene_of(theme: &Theme, prompt: &[Word], seed: u64) -> Option<&'static str> {
    let calls = |scene: &Scene| scene.keys.iter().map(|key| hits(key, prompt)).sum::<usize>();
    let called = theme.scenes.iter().map(|scene| (calls(scene), scene)).filter(|(calls, _)| *calls > 0);
    // Of scenes that are called equally loudly the first one counts.
    if let Some((_, scene)) = called.rev().max_by_key(|(calls, _)| *calls) {
        return Some(scene.name);
    }
    let open: Vec<&'static str> =
        theme.scenes.iter().filter(|scene| scene.open).map(|scene| scene.name).collect();
    Dice::new(seed ^ hash(theme.name.as_bytes()), "scene").pick(&open).copied()
}

/// A writer at work on one song.
pub(crate) struct Writer<'a> {
    pub(crate) brief: &'a Brief,
    pub(crate) ear: Ear,
    pub(crate) dice: Dice,
    /// Decides which groups of the store this song is dealt.
    deal: u64,
    /// Themes and hearts to draw from.
    sources: Vec<Source>,
    /// Lines of the store that have been sung, by their source.
    used_patterns: HashSet<&'static str>,
    /// Lines that have been sung, folded.
    used_lines: HashSet<String>,
    /// How often each content word ended a line.
    used_ends: HashMap<String, usize>,
    /// How often each filler has been sung.
    used_fillers: HashMap<&'static str, usize>,
    /// The theme or heart of the couplet that was chosen last.
    home: Option<&'static str>,
    /// The title, as it is sung.
    title: String,
    /// Names, things and words of the prompt that are waiting for a line.
    mention: Option<String>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(brief: &'a Brief, seed: u64, purpose: &str) -> Self {
        let mut dice = Dice::new(
            seed ^ crate::rng::hash(brief.subject.as_deref().unwrap_or_default().as_bytes()),
            purpose,
        );
        let named = |store: &'static [Theme], name: &str| store.iter().find(|theme| theme.name == name);
        let subject = brief.subject.as_deref().unwrap_or_default();
        let words = cut(&format!("{subject} {}", brief.content_words.join(" ")));
        let source = |theme, weight| Source { theme, weight, scene: scene_of(theme, &words, seed) };
        let mut sources = Vec::new();
        for (name, weight) in brief.themes.iter().zip([9.0, 2.0, 0.5]) {
            sources.extend(named(themes(), name).map(|theme| source(theme, weight)));
        }
        // What the prompt says it feels comes first; which of its shades leads is a matter of the seed.
        let mut hearts_in_turn: Vec<&String> = brief.hearts.iter().collect();
        let shades = hearts_in_turn.len().min(2);
        dice.shuffle(&mut hearts_in_turn[..shades]);
        for (name, weight) in hearts_in_turn.into_iter().zip([1.6, 1.0, 0.2]) {
            sources.extend(named(hearts(), name).map(|heart| source(heart, weight)));
        }
        Self {
            brief,
            ear: Ear::new(),
            deal: dice.next(),
            dice,
            sources,
            used_patterns: HashSet::new(),
            used_lines: HashSet::new(),
            used_ends: HashMap::new(),
            used_fillers: HashMap::new(),
            home: None,
            title: String::new(),
            mention: None,
        }
    }

    /// Writes every part: the chorus first, because everything else leads there.
    fn write(&mut self, plan: &[Part], title: &Title) -> Sections {
        self.title.clone_from(&title.sung);
        let mut sections: Sections = vec![Vec::new(); plan.len()];
        let mut chorus = Vec::new();
        if plan.iter().any(|part| part.role == Some(Role::Chorus)) {
            chorus = self.chorus(title, plan);
        }
        let refrain = if plan.iter().any(|part| part.role == Some(Role::Answer)) {
            self.refrain(title)
        } else {
            Vec::new()
        };
        for (index, part) in plan.iter().enumerate() {
            let Some(role) = part.role else { continue };
            sections[index] = match role {
                Role::Chorus => chorus.clone(),
                Role::Answer => refrain.clone(),
                _ => self.section(part, role),
            };
        }
        repeat_parts(plan, &mut sections);
        self.cover_the_prompt(plan, &mut sections);
        chorus::vary_last(plan, &mut sections, title);
        sections
    }

    fn section(&mut self, part: &Part, role: Role) -> Vec<String> {
        let mut lines = match part.shape {
            Shape::Couplets => self.couplets(role, part.lines),
            Shape::Crossed => self.crossed(role, part.lines),
            Shape::Blues => self.blues_stanza(role),
        };
        if part.answers {
            lines = self.with_answers(lines);
        }
        lines
    }

    fn couplets(&mut self, role: Role, lines: usize) -> Vec<String> {
        let mut sung: Vec<String> = Vec::new();
        while sung.len() < lines {
            let length = sung.first().map(|line| self.ear.syllables(line));
            let home = if sung.is_empty() { None } else { self.home };
            let Some(pair) = self.couplet(role, &Wish { length, apart: false, home }) else { break };
            sung.extend(pair);
        }
        sung
    }

    /// ABAB, four lines at a time, as far as the store has them; the rest in couplets.
    fn crossed(&mut self, role: Role, lines: usize) -> Vec<String> {
        let mut sung: Vec<String> = Vec::new();
        while sung.len() + 4 <= lines {
            let Some(four) = self.quatrain(role) else { break };
            sung.extend(four);
        }
        let missing = lines.saturating_sub(sung.len());
        sung.extend(self.couplets(role, missing));
        sung
    }

    /// AAB: the first line twice, then its answer.
    fn blues_stanza(&mut self, role: Role) -> Vec<String> {
        let Some([first, second]) = self.couplet(role, &Wish { apart: true, ..Wish::default() }) else {
            return Vec::new();
        };
        vec![first.clone(), first, second]
    }

    /// The point of view of a part: a story told from outside sings its chorus as "I".
    pub(crate) fn view(&self, role: Role) -> PointOfView {
        let view = self.brief.point_of_view;
        let inside = matches!(role, Role::Chorus | Role::Bridge);
        if inside && person::is_third(view) { PointOfView::I } else { view }
    }

    /// Remembers a line that will be sung.
    pub(crate) fn remember(&mut self, line: &str, source: Option<&'static str>) {
        self.used_lines.insert(fold(line));
        self.used_patterns.extend(source);
        *self.used_ends.entry(stem(&last_word(line))).or_default() += 1;
    }
}

/// A pre-chorus that comes twice is sung twice alike.
fn repeat_parts(plan: &[Part], sections: &mut Sections) {
    let first = plan.iter().position(|part| part.role == Some(Role::Rise));
    let Some(first) = first else { return };
    for index in first + 1..plan.len() {
        if plan[index].role == Some(Role::Rise) {
            sections[index] = sections[first].clone();
        }
    }
}

/// A line without case and punctuation, to compare lines by.
pub(crate) fn fold(line: &str) -> String {
    let kept: String = line.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Wishes, read_brief};

    /// The scenes of a theme whose lines a song sings, over some seeds.
    fn scenes_sung(prompt: &str, theme: &str) -> HashSet<&'static str> {
        let wishes = Wishes { prompt: prompt.to_owned(), target: "suno-v5".to_owned(), ..Wishes::default() };
        let brief = read_brief(&wishes).expect("a good prompt");
        assert_eq!(brief.themes[0], theme);
        let groups = &themes().iter().find(|known| known.name == theme).expect("a theme").groups;
        let mut sung = HashSet::new();
        for seed in 0..30 {
            let mut writer = Writer::new(&brief, seed, "draft");
            let title = title::choose(&brief, &mut writer.dice);
            let plan = plan::plan(&brief, &mut writer.dice);
            writer.write(&plan, &title);
            let told = groups
                .iter()
                .filter(|group| group.lines.iter().any(|line| writer.used_patterns.contains(line.source)));
            sung.extend(told.filter_map(|group| group.scene));
        }
        sung
    }

    #[test]
    fn a_song_stays_in_the_scene_that_the_prompt_calls() {
        assert_eq!(
            scenes_sung("A folk song about a nurse on the night shift", "work"),
            HashSet::from(["ward"])
        );
        assert_eq!(scenes_sung("A pop song about the doctor and the pain", "work"), HashSet::from(["ward"]));
        assert_eq!(
            scenes_sung("A folk song about my job at the paper mill", "work"),
            HashSet::from(["mill"])
        );
    }

    #[test]
    fn without_a_call_a_song_is_in_a_scene_that_the_theme_leaves_open() {
        assert_eq!(scenes_sung("A folk song about my boss", "work"), HashSet::from(["office"]));
    }

    #[test]
    fn four_crossed_lines_of_the_store_are_sung_together() {
        let wishes = Wishes {
            prompt: "A song about my mother".to_owned(),
            target: "suno-v5".to_owned(),
            ..Wishes::default()
        };
        let brief = read_brief(&wishes).expect("a good prompt");
        let mut writer = Writer::new(&brief, 3, "draft");
        let four = writer.quatrain(Role::Where).expect("four lines");
        let whole = |theme: &Theme| {
            theme.groups.iter().any(|group| {
                group.crossed && group.lines.iter().all(|line| writer.used_patterns.contains(line.source))
            })
        };
        assert!(themes().iter().chain(hearts()).any(whole), "{four:?}");
        assert_ne!(writer.quatrain(Role::Where).expect("four others"), four);
    }
}
