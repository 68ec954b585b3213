//! Words of a prompt: cutting it up, and telling whether two words are forms of one.

/// A word of the prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// As written.
    pub(crate) text: String,
    /// In lower case, with plain apostrophes.
    pub(crate) lower: String,
    /// Whether a sentence begins with it.
    pub(crate) opens_sentence: bool,
    /// Whether punctuation that ends a clause follows it.
    pub(crate) closes_clause: bool,
}

/// Cuts a prompt into words; punctuation is kept only as the mark of where a clause ends.
pub(crate) fn cut(prompt: &str) -> Vec<Word> {
    let mut words = Vec::<Word>::new();
    let mut opens_sentence = true;
    for chunk in prompt.split_whitespace() {
        let text = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        if text.is_empty() {
            if let Some(last) =
                words.last_mut().filter(|_| chunk.contains(['-', '–', '—', '.', ',', ';', ':']))
            {
                last.closes_clause = true;
            }
            continue;
        }
        if chunk.starts_with(['(', '"', '“', '‘'])
            && let Some(last) = words.last_mut()
        {
            last.closes_clause = true;
        }
        let tail = &chunk[chunk.rfind(text).map_or(chunk.len(), |start| start + text.len())..];
        let ends_sentence = tail.contains(['.', '!', '?']);
        words.push(Word {
            text: text.to_owned(),
            lower: text.to_lowercase().replace('’', "'"),
            opens_sentence,
            closes_clause: ends_sentence || tail.contains([',', ';', ':', ')', '"', '”', '—', '–']),
        });
        opens_sentence = ends_sentence;
    }
    words
}

/// The part of a word that its forms share: "ferries" and "ferry", "dancing" and "danced". Rough on purpose:
/// it only ever compares a prompt with a song.
pub(crate) fn stem(word: &str) -> String {
    let word = word.to_lowercase().replace('’', "'");
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(&word);
    for (suffix, replacement) in
        [("ies", "y"), ("sses", "ss"), ("ing", ""), ("in'", ""), ("ied", "y"), ("ed", ""), ("es", "")]
    {
        if let Some(head) = word.strip_suffix(suffix).filter(|head| head.chars().count() >= 3) {
            return undouble(&format!("{head}{replacement}"));
        }
    }
    let singular = word.strip_suffix('s').filter(|head| head.chars().count() >= 3 && !head.ends_with('s'));
    undouble(singular.unwrap_or(word))
}

/// "running" leaves "runn": one n is enough. A final e goes too, so that "dance" meets "dancing".
fn undouble(word: &str) -> String {
    let word = if word.chars().count() > 3 { word.strip_suffix('e').unwrap_or(word) } else { word };
    let mut chars: Vec<char> = word.chars().collect();
    if let [.., a, b] = chars.as_slice()
        && a == b
        && chars.len() > 3
        && !matches!(b, 's' | 'l' | 'e' | 'o')
    {
        chars.pop();
    }
    chars.into_iter().collect()
}

/// The stems of all words of a text.
pub(crate) fn stems(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .map(stem)
        .collect()
}

/// The content words of a list that a text contains in some form.
pub(crate) fn found_in<'a>(content_words: &'a [String], text: &str) -> Vec<&'a String> {
    let stems: std::collections::HashSet<String> = stems(text).into_iter().collect();
    content_words.iter().filter(|word| stems.contains(&stem(word))).collect()
}

/// How often and how long the phrase `key` stands in `words`; longer phrases weigh more.
pub(crate) fn hits(key: &str, words: &[Word]) -> usize {
    let parts: Vec<&str> = key.split(' ').collect();
    let single = parts.len() == 1;
    words
        .windows(parts.len())
        .filter(|window| {
            window
                .iter()
                .zip(&parts)
                .all(|(word, part)| word.lower == *part || (single && stem(&word.lower) == stem(part)))
        })
        .count()
        * parts.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (a, b) in [
            ("ferries", "ferry"),
            ("dancing", "dance"),
            ("running", "run"),
            ("dogs", "dog"),
            ("baked", "baking"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        for (a, b) in [("glass", "gla"), ("sea", "season"), ("king", "k")] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn a_prompt_is_cut_at_white_space_and_keeps_its_clauses() {
        let words = cut("A waltz, slow. About my dog “Biscuit”!");
        let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
        assert_eq!(lower, ["a", "waltz", "slow", "about", "my", "dog", "biscuit"]);
        assert!(words[1].closes_clause && words[3].opens_sentence);
    }
}
