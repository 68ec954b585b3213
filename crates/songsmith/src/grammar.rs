//! A proof-reader for agreement: articles, pronouns, and verbs after pronouns.
//!
//! It knows closed lists of words and looks at neighbours only, so it stays silent where it cannot be sure; what it
//! reports is wrong in standard English.

use crate::person::starts_with_vowel_sound;

/// Third-person forms that "I", "you", "we" and "they" never take.
const SINGULAR_VERBS: [&str; 46] = [
    "is", "was", "has", "does", "goes", "walks", "holds", "keeps", "waits", "stands", "sits", "turns",
    "counts", "hears", "knows", "thinks", "feels", "tells", "says", "sings", "takes", "makes", "comes",
    "leaves", "looks", "sees", "hangs", "puts", "pulls", "drives", "climbs", "finds", "opens", "closes",
    "folds", "wipes", "sweeps", "writes", "reads", "calls", "dials", "runs", "sleeps", "wakes", "wears",
    "isn't",
];
/// Forms that "he", "she" and "it" never take in the present.
const PLURAL_VERBS: [&str; 66] = [
    "am", "haven't", "buy", "get", "climb", "doubt", "need", "want", "mend", "carry", "bring", "pass",
    "lean", "learn", "dream", "try", "cry", "start", "stop", "pour", "wash", "pack", "count", "listen",
    "hope", "wish", "are", "were", "have", "do", "don't", "go", "walk", "hold", "keep", "wait", "stand",
    "sit", "turn", "count", "hear", "know", "think", "feel", "tell", "say", "sing", "take", "make", "leave",
    "look", "see", "hang", "pull", "drive", "climb", "find", "open", "fold", "wipe", "sweep", "write",
    "call", "sleep", "wake", "wear",
];
/// Words after which a pronoun's subject form is wrong when it ends the line.
const PREPOSITIONS: [&str; 14] = [
    "for", "to", "with", "from", "at", "by", "of", "beside", "behind", "without", "near", "under", "over",
    "about",
];
/// Words that ask for a bare verb after the pronoun: "let her go", "did he know".
const OPENERS: [&str; 51] = [
    "watches", "hears", "sees", "leaves", "leave", "lets", "makes", "feels", "is", "shall", "felt", "let",
    "did", "do", "does", "don't", "didn't", "will", "would", "could", "can", "should", "may", "might",
    "must", "help", "make", "made", "see", "saw", "hear", "heard", "watch", "watched", "had", "has", "have",
    "if", "feel", "than", "till", "until", "and", "or", "when", "where", "what", "that", "how", "won't",
    "can't",
];

/// What is wrong with a line, in short words; empty when nothing was found.
pub fn agreement_errors(line: &str) -> Vec<String> {
    let words: Vec<String> = line
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'"))
        .collect();
    let mut errors = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let next = words.get(index + 1).map_or("", String::as_str);
        let before = index.checked_sub(1).and_then(|index| words.get(index)).map_or("", String::as_str);
        let broken = ends_clause(line, index);
        if !broken && !next.is_empty() {
            errors.extend(
                article(word, next).or_else(|| verb(before, word, next)).or_else(|| number(word, next)),
            );
            if word == next
                && !matches!(word.as_str(), "la" | "na" | "had" | "that" | "oh" | "ooh" | "round" | "very")
            {
                errors.push(format!("“{word} {next}” says a word twice"));
            }
        }
        let last = next.is_empty() || broken;
        if last
            && matches!(word.as_str(), "i" | "he" | "she" | "we" | "they")
            && PREPOSITIONS.contains(&before)
        {
            errors.push(format!("“{before} {word}” wants an object"));
        }
        if matches!(word.as_str(), "him" | "us" | "them")
            && (SINGULAR_VERBS[..4].contains(&next) || matches!(next, "are" | "were"))
            && (before.is_empty() || ends_clause(line, index - 1))
        {
            errors.push(format!("“{word} {next}” wants a subject"));
        }
    }
    errors
}

/// Whether punctuation follows the word at `index`.
fn ends_clause(line: &str, index: usize) -> bool {
    line.split_whitespace()
        .nth(index)
        .is_some_and(|word| word.ends_with([',', '.', ';', ':', '!', '?', ')', '”', '"', '–', '—']))
}

fn article(word: &str, next: &str) -> Option<String> {
    let vowel = starts_with_vowel_sound(next);
    let letter = next.chars().count() == 1;
    match word {
        "a" if vowel && !letter => Some(format!("“a {next}” wants an")),
        "an" if !vowel && !letter => Some(format!("“an {next}” wants a")),
        _ => None,
    }
}

fn verb(before: &str, word: &str, next: &str) -> Option<String> {
    let many = matches!(word, "i" | "you" | "we" | "they");
    if many
        && SINGULAR_VERBS.contains(&next)
        && !(word == "i" && next == "was")
        && !matches!(before, "and" | "or" | "of" | "like")
    {
        return Some(format!("“{word} {next}” does not agree"));
    }
    let one = matches!(word, "he" | "she" | "it");
    if one && PLURAL_VERBS.contains(&next) && !OPENERS.contains(&before) {
        return Some(format!("“{word} {next}” does not agree"));
    }
    (word == "i" && matches!(next, "are" | "is" | "were")).then(|| format!("“i {next}” does not agree"))
}

fn number(word: &str, next: &str) -> Option<String> {
    const NOUNS: [(&str, &str); 12] = [
        ("rope", "ropes"),
        ("light", "lights"),
        ("door", "doors"),
        ("chair", "chairs"),
        ("window", "windows"),
        ("word", "words"),
        ("song", "songs"),
        ("shoe", "shoes"),
        ("friend", "friends"),
        ("lamp", "lamps"),
        ("letter", "letters"),
        ("key", "keys"),
    ];
    let wrong = match word {
        "these" | "those" | "two" | "three" | "many" => NOUNS.iter().any(|(one, _)| *one == next),
        "this" | "that" | "a" | "an" | "every" | "each" | "one" => {
            NOUNS.iter().any(|(_, many)| *many == next)
        }
        _ => false,
    };
    wrong.then(|| format!("“{word} {next}” does not agree in number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_agreement_is_found() {
        for line in [
            "a old rope",
            "an rope",
            "She walk to the door",
            "I walks alone",
            "They was here",
            "These rope are wet",
            "This song is for he",
            "We has the key",
            "It go on",
            "the the road",
        ] {
            assert!(!agreement_errors(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn sound_lines_are_left_alone() {
        for line in [
            "An hour ago I was a one-man band",
            "Let her go and let it be",
            "Did he know the door was open",
            "I was there and she was not",
            "For him, it was an honest song",
            "You and I hold on",
            "He had had a union card",
            "If she were here",
        ] {
            assert_eq!(agreement_errors(line), Vec::<String>::new(), "{line}");
        }
    }
}
