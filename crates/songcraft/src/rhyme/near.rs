//! Which consonants are related: the table of near rhymes.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::lexicon::Phone;

const FILE: &str = include_str!("../../data/near_rhymes.json");

#[derive(Debug, Default, Deserialize)]
struct Table {
    families: Vec<Family>,
    companions: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Family {
    name: String,
    phones: Vec<String>,
}

/// Families as numbers, by the code of the phone's name; 0 is no family.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| serde_json::from_str(FILE).unwrap_or_default())
}

/// The family of a consonant: "plosives", "fricatives", "nasals", "liquids".
pub(super) fn family(phone: Phone) -> Option<&'static str> {
    let holds = |family: &&Family| family.phones.iter().any(|name| name == phone.name());
    table().families.iter().find(holds).map(|family| family.name.as_str())
}

/// Whether a rhyme may have this consonant more or less: "fly" and "flies".
pub(super) fn is_companion(phone: Phone) -> bool {
    table().companions.iter().any(|name| name == phone.name())
}

/// How two runs of consonants are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// The same consonants.
    Same,
    /// Place by place of one family.
    Family(&'static str),
    /// One run has a companion consonant more than the other.
    Companion(Phone),
    /// Neither.
    None,
}

/// Compares the consonants after a vowel.
pub(super) fn relation(left: &[Phone], right: &[Phone]) -> Relation {
    if left == right {
        return Relation::Same;
    }
    if left.len() == right.len() {
        return by_family(left, right);
    }
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    if long.len() != short.len() + 1 {
        return Relation::None;
    }
    let related =
        |rest: &[Phone]| rest == short || (by_family(rest, short) != Relation::None && !short.is_empty());
    let dropped = (0..long.len()).find(|at| {
        let mut rest = long.to_vec();
        rest.remove(*at);
        is_companion(long[*at]) && related(&rest)
    });
    dropped.map_or(Relation::None, |at| Relation::Companion(long[at]))
}

fn by_family(left: &[Phone], right: &[Phone]) -> Relation {
    let mut name = None;
    for (one, two) in left.iter().zip(right) {
        if one == two {
            continue;
        }
        match (family(*one), family(*two)) {
            (Some(first), Some(second)) if first == second => name = Some(first),
            _ => return Relation::None,
        }
    }
    name.map_or(Relation::Same, Relation::Family)
}
