//! What the words inside a pair of brackets mean.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::SectionKind;

/// A header taken apart.
pub(super) struct Header {
    pub(super) kind: SectionKind,
    pub(super) number: Option<u32>,
    pub(super) cues: Vec<String>,
}

/// The names of kinds, longest first within a kind, as lower-case words without hyphens.
const NAMES: &[(&[&str], SectionKind)] = &[
    (&["pre", "chorus"], SectionKind::PreChorus),
    (&["prechorus"], SectionKind::PreChorus),
    (&["pre", "hook"], SectionKind::PreChorus),
    (&["lift"], SectionKind::PreChorus),
    (&["post", "chorus"], SectionKind::PostChorus),
    (&["postchorus"], SectionKind::PostChorus),
    (&["fade", "out"], SectionKind::FadeOut),
    (&["fadeout"], SectionKind::FadeOut),
    (&["fade", "to", "silence"], SectionKind::FadeOut),
    (&["build", "up"], SectionKind::Build),
    (&["buildup"], SectionKind::Build),
    (&["build"], SectionKind::Build),
    (&["middle", "eight"], SectionKind::Bridge),
    (&["middle", "8"], SectionKind::Bridge),
    (&["break", "down"], SectionKind::Breakdown),
    (&["spoken", "word"], SectionKind::Spoken),
    (&["spoken"], SectionKind::Spoken),
    (&["introduction"], SectionKind::Intro),
    (&["intro"], SectionKind::Intro),
    (&["verse"], SectionKind::Verse),
    (&["chorus"], SectionKind::Chorus),
    (&["hook"], SectionKind::Hook),
    (&["refrain"], SectionKind::Refrain),
    (&["bridge"], SectionKind::Bridge),
    (&["breakdown"], SectionKind::Breakdown),
    (&["break"], SectionKind::Break),
    (&["interlude"], SectionKind::Interlude),
    (&["instrumental"], SectionKind::Instrumental),
    (&["solo"], SectionKind::Solo),
    (&["drop"], SectionKind::Drop),
    (&["rap"], SectionKind::Rap),
    (&["outro"], SectionKind::Outro),
    (&["coda"], SectionKind::Outro),
    (&["end"], SectionKind::End),
    (&["ending"], SectionKind::End),
    (&["fin"], SectionKind::End),
];

/// Headers are short: a longer bracket is a direction that happens to name a section.
const MAX_NAME_WORDS: usize = 5;

/// Reads the inside of a bracket as a section header, or `None` where it names no known kind.
pub(super) fn read(title: &str) -> Option<Header> {
    let (name, rest) = split_name(title);
    let words = words_of(name);
    if words.is_empty() || words.len() > MAX_NAME_WORDS {
        return None;
    }
    let (words, number) = take_number(&words);
    let kind = kind_of(words)?;
    Some(Header { kind, number, cues: cues_of(rest) })
}

/// The cues of a header of an unknown kind: everything after the first separator.
pub(super) fn cues_of_unknown(title: &str) -> Vec<String> {
    cues_of(split_name(title).1)
}

/// Splits `Verse 1 - quiet, soft` into `Verse 1` and `quiet, soft`.
fn split_name(title: &str) -> (&str, &str) {
    for (at, character) in title.char_indices() {
        let after = at + character.len_utf8();
        let splits = match character {
            ':' | '|' | '–' | '—' | ',' | ';' | '(' => true,
            '-' => title[..at].ends_with(' ') || title[after..].starts_with(' '),
            _ => false,
        };
        if splits {
            return (&title[..at], &title[after..]);
        }
    }
    (title, "")
}

fn cues_of(rest: &str) -> Vec<String> {
    rest.replace(" - ", ",")
        .split([',', ';', '|', ':', '(', ')', '–', '—'])
        .map(str::trim)
        .filter(|cue| !cue.is_empty())
        .map(str::to_owned)
        .collect()
}

fn words_of(name: &str) -> Vec<String> {
    name.split(|character: char| {
        character.is_whitespace() || matches!(character, '-' | '_' | '/' | '#' | '.')
    })
    .filter(|word| !word.is_empty())
    .map(str::to_lowercase)
    .take(MAX_NAME_WORDS + 1)
    .collect()
}

