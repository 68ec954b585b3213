//! Writes a word the way the dictionary does: lower case, plain apostrophes, no accents.

use crate::document::words::is_apostrophe;

/// Latin letters with marks and the letters the dictionary writes for them.
const LETTERS: &[(&str, &str)] = &[
    ("àáâãäåāăą", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľł", "l"),
    ("ñńņň", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťțŧ", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ß", "ss"),
    ("þ", "th"),
];

/// The word in the dictionary's letters. Letters of other scripts, marks and signs fall away.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for character in word.chars().flat_map(char::to_lowercase) {
        match character {
            'a'..='z' | '0'..='9' | '-' | '.' | ',' | ':' => folded.push(character),
            _ if is_apostrophe(character) => folded.push('\''),
            _ if character.is_ascii() => {}
            _ => folded.push_str(plain(character)),
        }
    }
    folded
}

fn plain(character: char) -> &'static str {
    LETTERS.iter().find(|(marked, _)| marked.contains(character)).map_or("", |(_, plain)| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_typographic_apostrophes_fold_away() {
        assert_eq!(fold("Café"), "cafe");
        assert_eq!(fold("DON’T"), "don't");
        assert_eq!(fold("cafe\u{301}"), "cafe");
        assert_eq!(fold("שלום🎸"), "");
    }
}
