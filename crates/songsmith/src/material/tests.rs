//! Reads every file of the store as a proof-reader would.

use std::collections::HashSet;

use super::*;
use crate::brief::PointOfView;
use crate::ear::Ear;

/// Every way to sing a pattern's choices, slots filled by their first filler.
fn ways(theme: &Theme, pattern: &Pattern) -> Vec<String> {
    pattern.parts.iter().fold(vec![String::new()], |heads, part| {
        let tails: Vec<&str> = match part {
            Part::Text(text) => vec![text],
            Part::Choice(choices) => choices.clone(),
            Part::Slot(slot) => vec![theme.fillers(*slot).first().copied().unwrap_or("the old song")],
        };
        heads.iter().flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}"))).collect()
    })
}

fn store() -> impl Iterator<Item = &'static Theme> {
    themes().iter().chain(hearts())
}

fn named(lists: &[String]) -> String {
    lists.join("\n")
}

#[test]
fn every_file_is_read_without_a_fault() {
    let faults: Vec<String> = store()
        .flat_map(|theme| theme.faults.iter().map(move |fault| format!("{}: {fault}", theme.name)))
        .collect();
    assert_eq!(named(&faults), "");
    let names: HashSet<&str> = themes().iter().map(|theme| theme.name).collect();
    assert_eq!(names.len(), themes().len(), "two themes of one name");
}

#[test]
fn every_theme_has_what_a_song_needs() {
    for theme in themes() {
        let lines = |role| theme.groups(role).map(|group| group.lines.len()).sum::<usize>();
        for (role, least) in [
            (Role::Where, 6),
            (Role::Changed, 6),
            (Role::Cost, 3),
            (Role::Chorus, 4),
            (Role::Bridge, 2),
            (Role::Close, 2),
        ] {
            assert!(lines(role) >= least, "{}: {} lines for {role:?}", theme.name, lines(role));
        }
        assert!(!theme.titles.is_empty() && !theme.hearts.is_empty(), "{}", theme.name);
        assert!(
            !theme.at.is_empty()
                && !theme.thing.is_empty()
                && !theme.sound.is_empty()
                && !theme.when.is_empty(),
            "{}",
            theme.name
        );
        for heart in &theme.hearts {
            assert!(hearts().iter().any(|known| known.name == *heart), "{}: no heart {heart}", theme.name);
        }
    }
}

#[test]
fn every_scene_has_lines_of_its_own_for_a_story() {
    for theme in themes() {
        for scene in &theme.scenes {
            let own = |role| {
                theme.groups(role).filter(|group| group.scene == Some(scene.name) && !group.crossed).count()
            };
            assert!(!scene.keys.is_empty(), "{}: nothing calls {}", theme.name, scene.name);
            for role in [Role::Where, Role::Changed, Role::Cost] {
                assert!(
                    own(role) >= 2,
                    "{}: {} has {} groups for {role:?}",
                    theme.name,
                    scene.name,
                    own(role)
                );
            }
        }
        let crossed = theme.groups.iter().filter(|group| group.crossed && group.scene.is_none()).count();
        assert!(theme.name == "anything" || crossed >= 3, "{}: {crossed} crossed groups", theme.name);
    }
}

#[test]
fn within_a_group_every_line_rhymes_with_every_later_one_or_with_the_next_but_one() {
    let mut ear = Ear::new();
    let mut faults = Vec::new();
    for theme in store() {
        for group in &theme.groups {
            if group.lines.len() < 2 {
                faults.push(format!("{}: “{}” stands alone", theme.name, group.lines[0].source));
            }
            if group.crossed && group.lines.len() != 4 {
                faults
                    .push(format!("{}: “{}” is crossed, and not of four", theme.name, group.lines[0].source));
            }
            for (at, first) in group.lines.iter().enumerate() {
                let answers = group.lines.iter().enumerate().skip(at + 1);
                let answers = answers.filter(|(place, _)| !group.crossed || *place == at + 2);
                for (_, second) in answers {
                    let heard = ways(theme, first).iter().any(|one| {
                        ways(theme, second).iter().any(|other| {
                            let kind = ear.rhyme(one, other);
                            kind.is_heard() && kind != songcraft::rhyme::RhymeKind::Identity
                        })
                    });
                    if !heard {
                        faults.push(format!("{}: “{}” / “{}”", theme.name, first.source, second.source));
                    }
                }
            }
        }
    }
    assert_eq!(named(&faults), "");
}

#[test]
fn no_line_of_the_store_is_worn_or_too_long_to_sing() {
    let mut ear = Ear::new();
    let mut faults = Vec::new();
    for theme in store() {
        for pattern in theme.groups.iter().flat_map(|group| &group.lines) {
            for line in ways(theme, pattern) {
                let line = line.replace('~', "");
                let document = songcraft::document::Document::parse(&line);
                for stale in songcraft::freshness::stale_phrases(&document) {
                    faults.push(format!("{}: “{line}” has “{}”", theme.name, stale.phrase));
                }
                let syllables = ear.syllables(&line);
                if !(4..=14).contains(&syllables) {
                    faults.push(format!("{}: “{line}” has {syllables} syllables", theme.name));
                }
            }
        }
    }
    assert_eq!(named(&faults), "");
}

#[test]
fn every_line_agrees_with_whoever_sings_it() {
    let mut faults = Vec::new();
    for theme in store() {
        for pattern in theme.groups.iter().flat_map(|group| &group.lines) {
            for line in ways(theme, pattern) {
                for view in [PointOfView::I, PointOfView::We, PointOfView::She, PointOfView::They] {
                    let sung = crate::person::cast(&line, view);
                    // “You asked me my name” has no good form for “her”; the composer passes it over then.
                    let passed_over = |error: &String| view != PointOfView::I && error.contains("twice");
                    let mut errors = crate::grammar::agreement_errors(&sung);
                    errors.retain(|error| !passed_over(error));
                    faults
                        .extend(errors.into_iter().map(|error| format!("{}: “{sung}”: {error}", theme.name)));
                }
            }
        }
    }
    faults.dedup();
    assert_eq!(named(&faults), "");
}

#[test]
fn no_line_is_written_twice() {
    let mut seen = HashSet::new();
    let twice: Vec<String> = store()
        .flat_map(|theme| theme.groups.iter().flat_map(|group| &group.lines))
        .filter(|pattern| !seen.insert(pattern.source))
        .map(|pattern| pattern.source.to_owned())
        .collect();
    assert_eq!(named(&twice), "");
}
