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
    let cut = ["ies", "ing", "ied", "ed", "ly", "es", "s"]
        .iter()
        .find_map(|ending| bare.strip_suffix(ending).filter(|head| head.len() > 2).map(|head| (head, *ending)));
    let head = match cut {
        Some((_, "s" | "es")) if bare.ends_with("ss") => bare,
        Some((head, "ies" | "ied")) => return format!("{head}i"),
        Some((head, _)) => head,
        None => bare,
    };
    let head = undoubled(head);
    match head.strip_suffix('y') {
        Some(front) if front.len() > 2 => format!("{front}i"),
        _ => head.strip_suffix('e').filter(|front| front.len() > 2).unwrap_or(head).to_owned(),
    }
}

/// "runn" of "running" is "run"; "fall" stays.
fn undoubled(head: &str) -> &str {
    let bytes = head.as_bytes();
    match bytes {
        [.., before, last] if before == last && head.len() > 3 && !matches!(last, b'l' | b's' | b'z' | b'e' | b'o') => {
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
