//! The words of a line, with their places.

use super::Span;

/// A word of a text, its span in bytes from the start of that text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word as written, apostrophes included.
    pub text: &'a str,
    /// Its place in the text it was taken from.
    pub span: Span,
}

/// Words that are written with an apostrophe in front of their first letter.
const LEADING: &[&str] = &[
    "bout", "cause", "cos", "course", "cuz", "em", "gain", "kay", "m", "n", "neath", "nother", "nuff",
    "round", "s", "scuse", "til", "till", "tis", "tween", "twas", "twere", "twill", "ere", "er", "im", "ol",
    "ya", "fore", "cross", "gainst", "mongst",
];

/// The words of a text in order. Letters, digits and combining marks make a word; apostrophes belong to it inside, at
/// its end (`singin'`) and before known clipped words (`'cause`); digits keep their separators (`1,999`, `7:30`).
/// Hyphens part words.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, at)?;
        at = word.span.end;
        Some(word)
    })
}

fn next_word(text: &str, from: usize) -> Option<Word<'_>> {
    let first = from + text[from..].find(is_word_character)?;
    let end = end_of_word(text, first);
    let start = with_leading_apostrophe(text, from, first, end);
    Some(Word { text: &text[start..end], span: Span::new(start, end) })
}

/// Where the word that starts at `start` ends.
fn end_of_word(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut previous = None;
    let mut characters = text[start..].char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        if !continues(previous, character, next) {
            break;
        }
        end = start + at + character.len_utf8();
        previous = Some(character);
    }
    end
}

fn continues(previous: Option<char>, character: char, next: Option<char>) -> bool {
    if is_word_character(character) || is_mark(character) {
        return true;
    }
    let Some(previous) = previous else { return false };
    let digit = |neighbour: Option<char>| neighbour.is_some_and(|neighbour| neighbour.is_ascii_digit());
    if is_apostrophe(character) {
        return is_word_character(previous) || is_mark(previous);
    }
    matches!(character, ',' | '.' | ':') && digit(Some(previous)) && digit(next)
}

fn with_leading_apostrophe(text: &str, from: usize, first: usize, end: usize) -> usize {
    let Some(apostrophe) = text[from..first].chars().next_back().filter(|last| is_apostrophe(*last)) else {
        return first;
    };
    let bare = text[first..end].trim_end_matches(is_apostrophe);
    let digits = bare.starts_with(|character: char| character.is_ascii_digit());
    // Longer words than any in the list need no lower-casing: that keeps one endless word linear.
    let listed = bare.len() <= 8 && LEADING.contains(&bare.to_lowercase().as_str());
    if digits || listed { first - apostrophe.len_utf8() } else { first }
}

/// Whether the character can start a word.
pub(crate) fn is_word_character(character: char) -> bool {
    character.is_alphanumeric()
}

/// Straight, typographic and modifier apostrophes.
pub(crate) const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}')
}

/// Combining marks and joiners, which stay with the letter before them.
const fn is_mark(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).map(|word| word.text).collect()
    }

    #[test]
    fn apostrophes_stay_with_their_word() {
        assert_eq!(
            split("I'm singin' 'cause it's the boys' song"),
            ["I'm", "singin'", "'cause", "it's", "the", "boys'", "song"]
        );
        assert_eq!(split("rock ’n’ roll"), ["rock", "’n’", "roll"]);
        assert_eq!(split("'hello there'"), ["hello", "there'"]);
    }

    #[test]
    fn numbers_keep_their_separators_and_words_lose_theirs() {
        assert_eq!(split("1,999 at 7:30, on and on."), ["1,999", "at", "7:30", "on", "and", "on"]);
        assert_eq!(split("na-na-na, '99"), ["na", "na", "na", "'99"]);
    }

    #[test]
    fn marks_stay_with_their_letter() {
        assert_eq!(split("cafe\u{301} lights"), ["cafe\u{301}", "lights"]);
        assert_eq!(split("🎸 (שלום) \u{0}x"), ["שלום", "x"]);
    }

    #[test]
    fn spans_point_at_the_words() {
        let text = "ünder the bridge";
        for word in words(text) {
            assert_eq!(&text[word.span.start..word.span.end], word.text);
        }
    }
}
