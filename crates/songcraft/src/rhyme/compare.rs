//! Compares the ends of two lines.

use super::near::{self, Relation};
use super::onset::onset;
use super::tail::{RhymeEnd, Tail};
use super::{RhymeKind, RhymeMatch};
use crate::lexicon::Phone;

/// What the comparison of two tails found, before it is put into words.
#[derive(Debug, Clone)]
enum Finding<'a> {
    Multisyllabic { shared: &'a [Phone] },
    Perfect { shared: &'a [Phone], onsets: (&'a [Phone], &'a [Phone]) },
    Identity { shared: &'a [Phone] },
    Related { vowel: Phone, relation: Relation },
    LooseTail { vowel: Phone },
    Assonance { vowel: Phone },
    Consonance { shared: &'a [Phone] },
    None,
}

/// The strongest kind over all ways to say the two ends.
pub(super) fn kind(left: &RhymeEnd, right: &RhymeEnd) -> RhymeKind {
    best(left, right).map_or(RhymeKind::None, |finding| finding.kind())
}

/// The strongest kind, and the sentence that says why.
pub(super) fn explain(left: &RhymeEnd, right: &RhymeEnd) -> RhymeMatch {
    match best(left, right) {
        Some(finding) => RhymeMatch { kind: finding.kind(), reason: finding.reason() },
        None => RhymeMatch {
            kind: RhymeKind::None,
            reason: "one of the lines ends in no sound we know".to_owned(),
        },
    }
}

fn best<'a>(left: &'a RhymeEnd, right: &'a RhymeEnd) -> Option<Finding<'a>> {
    let pairs = left.tails.iter().flat_map(|one| right.tails.iter().map(move |two| compare(one, two)));
    let found = pairs.min_by_key(Finding::kind);
    if left.word == right.word && !left.is_silent() {
        // A word with itself is no rhyme of two pronunciations.
        return left
            .tails
            .iter()
            .zip(&right.tails)
            .map(|(one, two)| compare(one, two))
            .min_by_key(Finding::kind);
    }
    found
}

fn compare<'a>(left: &'a Tail, right: &'a Tail) -> Finding<'a> {
    let (Some(from), Some(to)) = (left.rhyme_start(), right.rhyme_start()) else { return Finding::None };
    let (one, two) = (&left.phones[from..], &right.phones[to..]);
    if !one[0].same_sound(two[0]) {
        return other_vowel(one, two);
    }
    if !same_sounds(one, two) {
        return same_vowel(one, two);
    }
    let onsets = (onset(&left.phones, &left.starts, from), onset(&right.phones, &right.starts, to));
    if onsets.0 != onsets.1 {
        return Finding::Perfect { shared: one, onsets };
    }
    earlier_rhyme(left, right).unwrap_or(Finding::Identity { shared: one })
}

fn same_sounds(left: &[Phone], right: &[Phone]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(one, two)| one.same_sound(*two))
}

/// The ends are identical: perhaps an earlier stressed syllable rhymes ("hold me", "told me").
fn earlier_rhyme<'a>(left: &'a Tail, right: &'a Tail) -> Option<Finding<'a>> {
    let shared = left
        .phones
        .iter()
        .rev()
        .zip(right.phones.iter().rev())
        .take_while(|(one, two)| one.same_sound(**two));
    let shared = shared.count();
    let stretch = &left.phones[left.phones.len() - shared..];
    let other = &right.phones[right.phones.len() - shared..];
    let first = (0..shared).find(|at| stretch[*at].is_stressed() && other[*at].is_stressed())?;
    let (from, to) = (left.phones.len() - shared + first, right.phones.len() - shared + first);
    let later = stretch[first + 1..].iter().any(|phone| phone.is_stressed());
    let differ = onset(&left.phones, &left.starts, from) != onset(&right.phones, &right.starts, to);
    (later && differ).then_some(Finding::Multisyllabic { shared: &stretch[first..] })
}

/// The stressed vowel is the same, what follows is not.
fn same_vowel<'a>(one: &'a [Phone], two: &'a [Phone]) -> Finding<'a> {
    let vowel = one[0];
    let count = |phones: &[Phone]| phones.iter().filter(|phone| phone.is_vowel()).count();
    if count(one) != count(two) {
        return Finding::Assonance { vowel };
    }
    let mut strongest = Relation::Same;
    for (at, (left, right)) in syllables(one).zip(syllables(two)).enumerate() {
        let relation = near::relation(left.1, right.1);
        if relation == Relation::None || (at > 0 && !unstressed_alike(left.0, right.0)) {
            return Finding::Assonance { vowel };
        }
        if strongest == Relation::Same {
            strongest = relation;
        }
    }
    match strongest {
        Relation::Same => Finding::LooseTail { vowel },
        relation => Finding::Related { vowel, relation },
    }
}

/// Each vowel with the consonants after it; `phones` begins with a vowel.
fn syllables(phones: &[Phone]) -> impl Iterator<Item = (Phone, &[Phone])> {
    let mut rest = phones;
    std::iter::from_fn(move || {
        let (vowel, after) = rest.split_first()?;
        let end = after.iter().position(|phone| phone.is_vowel()).unwrap_or(after.len());
        rest = &after[end..];
        Some((*vowel, &after[..end]))
    })
}

/// Unstressed AH and IH are one murmur.
fn unstressed_alike(left: Phone, right: Phone) -> bool {
    let murmur = |phone: Phone| !phone.is_stressed() && matches!(phone.name(), "AH" | "IH");
    left.same_sound(right) || (murmur(left) && murmur(right))
}

/// The stressed vowels differ: the same consonants after them, or the same weak last syllable.
fn other_vowel<'a>(one: &'a [Phone], two: &'a [Phone]) -> Finding<'a> {
    if one.len() > 1 && same_sounds(&one[1..], &two[1..]) {
        return Finding::Consonance { shared: &one[1..] };
    }
    let last =
        |phones: &'a [Phone]| phones.iter().rposition(|phone| phone.is_vowel()).map(|at| &phones[at..]);
    match (last(one), last(two)) {
        (Some(left), Some(right)) if same_sounds(left, right) => Finding::Assonance { vowel: left[0] },
        (Some(left), Some(right)) if left.len() > 1 && left[1..] == right[1..] => {
            Finding::Consonance { shared: &left[1..] }
        }
        _ => Finding::None,
    }
}

impl Finding<'_> {
    fn kind(&self) -> RhymeKind {
        match self {
            Self::Multisyllabic { .. } => RhymeKind::Multisyllabic,
            Self::Perfect { .. } => RhymeKind::Perfect,
            Self::Identity { .. } => RhymeKind::Identity,
            Self::Related { .. } | Self::LooseTail { .. } => RhymeKind::Family,
            Self::Assonance { .. } => RhymeKind::Assonance,
            Self::Consonance { .. } => RhymeKind::Consonance,
            Self::None => RhymeKind::None,
        }
    }

    fn reason(&self) -> String {
        match self {
            Self::Multisyllabic { shared } => {
                format!("both end in {}, over several stressed syllables", spelled(shared))
            }
            Self::Perfect { shared, onsets } => {
                format!(
                    "both end in {}, after {} and {}",
                    spelled(shared),
                    spelled(onsets.0),
                    spelled(onsets.1)
                )
            }
            Self::Identity { shared } => format!("both end in {}, after the same onset", spelled(shared)),
            Self::Related { vowel, relation: Relation::Companion(extra) } => {
                format!("the same vowel {}, one end has {} more", vowel.name(), extra.name())
            }
            Self::Related { vowel, relation: Relation::Family(family) } => {
                format!("the same vowel {}, and related consonants ({family})", vowel.name())
            }
            Self::Related { vowel, .. } | Self::LooseTail { vowel } => {
                format!("the same vowel {}, and weak syllables that sound alike", vowel.name())
            }
            Self::Assonance { vowel } => format!("the same vowel {}, other consonants", vowel.name()),
            Self::Consonance { shared } => format!("other vowels, the same end {}", spelled(shared)),
            Self::None => "the ends share no sound".to_owned(),
        }
    }
}

fn spelled(phones: &[Phone]) -> String {
    if phones.is_empty() {
        return "no consonant".to_owned();
    }
    phones.iter().map(|phone| phone.name()).collect::<Vec<_>>().join(" ")
}
