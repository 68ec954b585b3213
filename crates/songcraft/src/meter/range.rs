//! How many syllables a line should have.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::document::SectionKind;
use crate::target::Target;

const FILE: &str = include_str!("../../data/syllable_ranges.json");

#[derive(Debug, Default, Deserialize)]
struct Ranges {
    ranges: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    target: String,
    kind: String,
    least: u32,
    most: u32,
}

fn ranges() -> &'static [Entry] {
    static RANGES: OnceLock<Ranges> = OnceLock::new();
    &RANGES.get_or_init(|| serde_json::from_str(FILE).unwrap_or_default()).ranges
}

/// The syllables per line that suit a section of this kind for this target. Source and date are in
/// `data/syllable_ranges.json`.
pub fn syllable_range(kind: SectionKind, target: &Target) -> RangeInclusive<u32> {
    syllable_range_for(kind, &target.id)
}

/// As [`syllable_range`], by the target's id.
pub fn syllable_range_for(kind: SectionKind, target_id: &str) -> RangeInclusive<u32> {
    let family = target_id.split('-').next().unwrap_or_default();
    let find =
        |target: &str, kind: &str| ranges().iter().find(|entry| entry.target == target && entry.kind == kind);
    [(target_id, kind.id()), (family, kind.id()), ("*", kind.id()), (family, "*"), ("*", "*")]
        .into_iter()
        .find_map(|(target, kind)| find(target, kind))
        .map_or(6..=12, |entry| entry.least..=entry.most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_range_and_a_rap_may_be_longer() {
        for kind in SectionKind::ALL {
            let range = syllable_range_for(kind, "suno-v5");
            assert!(range.start() < range.end(), "{kind:?}");
        }
        let verse = syllable_range_for(SectionKind::Verse, "suno-v5");
        assert_eq!(verse, 6..=12);
        assert!(syllable_range_for(SectionKind::Rap, "suno-v5").end() > verse.end());
        assert!(!ranges().is_empty());
    }
}
