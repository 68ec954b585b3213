//! Themes and hearts: one format for both.
//!
//! ```text
//! @ ferry
//! keys: ferry, boat          words of a prompt that call it
//! also: bac, fähre           the same in other languages
//! hearts: leaving, longing   what it feels like when the prompt does not say
//! titles: Last Boat Out      titles of its own
//! scenes: *deck = sailor, crew | harbor = port, quay
//!                            what the theme holds that does not go together, each with the words that call it;
//!                            a scene with a star may be chosen when the prompt calls none
//! at: on the pier            fillers for the slots
//!
//! [where]                    lines for a part of the song
//! First line of a group
//! second line, which rhymes with it
//!
//! A blank line ends a group: within one, every line rhymes with every other
//!
//! % deck crossed             the next group belongs to a scene; four lines that rhyme ABAB and stay together
//! ```

use super::pattern::{Pattern, Slot};

/// What a group of lines does in a song.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// First verse: where we are, what can be seen.
    Where,
    /// Second verse: what changed, what happens.
    Changed,
    /// Third verse: what it costs, what remains.
    Cost,
    /// Pre-chorus: the step up.
    Rise,
    /// Chorus, beside the title.
    Chorus,
    /// Bridge: the turn.
    Bridge,
    /// The last words.
    Close,
    /// Answers of a crew or a crowd, in parentheses; in a plan, the refrain.
    Answer,
}

impl Role {
    /// Every role, in the order of a song.
    pub(crate) const ALL: [Self; 8] = [
        Self::Where,
        Self::Changed,
        Self::Cost,
        Self::Rise,
        Self::Chorus,
        Self::Bridge,
        Self::Close,
        Self::Answer,
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| format!("{role:?}").eq_ignore_ascii_case(name))
    }
}

/// Lines that rhyme with one another and make sense in their order.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) role: Role,
    pub(crate) lines: Vec<Pattern>,
    /// The scene of its theme that it belongs to; `None` when it fits them all.
    pub(crate) scene: Option<&'static str>,
    /// Four lines that rhyme ABAB and are sung together; any two lines of other groups make a couplet.
    pub(crate) crossed: bool,
}

/// One of several settings of a theme: the ward and the mill are both work, and do not go into one song.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scene {
    pub(crate) name: &'static str,
    /// Words of a prompt that call it.
    pub(crate) keys: Vec<&'static str>,
    /// Whether it may be chosen when the prompt calls no scene.
    pub(crate) open: bool,
}

impl Scene {
    fn parse(text: &'static str) -> Option<Self> {
        let (name, keys) = text.split_once('=')?;
        let (name, open) = name.trim().strip_prefix('*').map_or((name.trim(), false), |name| (name, true));
        let keys = keys.split(',').map(str::trim).filter(|key| !key.is_empty()).collect();
        Some(Self { name, keys, open })
    }
}

/// A theme or a heart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Theme {
    pub(crate) name: &'static str,
    pub(crate) keys: Vec<&'static str>,
    pub(crate) also: Vec<&'static str>,
    pub(crate) hearts: Vec<&'static str>,
    pub(crate) titles: Vec<&'static str>,
    pub(crate) at: Vec<&'static str>,
    pub(crate) thing: Vec<&'static str>,
    pub(crate) sound: Vec<&'static str>,
    pub(crate) when: Vec<&'static str>,
    pub(crate) scenes: Vec<Scene>,
    pub(crate) groups: Vec<Group>,
    /// What could not be read, for the test that reads every file.
    pub(crate) faults: Vec<String>,
}

impl Theme {
    pub(crate) fn groups(&self, role: Role) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(move |group| group.role == role)
    }

    /// The fillers that a theme has for a slot; empty for the slots that the brief fills.
    pub(crate) fn fillers(&self, slot: Slot) -> &[&'static str] {
        match slot {
            Slot::At => &self.at,
            Slot::Thing => &self.thing,
            Slot::Sound => &self.sound,
            Slot::When => &self.when,
            Slot::Subject | Slot::Mention | Slot::Word | Slot::Title => &[],
        }
    }

    fn set(&mut self, field: &str, value: &'static str) -> bool {
        let separator = if matches!(field, "keys" | "also" | "hearts") { ',' } else { '|' };
        let items: Vec<&'static str> =
            value.split(separator).map(str::trim).filter(|item| !item.is_empty()).collect();
        match field {
            "keys" => self.keys = items,
            "also" => self.also = items,
            "hearts" => self.hearts = items,
            "titles" => self.titles = items,
            "scenes" => {
                self.scenes = items.iter().filter_map(|item| Scene::parse(item)).collect();
                return self.scenes.len() == items.len();
            }
            "at" => self.at = items,
            "thing" => self.thing = items,
            "sound" => self.sound = items,
            "when" => self.when = items,
            _ => return false,
        }
        true
    }
}

/// Reads a file of themes.
pub(crate) fn parse(file: &'static str) -> Vec<Theme> {
    let mut themes = Vec::<Theme>::new();
    let mut role = None;
    let mut fresh_group = true;
    let mut tags = None;
    for line in file.lines().map(str::trim) {
        if line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix("@ ") {
            themes.push(Theme { name: name.trim(), ..Theme::default() });
            role = None;
            continue;
        }
        let Some(theme) = themes.last_mut() else { continue };
        if line.is_empty() {
            fresh_group = true;
        } else if let Some(marks) = line.strip_prefix('%') {
            tags = Some(marks);
            fresh_group = true;
        } else if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            role = Role::named(name);
            fresh_group = true;
            if role.is_none() {
                theme.faults.push(format!("unknown role “{name}”"));
            }
        } else if let Some(role) = role {
            if fresh_group {
                let group = new_group(theme, role, tags.take().unwrap_or_default());
                theme.groups.push(group);
                fresh_group = false;
            }
            match Pattern::parse(line) {
                Ok(pattern) => {
                    if let Some(group) = theme.groups.last_mut() {
                        group.lines.push(pattern);
                    }
                }
                Err(fault) => theme.faults.push(fault),
            }
        } else if !line.split_once(':').is_some_and(|(field, value)| theme.set(field.trim(), value)) {
            theme.faults.push(format!("unknown field in “{line}”"));
        }
    }
    themes
}

/// An empty group with its marks: "crossed" and the name of a scene, in any order.
fn new_group(theme: &mut Theme, role: Role, marks: &'static str) -> Group {
    let mut group = Group { role, lines: Vec::new(), scene: None, crossed: false };
    for mark in marks.split_whitespace() {
        if mark == "crossed" {
            group.crossed = true;
        } else if group.scene.is_none() && theme.scenes.iter().any(|scene| scene.name == mark) {
            group.scene = Some(mark);
        } else {
            theme.faults.push(format!("“% {mark}” names no scene of the theme, or a second one"));
        }
    }
    group
}
