//! Letter-to-sound rules for words that no dictionary word explains.

use super::{Phone, Pronunciation, Source};

/// The names of the letters, as one says them.
const NAMES: [&str; 26] = [
    "EY1", "B IY1", "S IY1", "D IY1", "IY1", "EH1 F", "JH IY1", "EY1 CH", "AY1", "JH EY1", "K EY1", "EH1 L", "EH1 M",
    "EH1 N", "OW1", "P IY1", "K Y UW1", "AA1 R", "EH1 S", "T IY1", "Y UW1", "V IY1", "D AH1 B AH0 L Y UW0", "EH1 K S",
    "W AY1", "Z IY1",
];

/// How one says the name of a lower-case ASCII letter; nothing for other bytes.
pub(super) fn name_of_letter(letter: u8) -> impl Iterator<Item = Phone> {
    let name = NAMES.get(usize::from(letter.wrapping_sub(b'a'))).copied().unwrap_or_default();
    name.split(' ').filter_map(Phone::parse)
}

/// The sounds that the letters of a word suggest.
pub(super) fn read(bare: &str) -> Pronunciation {
    let mut phones = Vec::new();
    let bytes = bare.as_bytes();
    let mut vowel_before = false;
    for (at, byte) in bytes.iter().enumerate() {
        let last = at + 1 == bytes.len();
        let name = match byte {
            b'a' => "AE0",
            b'e' if last && phones.iter().any(|phone: &Phone| phone.is_vowel()) => "",
            b'e' => "EH0",
            b'i' => "IH0",
            b'o' => "OW0",
            b'u' => "AH0",
            b'y' if last => "IY0",
            b'y' => "Y",
            b'c' | b'q' => "K",
            b'j' => "JH",
            b'h' => "HH",
            b'x' => "K S",
            _ => {
                vowel_before = false;
                phones.extend(std::str::from_utf8(&[byte.to_ascii_uppercase()]).ok().and_then(Phone::parse));
                continue;
            }
        };
        let vowel = name.len() == 3 && name.ends_with('0');
        if !(vowel && vowel_before) {
            phones.extend(name.split(' ').filter_map(Phone::parse));
        }
        vowel_before = vowel;
    }
    if let Some(first) = phones.iter_mut().find(|phone| phone.is_vowel()) {
        *first = first.with_stress(1);
    }
    Pronunciation { phones, source: Source::Rules }
}
