//! The byte codes of phones, shared by the build script that packs the lexicon and the code that reads it.

const VOWEL_NAMES: [&str; 15] =
    ["AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"];
const CONSONANT_NAMES: [&str; 24] = [
    "B", "CH", "D", "DH", "F", "G", "HH", "JH", "K", "L", "M", "N", "NG", "P", "R", "S", "SH", "T", "TH",
    "V", "W", "Y", "Z", "ZH",
];

/// Codes below this are vowels: three for each, by stress 0, 1, 2.
pub(crate) const VOWELS: u8 = 45;

/// The number of codes.
pub(crate) const COUNT: u8 = 69;

/// The code of an `ARPAbet` name such as `AH0` or `NG`.
pub(crate) fn code_of(name: &str) -> Option<u8> {
    let (letters, stress) = match name.as_bytes().last()? {
        digit @ b'0'..=b'2' => (&name[..name.len() - 1], digit - b'0'),
        _ => (name, 0),
    };
    let place = |names: &[&str]| names.iter().position(|known| *known == letters).map(|at| at as u8);
    match place(&VOWEL_NAMES) {
        Some(vowel) => Some(vowel * 3 + stress),
        None if letters.len() == name.len() => place(&CONSONANT_NAMES).map(|consonant| VOWELS + consonant),
        None => None,
    }
}

/// The `ARPAbet` name of a code, without stress.
pub(crate) fn name_of(code: u8) -> &'static str {
    let names: (&[&'static str], u8) =
        if code < VOWELS { (&VOWEL_NAMES, code / 3) } else { (&CONSONANT_NAMES, code - VOWELS) };
    names.0.get(usize::from(names.1)).copied().unwrap_or_default()
}
