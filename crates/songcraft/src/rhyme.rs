//! Rhyme: what two line ends share, the scheme of a section, rhymes inside a line, and words that rhyme.
//!
//! A rhyme is heard from the last stressed vowel on; a secondary stress counts as stressed ("lullaby" rhymes with
//! "sky"). The kinds and their definitions are those of [`RhymeKind`]; which consonants count as related is stated in
//! `data/near_rhymes.json` with its source.

mod compare;
mod index;
mod internal;
mod near;
mod onset;
mod scheme;
mod search;
mod tail;

use serde::{Deserialize, Serialize};

use crate::lexicon::Lexicon;
use crate::meter::{self, LineMeter};

pub use internal::{InternalRhyme, internal};
pub use scheme::{SchemeLine, scheme, scheme_of};
pub use search::{RhymeCandidate, RhymeQuery, search};

pub(crate) use index::RhymeIndex;
pub(crate) use scheme::of_ends;
pub(crate) use tail::RhymeEnd;

/// What two line ends share, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RhymeKind {
    /// Two or more stressed syllables rhyme: "hold me" and "told me".
    Multisyllabic,
    /// The same sounds from the last stressed vowel on, after different onsets: "night" and "light".
    Perfect,
    /// The same sounds and the same onset: a word with itself, "light" and "delight".
    Identity,
    /// The same stressed vowel and related consonants: "night" and "ride".
    Family,
    /// The same stressed vowel and unrelated consonants: "night" and "fire".
    Assonance,
    /// Another vowel, the same consonants after it: "night" and "late".
    Consonance,
    /// Nothing in common at the end.
    None,
}

impl RhymeKind {
    /// Every kind, strongest first.
    pub const ALL: [Self; 7] = [
        Self::Multisyllabic,
        Self::Perfect,
        Self::Identity,
        Self::Family,
        Self::Assonance,
        Self::Consonance,
        Self::None,
    ];

    /// The name as data writes it, the same as in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Multisyllabic => "multisyllabic",
            Self::Perfect => "perfect",
            Self::Identity => "identity",
            Self::Family => "family",
            Self::Assonance => "assonance",
            Self::Consonance => "consonance",
            Self::None => "none",
        }
    }

    /// The kind with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Whether an ear hears the two lines as rhyming: family and stronger.
    pub const fn is_heard(self) -> bool {
        matches!(self, Self::Multisyllabic | Self::Perfect | Self::Identity | Self::Family)
    }
}

/// The kind of a rhyme, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RhymeMatch {
    /// What the two ends share.
    pub kind: RhymeKind,
    /// One sentence that names the sounds.
    pub reason: String,
}

/// Compares the ends of two lines (or of two words).
pub fn classify(lexicon: &Lexicon, a_line: &str, b_line: &str) -> RhymeMatch {
    classify_measured(lexicon, &meter::line(lexicon, a_line), &meter::line(lexicon, b_line))
}

/// As [`classify`], for lines that have been measured already.
pub fn classify_measured(lexicon: &Lexicon, a_line: &LineMeter, b_line: &LineMeter) -> RhymeMatch {
    compare::explain(&RhymeEnd::of(lexicon, a_line), &RhymeEnd::of(lexicon, b_line))
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    fn kind(left: &str, right: &str) -> RhymeKind {
        classify(Lexicon::embedded(), left, right).kind
    }

    #[test]
    fn the_example_of_each_kind_is_of_that_kind() {
        assert_eq!(kind("hold me", "told me"), RhymeKind::Multisyllabic);
        assert_eq!(kind("night", "light"), RhymeKind::Perfect);
        assert_eq!(kind("light", "delight"), RhymeKind::Identity);
        assert_eq!(kind("night", "night"), RhymeKind::Identity);
        assert_eq!(kind("night", "ride"), RhymeKind::Family);
        assert_eq!(kind("night", "fire"), RhymeKind::Assonance);
        assert_eq!(kind("night", "late"), RhymeKind::Consonance);
        assert_eq!(kind("night", "moon"), RhymeKind::None);
    }

    #[test]
    fn a_rhyme_may_span_words() {
        assert_eq!(kind("she is a poet", "and I know it"), RhymeKind::Family);
        assert_eq!(kind("nation", "station"), RhymeKind::Perfect);
        assert_eq!(kind("butterfly", "sky"), RhymeKind::Perfect);
    }

    #[test]
    fn backing_vocals_do_not_carry_the_rhyme() {
        assert_eq!(kind("walk me home tonight (oh oh)", "by the morning light"), RhymeKind::Perfect);
    }

    #[test]
    fn a_stronger_onset_does_not_change_the_sounds_after_it() {
        assert_eq!(kind("extreme", "stream"), RhymeKind::Identity);
        assert_eq!(kind("light", "slight"), RhymeKind::Perfect);
        assert_eq!(kind("love", "enough"), RhymeKind::Family);
        assert_eq!(kind("home", "alone"), RhymeKind::Family);
    }

    #[test]
    fn the_reason_names_the_sounds() {
        let found = classify(Lexicon::embedded(), "night", "light");
        assert_eq!(found.reason, "both end in AY T, after N and L");
        assert!(classify(Lexicon::embedded(), "", "light").reason.contains("no sound"));
    }
}
