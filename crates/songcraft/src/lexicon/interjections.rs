//! Sung sounds that are not words: "ooh", "na", "yeahhh".

use super::{Phone, Pronunciation, Source};

const TABLE: &str = include_str!("../../data/interjections.txt");

/// The sounds of an interjection. A letter of a spelling stands for any longer run of it; the first match counts.
pub(super) fn find(folded: &str) -> Option<Pronunciation> {
    let phones = TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .find(|(spellings, _)| spellings.split(' ').any(|spelling| stretches(folded, spelling)))?
        .1;
    let phones = phones.split(' ').filter_map(Phone::parse).collect();
    Some(Pronunciation::of_phones(phones, Source::Interjection))
}

/// Whether `word` is `spelling` with letters held longer: "oooh" stretches "ooh", "oh" does not.
fn stretches(word: &str, spelling: &str) -> bool {
    let (mut word, mut spelling) = (word.as_bytes(), spelling.as_bytes());
    while let (Some(letter), Some(expected)) = (word.first(), spelling.first()) {
        let (held, written) = (run(word), run(spelling));
        if letter != expected || held < written {
            return false;
        }
        word = &word[held..];
        spelling = &spelling[written..];
    }
    word.is_empty() && spelling.is_empty()
}

/// How often the first byte repeats.
fn run(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| bytes.first() == Some(byte)).count()
}

/// The word with every run of three or more of a letter cut to `most`, or `None` where there is no such run.
pub(super) fn squeeze(word: &str, most: usize) -> Option<String> {
    let mut squeezed = String::with_capacity(word.len());
    let mut rest = word.as_bytes();
    let mut held = false;
    while let Some(letter) = rest.first() {
        let length = run(rest);
        held |= length > 2;
        let kept = if length > 2 { most } else { length };
        squeezed.extend(std::iter::repeat_n(char::from(*letter), kept));
        rest = &rest[length..];
    }
    held.then_some(squeezed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(word: &str) -> Option<String> {
        find(word).map(|pronunciation| pronunciation.phones_text())
    }

    #[test]
    fn a_held_interjection_sounds_like_its_short_form() {
        assert_eq!(sound("ooooh").as_deref(), Some("UW1"));
        assert_eq!(sound("ohhhh").as_deref(), Some("OW1"));
        assert_eq!(sound("yeahhh").as_deref(), Some("Y AE1"));
        assert_eq!(sound("nananana"), None);
    }

    #[test]
    fn every_line_of_the_table_can_be_read() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (_, phones) = line.split_once('\t').unwrap();
            assert!(phones.split(' ').all(|phone| Phone::parse(phone).is_some()), "{line}");
        }
    }

    #[test]
    fn only_long_runs_are_squeezed() {
        assert_eq!(squeeze("soooo", 1).as_deref(), Some("so"));
        assert_eq!(squeeze("helloooo", 1).as_deref(), Some("hello"));
        assert_eq!(squeeze("hello", 1), None);
    }
}
