//! Which consonants belong to the syllable of the vowel after them.

use std::sync::OnceLock;

use crate::lexicon::Phone;

/// The clusters that can begin an English syllable, longest first. Single consonants always can, except NG.
const CLUSTERS: &[&[&str]] = &[
    &["S", "P", "L"],
    &["S", "P", "R"],
    &["S", "P", "Y"],
    &["S", "T", "R"],
    &["S", "T", "Y"],
    &["S", "K", "R"],
    &["S", "K", "W"],
    &["S", "K", "Y"],
    &["S", "K", "L"],
    &["P", "L"],
    &["P", "R"],
    &["P", "Y"],
    &["T", "R"],
    &["T", "W"],
    &["T", "Y"],
    &["K", "L"],
    &["K", "R"],
    &["K", "W"],
    &["K", "Y"],
    &["B", "L"],
    &["B", "R"],
    &["B", "Y"],
    &["D", "R"],
    &["D", "W"],
    &["D", "Y"],
    &["G", "L"],
    &["G", "R"],
    &["G", "W"],
    &["G", "Y"],
    &["F", "L"],
    &["F", "R"],
    &["F", "Y"],
    &["TH", "R"],
    &["TH", "W"],
    &["SH", "R"],
    &["HH", "Y"],
    &["HH", "W"],
    &["V", "Y"],
    &["M", "Y"],
    &["N", "Y"],
    &["S", "L"],
    &["S", "M"],
    &["S", "N"],
    &["S", "P"],
    &["S", "T"],
    &["S", "K"],
    &["S", "W"],
    &["S", "F"],
];

/// The onset of the vowel at `vowel`: the longest run of consonants before it that can begin a syllable and does not
/// reach beyond the start of its word.
pub(super) fn onset<'a>(phones: &'a [Phone], starts: &[usize], vowel: usize) -> &'a [Phone] {
    let word = starts.iter().copied().filter(|start| *start <= vowel).max().unwrap_or(0);
    let before = phones.get(word..vowel).unwrap_or_default();
    let after_vowel = before.iter().rposition(|phone| phone.is_vowel()).map_or(0, |at| at + 1);
    let consonants = &before[after_vowel..];
    if after_vowel == 0 {
        // At the start of a word every consonant belongs to the first syllable.
        return consonants;
    }
    let length = clusters().iter().find(|cluster| consonants.ends_with(cluster)).map_or(1, Vec::len);
    let single = consonants.last().is_some_and(|last| last.name() != "NG");
    let length = if single { length.min(consonants.len()) } else { 0 };
    &consonants[consonants.len() - length..]
}

/// The clusters as phones.
fn clusters() -> &'static [Vec<Phone>] {
    static PHONES: OnceLock<Vec<Vec<Phone>>> = OnceLock::new();
    PHONES.get_or_init(|| {
        CLUSTERS
            .iter()
            .map(|cluster| cluster.iter().filter_map(|name| Phone::parse(name)).collect())
            .collect()
    })
}
