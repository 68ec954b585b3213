//! The short words that a melody may place on a weak beat.

const LIST: &str = include_str!("../../data/function_words.txt");

/// Whether the word is an article, a pronoun, a preposition, a conjunction or an auxiliary.
pub(crate) fn is_function_word(word: &str) -> bool {
    if word.len() > 12 {
        return false;
    }
    let lower = word.to_lowercase().replace(['\u{2019}', '\u{2018}'], "'");
    LIST.lines().filter(|line| !line.starts_with('#')).any(|line| line.split(' ').any(|listed| listed == lower))
}

#[cfg(test)]
mod tests {
    use super::is_function_word;

    #[test]
    fn function_words_are_known_in_any_case_and_with_any_apostrophe() {
        assert!(is_function_word("The"));
        assert!(is_function_word("I’m"));
        assert!(!is_function_word("river"));
    }
}