/// Takes a number off the end of the words. `Verse 1 x2` keeps the 1.
fn take_number(words: &[String]) -> (&[String], Option<u32>) {
    let words = match words.split_last() {
        Some((last, head)) if !head.is_empty() && is_repeat(last) => head,
        _ => words,
    };
    // "Middle 8" is a name, not the eighth of something.
    if matches!(words, [first, second] if first == "middle" && second == "8") {
        return (words, None);
    }
    match words.split_last() {
        Some((last, head)) if !head.is_empty() => {
            number_of(last).map_or((words, None), |number| (head, Some(number)))
        }
        _ => (words, None),
    }
}

fn is_repeat(word: &str) -> bool {
    let digits = word.strip_prefix('x').or_else(|| word.strip_suffix('x'));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn number_of(word: &str) -> Option<u32> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    let listed = |list: &[&str]| list.iter().position(|entry| *entry == word).map(|at| at as u32 + 1);
    if word.len() <= 4 {
        word.parse().ok().or_else(|| listed(&WORDS)).or_else(|| listed(&ROMAN))
    } else {
        listed(&WORDS)
    }
}

/// The kind that the words name: the whole, the last words (`Final Chorus`) or the first (`Chorus repeat`).
fn kind_of(words: &[String]) -> Option<SectionKind> {
    let is = |window: &[String], name: &[&str]| window.iter().map(String::as_str).eq(name.iter().copied());
    let find = |matches: &dyn Fn(&[&str]) -> bool| {
        NAMES.iter().find(|(name, _)| matches(name)).map(|(_, kind)| *kind)
    };
    find(&|name| is(words, name))
        .or_else(|| find(&|name| words.len() >= name.len() && is(&words[words.len() - name.len()..], name)))
        .or_else(|| find(&|name| words.len() >= name.len() && is(&words[..name.len()], name)))
}

const DIRECTION_WORDS: &str = include_str!("../../data/direction_words.txt");

/// The words that show a bracket to be a direction to the performers rather than a section of an unknown kind.
fn direction_words() -> &'static HashSet<&'static str> {
    static WORDS: OnceLock<HashSet<&str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        DIRECTION_WORDS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| line.split(' '))
            .collect()
    })
}

/// Whether the words inside a bracket read as a direction.
pub(super) fn is_direction(title: &str) -> bool {
    title
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .any(|word| is_repeat(&word) || direction_words().contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(title: &str) -> Option<(SectionKind, Option<u32>)> {
        read(title).map(|header| (header.kind, header.number))
    }

    #[test]
    fn every_label_is_a_header_of_its_own_kind() {
        for known in SectionKind::ALL.into_iter().filter(|kind| *kind != SectionKind::Unknown) {
            assert_eq!(kind(known.label()), Some((known, None)), "{}", known.label());
        }
    }

    #[test]
    fn spellings_of_one_kind_are_one_kind() {
        for title in ["Pre-Chorus", "Prechorus", "pre chorus", "PRE-CHORUS"] {
            assert_eq!(kind(title), Some((SectionKind::PreChorus, None)), "{title}");
        }
        assert_eq!(kind("Middle 8"), Some((SectionKind::Bridge, None)));
        assert_eq!(kind("Short Instrumental Intro"), Some((SectionKind::Intro, None)));
        assert_eq!(kind("Guitar Solo"), Some((SectionKind::Solo, None)));
        assert_eq!(kind("Final Chorus x2"), Some((SectionKind::Chorus, None)));
    }

    #[test]
    fn numbers_are_read_as_digits_words_or_roman() {
        for title in ["Verse 2", "Verse Two", "Verse II", "verse #2", "Verse 2 x2"] {
            assert_eq!(kind(title), Some((SectionKind::Verse, Some(2))), "{title}");
        }
    }

    #[test]
    fn cues_follow_a_separator() {
        let header = read("Verse 1 - quiet, intimate | brushed drums").unwrap();
        assert_eq!(header.cues, ["quiet", "intimate", "brushed drums"]);
        assert_eq!(read("Bridge: half-time").unwrap().cues, ["half-time"]);
        assert!(read("Chorus").unwrap().cues.is_empty());
    }

    #[test]
    fn a_long_bracket_that_names_a_section_is_not_a_header() {
        assert!(read("the whole crowd sings along with the chorus").is_none());
    }
}
