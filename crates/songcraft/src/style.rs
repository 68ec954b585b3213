//! The library of musical styles: what there is, what goes together, what fights.
//!
//! The library is a file that a person may edit (`styles/styles.json` in this program); whoever has none still gets
//! every other rule of lint.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// What kind of thing a style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StyleKind {
    /// Folk, trap, bolero.
    Genre,
    /// Wistful, defiant.
    Mood,
    /// Accordion, upright bass.
    Instrument,
    /// Lo-fi, wide reverb.
    Production,
    /// Breathy, baritone.
    Voice,
    /// Call and response.
    Structure,
    /// Shuffle, train beat.
    Rhythm,
    /// 1970s.
    Era,
}

/// A style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// Its id, which other styles refer to.
    pub id: String,
    /// What goes into a song's styles.
    pub name: String,
    /// What kind of thing it says.
    pub kind: StyleKind,
    /// One sentence.
    pub description: String,
    /// Ids of styles that suit it, the closest first.
    #[serde(default)]
    pub goes_with: Vec<String>,
    /// Usual tempo from and to, in beats a minute.
    #[serde(default)]
    pub bpm: Option<(u32, u32)>,
    /// Its usual form.
    #[serde(default)]
    pub form: Option<String>,
    /// Ids of styles that it fights with, the strongest first.
    #[serde(default)]
    pub excludes: Vec<String>,
}

/// All styles.
#[derive(Debug, Clone, Default)]
pub struct StyleLibrary {
    styles: Vec<Style>,
    by_name: HashMap<String, usize>,
    by_id: HashMap<String, usize>,
}

/// Words shorter than this are not taken for misspelt ones: "pop" and "hop" are one letter apart.
const SHORTEST: usize = 5;

impl StyleLibrary {
    /// Reads a list in the form of `styles/styles.json`.
    ///
    /// # Errors
    /// The text is no such list.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        let styles: Vec<Style> = serde_json::from_str(json)?;
        let index = |key: fn(&Style) -> String| {
            styles.iter().enumerate().map(|(at, style)| (key(style), at)).collect::<HashMap<_, _>>()
        };
        Ok(Self {
            by_name: index(|style| folded(&style.name)),
            by_id: index(|style| style.id.clone()),
            styles,
        })
    }

    /// The styles in the order of the file.
    pub fn styles(&self) -> &[Style] {
        &self.styles
    }

    /// The style that goes by this name, whatever its case and hyphens.
    pub fn named(&self, name: &str) -> Option<&Style> {
        self.by_name.get(&folded(name)).and_then(|at| self.styles.get(*at))
    }

    fn of_id(&self, id: &str) -> Option<&Style> {
        self.by_id.get(id).and_then(|at| self.styles.get(*at))
    }

    /// Whether two styles fight.
    pub fn fight(&self, one: &str, other: &str) -> bool {
        let (Some(one), Some(other)) = (self.named(one), self.named(other)) else { return false };
        one.excludes.contains(&other.id) || other.excludes.contains(&one.id)
    }

    /// Names of styles that spoil these, the strongest first, none of them among these.
    pub fn spoilers(&self, styles: &[String]) -> Vec<&str> {
        let chosen: Vec<&Style> = styles.iter().filter_map(|style| self.named(style)).collect();
        let mut found: Vec<&str> = Vec::new();
        for style in &chosen {
            for spoiler in style.excludes.iter().filter_map(|id| self.of_id(id)) {
                let wanted =
                    chosen.iter().any(|own| own.id == spoiler.id || own.goes_with.contains(&spoiler.id));
                if !wanted && !found.contains(&spoiler.name.as_str()) {
                    found.push(&spoiler.name);
                }
            }
        }
        found
    }

    /// Styles to offer: those whose name has what was typed, first where it begins; with nothing typed, those that suit
    /// what is chosen. None that is chosen already or fights with it.
    pub fn offer(&self, typed: &str, chosen: &[String], most: usize) -> Vec<&Style> {
        let typed = folded(typed);
        let suits = |style: &Style| {
            let suiting = chosen.iter().filter_map(|name| self.named(name));
            suiting.filter(|own| own.goes_with.contains(&style.id)).count()
        };
        let mut found: Vec<(usize, usize, &Style)> = self
            .styles
            .iter()
            .filter(|style| {
                !chosen.iter().any(|own| folded(own) == folded(&style.name) || self.fight(own, &style.name))
            })
            .filter_map(|style| {
                let place = folded(&style.name).find(&typed)?;
                Some((usize::from(place > 0), usize::MAX - suits(style), style))
            })
            .filter(|(_, suiting, _)| !typed.is_empty() || chosen.is_empty() || *suiting < usize::MAX)
            .collect();
        found.sort_by_key(|(place, suiting, _)| (*place, *suiting));
        found.into_iter().take(most).map(|(_, _, style)| style).collect()
    }

    /// The style that an unknown name is one letter away from.
    pub fn near(&self, name: &str) -> Option<&Style> {
        let name = folded(name);
        if name.chars().count() < SHORTEST || self.by_name.contains_key(&name) {
            return None;
        }
        self.styles.iter().find(|style| one_letter_apart(&name, &folded(&style.name)))
    }
}

