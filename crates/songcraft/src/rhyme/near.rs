//! Which consonants are related: the table of near rhymes.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::lexicon::Phone;

const FILE: &str = include_str!("../../data/near_rhymes.json");

#[derive(Debug, Default, Deserialize)]
struct File {
    families: Vec<Family>,
    companions: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Family {
    name: String,
    phones: Vec<String>,
}

/// The file by phone code, so that a search over the dictionary can ask often.
#[derive(Debug, Default)]
struct Table {
    names: Vec<String>,
    /// The number of a phone's family, counted from 1; 0 is none.
    family: Vec<u8>,
    companion: Vec<bool>,
}

impl Table {
    fn read() -> Self {
        let file: File = serde_json::from_str(FILE).unwrap_or_default();
        let phones = || (0..=u8::MAX).map_while(Phone::from_code);
        let number = |phone: Phone| {
            let at =
                file.families.iter().position(|family| family.phones.iter().any(|name| name == phone.name()));
            at.map_or(0, |at| at as u8 + 1)
        };
        Self {
            family: phones().map(number).collect(),
            companion: phones()
                .map(|phone| file.companions.iter().any(|name| name == phone.name()))
                .collect(),
            names: file.families.into_iter().map(|family| family.name).collect(),
        }
    }
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(Table::read)
}

/// The number of a consonant's family; 0 where it has none.
fn family(phone: Phone) -> u8 {
    table().family.get(usize::from(phone.code())).copied().unwrap_or_default()
}

/// Whether a rhyme may have this consonant more or less: "fly" and "flies".
fn is_companion(phone: Phone) -> bool {
    table().companion.get(usize::from(phone.code())).copied().unwrap_or_default()
}

/// How two runs of consonants are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// The same consonants.
    Same,
    /// Place by place of one family: plosives, fricatives, nasals, liquids.
    Family(&'static str),
    /// One run has a companion consonant more than the other.
    Companion(Phone),
    /// Neither.
    None,
}

/// Compares the consonants after a vowel.
pub(super) fn relation(left: &[Phone], right: &[Phone]) -> Relation {
    if left.len() == right.len() {
        return by_family(left.iter(), right.iter());
    }
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    if long.len() != short.len() + 1 {
        return Relation::None;
    }
    let without = |at: usize| long[..at].iter().chain(&long[at + 1..]);
    let related = |at: usize| by_family(without(at), short.iter()) != Relation::None;
    let dropped = (0..long.len()).find(|at| is_companion(long[*at]) && related(*at));
    dropped.map_or(Relation::None, |at| Relation::Companion(long[at]))
}

fn by_family<'a>(left: impl Iterator<Item = &'a Phone>, right: impl Iterator<Item = &'a Phone>) -> Relation {
    let mut found = 0;
    for (one, two) in left.zip(right).filter(|(one, two)| one != two) {
        match (family(*one), family(*two)) {
            (first, second) if first == second && first > 0 => found = first,
            _ => return Relation::None,
        }
    }
    let name = usize::from(found).checked_sub(1).and_then(|at| table().names.get(at));
    name.map_or(Relation::Same, |name| Relation::Family(name))
}
