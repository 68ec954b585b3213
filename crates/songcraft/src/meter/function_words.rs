//! The short words that a melody may place on a weak beat.

use std::collections::HashSet;
use std::sync::OnceLock;

const LIST: &str = include_str!("../../data/function_words.txt");
/// Longer words are none; they are not even looked up.
const LONGEST: usize = 12;

/// Whether the word is an article, a pronoun, a preposition, a conjunction or an auxiliary.
pub(crate) fn is_function_word(word: &str) -> bool {
    static WORDS: OnceLock<HashSet<&str>> = OnceLock::new();
    if word.len() > LONGEST {
        return false;
    }
    let words = WORDS.get_or_init(|| {
        LIST.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(' ')).collect()
    });
    let plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'');
    plain && words.contains(word) || !plain && words.contains(folded(word).as_str())
}

fn folded(word: &str) -> String {
    word.to_lowercase().replace(['\u{2019}', '\u{2018}'], "'")
}

#[cfg(test)]
mod tests {
    use super::is_function_word;

    #[test]
    fn function_words_are_known_in_any_case_and_with_any_apostrophe() {
        assert!(is_function_word("The"));
        assert!(is_function_word("the"));
        assert!(is_function_word("I’m"));
        assert!(!is_function_word("river"));
    }
}