/// A style's name without case and hyphens.
pub(crate) fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace('-', " ")
}

/// Whether one letter was added, dropped, changed, or swapped with its neighbour.
fn one_letter_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same_start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let same_end = |skip: usize| {
        let (a, b) = (
            one[same_start.min(one.len())..].iter().rev(),
            other[same_start.min(other.len())..].iter().rev(),
        );
        a.zip(b).take_while(|(a, b)| a == b).count() + skip
    };
    match one.len().abs_diff(other.len()) {
        0 => {
            let rest = one.len() - same_start;
            let swapped = rest >= 2
                && one[same_start] == other[same_start + 1]
                && one[same_start + 1] == other[same_start]
                && one[same_start + 2..] == other[same_start + 2..];
            swapped || (rest >= 1 && one[same_start + 1..] == other[same_start + 1..])
        }
        1 => same_start + same_end(0) >= one.len().min(other.len()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> StyleLibrary {
        let json = r#"[
            {"id": "folk", "name": "folk", "kind": "genre", "description": "-", "goes_with": ["lap-steel"], "excludes": ["trap"]},
            {"id": "trap", "name": "trap", "kind": "genre", "description": "-", "excludes": ["folk"]},
            {"id": "lap-steel", "name": "lap steel", "kind": "instrument", "description": "-", "goes_with": ["folk"]},
            {"id": "folk-rock", "name": "folk rock", "kind": "genre", "description": "-", "bpm": [95, 130]}
        ]"#;
        StyleLibrary::read(json).expect("a library")
    }

    fn names(styles: Vec<&Style>) -> Vec<&str> {
        styles.into_iter().map(|style| style.name.as_str()).collect()
    }

    #[test]
    fn a_name_is_found_whatever_its_case_and_hyphens() {
        assert_eq!(library().named(" Folk-Rock").map(|style| style.bpm), Some(Some((95, 130))));
    }

    #[test]
    fn styles_fight_from_either_side() {
        assert!(library().fight("Trap", "folk") && library().fight("folk", "trap"));
        assert!(!library().fight("folk", "lap steel") && !library().fight("folk", "unheard of"));
        assert_eq!(library().spoilers(&["folk".to_owned()]), ["trap"]);
    }

    #[test]
    fn what_is_offered_begins_with_what_was_typed_suits_what_is_chosen_and_fights_with_none() {
        assert_eq!(names(library().offer("fol", &[], 9)), ["folk", "folk rock"]);
        let chosen = ["folk".to_owned()];
        assert_eq!(names(library().offer("", &chosen, 9)), ["lap steel"]);
        assert_eq!(names(library().offer("tra", &chosen, 9)), Vec::<&str>::new());
    }

    #[test]
    fn a_slip_of_one_letter_is_recognised() {
        for slip in ["lap stel", "lap steeel", "lap stele", "lap stoel"] {
            assert_eq!(library().near(slip).map(|style| style.id.as_str()), Some("lap-steel"), "{slip}");
        }
        assert!(library().near("lap steel").is_none() && library().near("folt").is_none());
    }
}
