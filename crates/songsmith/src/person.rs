//! Who sings: turning a line written for "I" into one for "we", "she", "he" or "they".
//!
//! Lines of the store say "I"; a verb that must follow the singer is marked `~walk`. Everything else that
//! belongs to the singer (me, my, mine, myself, I'm …) is known by its form.

use crate::brief::PointOfView;

/// I, me, my, mine, myself, I'm, I've, I'll, I'd.
type Forms = [&'static str; 9];

const ENGLISH: [(PointOfView, Forms); 5] = [
    (PointOfView::I, ["I", "me", "my", "mine", "myself", "I'm", "I've", "I'll", "I'd"]),
    (PointOfView::We, ["we", "us", "our", "ours", "ourselves", "we're", "we've", "we'll", "we'd"]),
    (PointOfView::She, ["she", "her", "her", "hers", "herself", "she's", "she's", "she'll", "she'd"]),
    (PointOfView::He, ["he", "him", "his", "his", "himself", "he's", "he's", "he'll", "he'd"]),
    (
        PointOfView::They,
        ["they", "them", "their", "theirs", "themselves", "they're", "they've", "they'll", "they'd"],
    ),
];

/// "we" and its kin in a line that a third person tells.
const TOGETHER: [(&str, &str); 9] = [
    ("we", "they"),
    ("us", "them"),
    ("our", "their"),
    ("ours", "theirs"),
    ("ourselves", "themselves"),
    ("we're", "they're"),
    ("we've", "they've"),
    ("we'll", "they'll"),
    ("we'd", "they'd"),
];

/// Whether a point of view is told from outside.
pub(crate) fn is_third(view: PointOfView) -> bool {
    matches!(view, PointOfView::She | PointOfView::He | PointOfView::They)
}

/// The line as this singer sings it. What is quoted stays as it was said, and a sentence keeps its capital.
pub(crate) fn cast(line: &str, view: PointOfView) -> String {
    let (mut quoted, mut opens) = (false, false);
    let words = line.split(' ').map(|word| {
        quoted |= word.contains('“');
        let cast = if quoted { word.replace('~', "") } else { cast_word(word, view) };
        let cast = if opens { capital(&cast) } else { cast };
        quoted &= !word.contains('”');
        opens = word.ends_with(['.', '!', '?']);
        cast
    });
    words.collect::<Vec<_>>().join(" ")
}

fn cast_word(word: &str, view: PointOfView) -> String {
    let start = word.find(|c: char| c.is_alphabetic() || c == '~').unwrap_or(word.len());
    let end = word
        .rfind(char::is_alphabetic)
        .map_or(word.len(), |last| last + word[last..].chars().next().map_or(1, char::len_utf8));
    if start >= end {
        return word.to_owned();
    }
    let (before, core, after) = (&word[..start], &word[start..end], &word[end..]);
    let cast = match core.strip_prefix('~') {
        Some(verb) => verb_for(verb, view),
        None => pronoun_for(core, view),
    };
    format!("{before}{cast}{after}")
}

fn pronoun_for(core: &str, view: PointOfView) -> String {
    if view == PointOfView::I {
        return core.to_owned();
    }
    let place = ENGLISH[0].1.iter().position(|form| *form == core || capital(form) == core);
    let forms = ENGLISH.iter().find(|(other, _)| *other == view).map(|(_, forms)| forms);
    let capitalised = core != "I" && !core.starts_with("I'") && core.starts_with(char::is_uppercase);
    let plain = match (place, forms) {
        (Some(place), Some(forms)) => Some(forms[place]),
        _ if is_third(view) => {
            TOGETHER.iter().find(|(we, _)| *we == core.to_lowercase()).map(|(_, they)| *they)
        }
        _ => None,
    };
    match plain {
        Some(plain) if capitalised => capital(plain),
        Some(plain) => plain.to_owned(),
        None => core.to_owned(),
    }
}

/// A verb written in the form that follows "I", in the form that follows this singer.
fn verb_for(verb: &str, view: PointOfView) -> String {
    let third_singular = matches!(view, PointOfView::She | PointOfView::He);
    match (verb, view) {
        (_, PointOfView::I) => verb.to_owned(),
        ("am", _) => if third_singular { "is" } else { "are" }.to_owned(),
        ("was", _) => if third_singular { "was" } else { "were" }.to_owned(),
        ("wasn't", _) => if third_singular { "wasn't" } else { "weren't" }.to_owned(),
        _ if !third_singular => verb.to_owned(),
        ("have", _) => "has".to_owned(),
        ("haven't", _) => "hasn't".to_owned(),
        ("do", _) => "does".to_owned(),
        ("don't", _) => "doesn't".to_owned(),
        ("go", _) => "goes".to_owned(),
        _ => add_s(verb),
    }
}

fn add_s(verb: &str) -> String {
    let hiss = ["s", "sh", "ch", "x", "z", "o"].iter().any(|end| verb.ends_with(end));
    match verb.strip_suffix('y') {
        Some(head) if !head.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{head}ies"),
        _ if hiss => format!("{verb}es"),
        _ => format!("{verb}s"),
    }
}

/// The text with its first letter as a capital.
pub(crate) fn capital(text: &str) -> String {
    let Some((place, first)) = text.char_indices().find(|(_, c)| c.is_alphabetic()) else {
        return text.to_owned();
    };
    let upper: String = first.to_uppercase().collect();
    format!("{}{upper}{}", &text[..place], &text[place + first.len_utf8()..])
}

/// Puts "a" or "an" before each word as its sound asks.
pub(crate) fn with_articles(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let fixed = words.iter().enumerate().map(|(index, word)| {
        let next = words.get(index + 1).copied().unwrap_or_default();
        match *word {
            "a" | "an" if !next.is_empty() => {
                if starts_with_vowel_sound(next) {
                    "an"
                } else {
                    "a"
                }
            }
            "A" | "An" if !next.is_empty() => {
                if starts_with_vowel_sound(next) {
                    "An"
                } else {
                    "A"
                }
            }
            other => other,
        }
    });
    fixed.collect::<Vec<_>>().join(" ")
}

/// Whether a word sounds as if it began with a vowel: "hour" does, "one" and "unit" do not.
pub(crate) fn starts_with_vowel_sound(word: &str) -> bool {
    let word: String = word.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let silent_h = ["hour", "honest", "honor", "honour", "heir"].iter().any(|head| word.starts_with(head));
    let consonant = ["uni", "use", "usu", "uku", "one", "once", "eu", "ewe", "ute"]
        .iter()
        .any(|head| word.starts_with(head))
        && !word.starts_with("unim")
        && !word.starts_with("unin");
    silent_h || (word.starts_with(['a', 'e', 'i', 'o', 'u', '8']) && !consonant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_for_i_is_cast_for_every_singer() {
        let line = "I ~hold on and my hands ~are mine, I'm fine by myself";
        let line = line.replace("~are", "are");
        assert_eq!(cast(&line, PointOfView::I), "I hold on and my hands are mine, I'm fine by myself");
        assert_eq!(
            cast(&line, PointOfView::She),
            "she holds on and her hands are hers, she's fine by herself"
        );
        assert_eq!(
            cast(&line, PointOfView::We),
            "we hold on and our hands are ours, we're fine by ourselves"
        );
        assert_eq!(
            cast(&line, PointOfView::They),
            "they hold on and their hands are theirs, they're fine by themselves"
        );
    }

    #[test]
    fn what_is_quoted_stays_and_a_sentence_keeps_its_capital() {
        let line = "I said “I know,” and I left. I'm glad";
        assert_eq!(cast(line, PointOfView::She), "she said “I know,” and she left. She's glad");
    }

    #[test]
    fn verbs_take_the_form_of_the_third_person() {
        let forms: Vec<String> = ["try", "play", "watch", "go", "have", "am", "was", "don't"]
            .into_iter()
            .map(|verb| verb_for(verb, PointOfView::He))
            .collect();
        assert_eq!(forms, ["tries", "plays", "watches", "goes", "has", "is", "was", "doesn't"]);
    }

    #[test]
    fn articles_follow_the_sound_and_not_the_letter() {
        assert_eq!(
            with_articles("a hour and an unicorn with a old an song"),
            "an hour and a unicorn with an old a song"
        );
    }
}
