//! The names of the letters.

use crate::lexicon::Phone;

/// The names of `a` to `z`, as one says them.
const NAMES: [&str; 26] = [
    "EY1",
    "B IY1",
    "S IY1",
    "D IY1",
    "IY1",
    "EH1 F",
    "JH IY1",
    "EY1 CH",
    "AY1",
    "JH EY1",
    "K EY1",
    "EH1 L",
    "EH1 M",
    "EH1 N",
    "OW1",
    "P IY1",
    "K Y UW1",
    "AA1 R",
    "EH1 S",
    "T IY1",
    "Y UW1",
    "V IY1",
    "D AH1 B AH0 L Y UW0",
    "EH1 K S",
    "W AY1",
    "Z IY1",
];

/// How one says the name of a lower-case ASCII letter; nothing for other bytes.
pub(in crate::lexicon) fn name_of_letter(letter: u8) -> impl Iterator<Item = Phone> {
    let name = NAMES.get(usize::from(letter.wrapping_sub(b'a'))).copied().unwrap_or_default();
    name.split(' ').filter_map(Phone::parse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_a_name_with_one_main_stress() {
        for letter in b'a'..=b'z' {
            let stressed = name_of_letter(letter).filter(|phone| phone.stress() == Some(1)).count();
            assert_eq!(stressed, 1, "{}", char::from(letter));
        }
        assert_eq!(name_of_letter(b'0').count(), 0);
    }
}
