//! Inflected, clipped and derived forms: the sounds of the stem and of the ending.

use crate::lexicon::{Lexicon, Phone, Pronunciation, Source};

/// How an ending changes the sounds of its stem.
#[derive(Clone, Copy)]
enum Sound {
    /// Plural, possessive or third person: S, Z or IH Z by the last sound.
    S,
    /// Past: T, D or IH D by the last sound.
    D,
    /// These phones, whatever comes before.
    Fixed(&'static [&'static str]),
    /// The stem's -ing with N for NG.
    Clipped,
}

/// An ending, what stands in for it at the end of the stem, and its sound.
struct Ending {
    written: &'static str,
    stems: &'static [&'static str],
    sound: Sound,
}

const ENDINGS: &[Ending] = &[
    Ending { written: "in'", stems: &["ing"], sound: Sound::Clipped },
    Ending { written: "'s", stems: &[""], sound: Sound::S },
    Ending { written: "s'", stems: &["", "s"], sound: Sound::S },
    Ending { written: "'ll", stems: &[""], sound: Sound::Fixed(&["AH0", "L"]) },
    Ending { written: "'d've", stems: &[""], sound: Sound::Fixed(&["AH0", "D", "AH0", "V"]) },
    Ending { written: "'ve", stems: &[""], sound: Sound::Fixed(&["AH0", "V"]) },
    Ending { written: "'re", stems: &[""], sound: Sound::Fixed(&["ER0"]) },
    Ending { written: "'d", stems: &[""], sound: Sound::D },
    Ending { written: "'m", stems: &[""], sound: Sound::Fixed(&["AH0", "M"]) },
    Ending { written: "n't", stems: &[""], sound: Sound::Fixed(&["AH0", "N", "T"]) },
    Ending { written: "'n", stems: &["ing", "in"], sound: Sound::Clipped },
    Ending { written: "ies", stems: &["y"], sound: Sound::S },
    Ending { written: "es", stems: &["", "e"], sound: Sound::S },
    Ending { written: "s", stems: &[""], sound: Sound::S },
    Ending { written: "ied", stems: &["y"], sound: Sound::D },
    Ending { written: "ed", stems: &["", "e"], sound: Sound::D },
    Ending { written: "ing", stems: &["", "e"], sound: Sound::Fixed(&["IH0", "NG"]) },
    Ending { written: "ier", stems: &["y"], sound: Sound::Fixed(&["ER0"]) },
    Ending { written: "iest", stems: &["y"], sound: Sound::Fixed(&["AH0", "S", "T"]) },
    Ending { written: "er", stems: &["", "e"], sound: Sound::Fixed(&["ER0"]) },
    Ending { written: "est", stems: &["", "e"], sound: Sound::Fixed(&["AH0", "S", "T"]) },
    Ending { written: "ily", stems: &["y"], sound: Sound::Fixed(&["AH0", "L", "IY0"]) },
    Ending { written: "ly", stems: &[""], sound: Sound::Fixed(&["L", "IY0"]) },
    Ending { written: "iness", stems: &["y"], sound: Sound::Fixed(&["IY0", "N", "AH0", "S"]) },
    Ending { written: "ness", stems: &[""], sound: Sound::Fixed(&["N", "AH0", "S"]) },
    Ending { written: "less", stems: &[""], sound: Sound::Fixed(&["L", "AH0", "S"]) },
    Ending { written: "ful", stems: &[""], sound: Sound::Fixed(&["F", "AH0", "L"]) },
    Ending { written: "ment", stems: &[""], sound: Sound::Fixed(&["M", "AH0", "N", "T"]) },
    Ending { written: "able", stems: &["", "e"], sound: Sound::Fixed(&["AH0", "B", "AH0", "L"]) },
    Ending { written: "ish", stems: &["", "e"], sound: Sound::Fixed(&["IH0", "SH"]) },
    Ending { written: "y", stems: &["", "e"], sound: Sound::Fixed(&["IY0"]) },
];

/// The word as a dictionary word with one ending.
pub(super) fn read(lexicon: &Lexicon, folded: &str) -> Option<Vec<Pronunciation>> {
    ENDINGS.iter().find_map(|ending| {
        let head = folded.strip_suffix(ending.written)?;
        let stems = ending.stems.iter().filter_map(|tail| lexicon.entry(&format!("{head}{tail}")));
        let found = stems.into_iter().next().or_else(|| undoubled(lexicon, head, ending))?;
        Some(found.into_iter().map(|stem| with_ending(stem, ending.sound)).collect())
    })
}

/// The possessive of a word that `read` knows.
pub(super) fn possessive(bare: &str, read: impl Fn(&str) -> Option<Pronunciation>) -> Option<Pronunciation> {
    let stem = read(bare.strip_suffix("'s")?)?;
    let source = stem.source;
    Some(Pronunciation { source, ..with_ending(stem, Sound::S) })
}

/// The stem of "humming" is "hum": a doubled consonant before a vowel.
fn undoubled(lexicon: &Lexicon, head: &str, ending: &Ending) -> Option<Vec<Pronunciation>> {
    let vowel_first = ending.written.starts_with(['e', 'i', 'y', 'a']);
    let mut letters = head.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    if !vowel_first || last != before || head.len() < 4 {
        return None;
    }
    let stem = &head[..head.len() - last.len_utf8()];
    if matches!(ending.sound, Sound::Clipped) {
        lexicon.entry(&format!("{head}ing"))
    } else {
        lexicon.entry(stem)
    }
}

fn with_ending(stem: Pronunciation, sound: Sound) -> Pronunciation {
    let mut phones = stem.phones;
    match sound {
        Sound::S => extend(&mut phones, sibilant_ending),
        Sound::D => extend(&mut phones, dental_ending),
        Sound::Fixed(names) => push(&mut phones, names),
        Sound::Clipped => {
            if phones.last().is_some_and(|last| last.name() == "NG") {
                phones.pop();
                push(&mut phones, &["N"]);
            }
        }
    }
    Pronunciation::of_phones(phones, Source::Form)
}

fn extend(phones: &mut Vec<Phone>, ending: fn(&str) -> &'static [&'static str]) {
    let names = ending(phones.last().map_or("", |last| last.name()));
    push(phones, names);
}

fn push(phones: &mut Vec<Phone>, names: &[&str]) {
    phones.extend(names.iter().filter_map(|name| Phone::parse(name)));
}

fn sibilant_ending(last: &str) -> &'static [&'static str] {
    match last {
        "S" | "Z" | "SH" | "ZH" | "CH" | "JH" => &["IH0", "Z"],
        "P" | "T" | "K" | "F" | "TH" => &["S"],
        _ => &["Z"],
    }
}

fn dental_ending(last: &str) -> &'static [&'static str] {
    match last {
        "T" | "D" => &["IH0", "D"],
        "P" | "K" | "F" | "TH" | "S" | "SH" | "CH" => &["T"],
        _ => &["D"],
    }
}
