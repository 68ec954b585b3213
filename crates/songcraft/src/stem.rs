//! A light stem, so that "rivers" meets "river" and "burning" meets "burned".

/// Words longer than this are left as they are.
const MAX_LENGTH: usize = 24;

/// The word in lower case without its apostrophe ending, plural, -ing, -ed, -ly or final -e. Not a linguistic stem:
/// the same function is applied to both sides of every comparison.
pub(crate) fn stem(word: &str) -> String {
    let lower = word.trim().to_lowercase().replace(['\u{2019}', '\u{2018}', '\u{02BC}'], "'");
    let clipped = lower.strip_suffix("in'").map(|head| format!("{head}ing"));
    let lower = clipped.unwrap_or(lower);
    let bare = lower.strip_suffix("'s").unwrap_or(&lower).trim_matches('\'');
    if bare.len() > MAX_LENGTH || !bare.is_ascii() {
        return bare.to_owned();
    }
    let head = without_ending(bare);
    match (head.strip_suffix('y'), head.strip_suffix('e')) {
        (Some(front), _) if front.len() > 2 => format!("{front}i"),
        // "hate" keeps its e and stays apart from "hat".
        (_, Some(front)) if front.len() > 3 => front.to_owned(),
        _ => head,
    }
}

fn without_ending(bare: &str) -> String {
    let cut = |ending: &str| bare.strip_suffix(ending).filter(|head| head.len() > 2);
    if let Some(head) = cut("ies").or_else(|| cut("ied")) {
        return format!("{head}y");
    }
    if let Some(head) = cut("ing").or_else(|| cut("ed")) {
        return with_silent_e(head);
    }
    let sibilant = |head: &&str| ["s", "x", "z", "sh", "ch"].iter().any(|end| head.ends_with(end));
    let head = cut("ly").or_else(|| cut("es").filter(sibilant));
    let head = head.or_else(|| cut("s").filter(|head| !head.ends_with('s')));
    head.unwrap_or(bare).to_owned()
}

/// "hop" of "hoping" was "hope", "hopp" of "hopping" was "hop": a short head with one vowel and one consonant after it
/// lost an e.
fn with_silent_e(head: &str) -> String {
    let single = undoubled(head);
    let is_vowel = |byte: &u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let vowels = head.bytes().filter(is_vowel).count();
    let closed = match head.as_bytes() {
        [.., before, last] => is_vowel(before) && !is_vowel(last) && !matches!(last, b'w' | b'x'),
        _ => false,
    };
    if single.len() == head.len() && vowels == 1 && closed { format!("{head}e") } else { single.to_owned() }
}

/// "runn" of "running" is "run"; "fall" stays.
fn undoubled(head: &str) -> &str {
    let bytes = head.as_bytes();
    match bytes {
        [.., before, last]
            if before == last && head.len() > 3 && !matches!(last, b'l' | b's' | b'z' | b'e' | b'o') =>
        {
            &head[..head.len() - 1]
        }
        _ => head,
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_one_word_share_their_stem() {
        for (left, right) in [
            ("rivers", "river"),
            ("Burning", "burned"),
            ("runnin’", "runs"),
            ("stories", "story"),
            ("moon's", "moon"),
            ("hopes", "hoping"),
            ("slowly", "slow"),
        ] {
            assert_eq!(stem(left), stem(right), "{left} {right}");
        }
    }

    #[test]
    fn short_and_foreign_words_stay() {
        assert_eq!(stem("his"), "his");
        assert_eq!(stem("глаза"), "глаза");
        assert_eq!(stem(""), "");
    }
}
