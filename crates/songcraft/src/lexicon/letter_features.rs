//! What the reading of a letter depends on, the most telling first; shared by training and use.

/// The number of features, the letter itself first.
pub(crate) const FEATURES: usize = 8;
/// The class before the first letter.
pub(crate) const START: u8 = u8::MAX;

/// The letter at `at`, the one after, the one before, the class read for the one before, then letters further off.
pub(crate) fn letter_features(word: &[u8], at: usize, class_before: u8) -> [u8; FEATURES] {
    let letter =
        |offset: isize| at.checked_add_signed(offset).and_then(|at| word.get(at)).copied().unwrap_or(0);
    [letter(0), letter(1), letter(-1), class_before, letter(2), letter(3), letter(-2), letter(-3)]
}
