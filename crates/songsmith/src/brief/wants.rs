//! Plain wishes in a prompt: form, tempo, key, instruments, era, voice, and words to use or to avoid.

use super::words::Word;
use super::{Brief, PointOfView, Vocal, lists};
use crate::rng::Dice;

/// Reads every plain wish into the brief.
pub(super) fn read(brief: &mut Brief, prompt: &str, words: &[Word]) {
    let lower = prompt.to_lowercase().replace('’', "'");
    read_form(brief, &lower);
    read_vocal(brief, &lower);
    read_point_of_view(brief, &lower, words);
    read_tempo_and_key(brief, words);
    for word in words {
        let singular = word.lower.strip_suffix('s').unwrap_or(&word.lower);
        let named = [word.lower.as_str(), singular].into_iter().find(|name| lists::has("instruments", name));
        if let Some(name) = named.filter(|name| !brief.instruments.iter().any(|have| have == name)) {
            brief.instruments.push(name.to_owned());
        }
        if brief.era.is_none() && lists::has("eras", word.lower.trim_start_matches('\'')) {
            brief.era = Some(word.lower.trim_start_matches('\'').to_owned());
        }
    }
    read_words_to_use(brief, prompt, &lower);
    read_artists(brief, prompt, &lower);
}

fn has_any(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| text.contains(phrase))
}

fn read_form(brief: &mut Brief, lower: &str) {
    let form = &mut brief.form;
    form.no_bridge = has_any(lower, &["no bridge", "without a bridge", "without bridge", "skip the bridge"]);
    form.no_chorus = has_any(lower, &["no chorus", "without a chorus", "without chorus"]);
    form.chorus_first = has_any(
        lower,
        &["start with the chorus", "starts with the chorus", "chorus first", "open with the chorus"],
    );
    form.short = has_any(lower, &["short song", "very short", "a short "]);
    form.long = has_any(lower, &["long song", "a long ", "epic length"]);
    form.spoken_outro = has_any(lower, &["spoken outro", "spoken ending", "ends spoken", "end with spoken"]);
    form.instrumental_intro = has_any(lower, &["instrumental intro", "long intro"]);
    for (count, names) in
        [(2, ["two verses", "2 verses"]), (3, ["three verses", "3 verses"]), (4, ["four verses", "4 verses"])]
    {
        if has_any(lower, &names) {
            form.verses = Some(count);
        }
    }
}

fn read_vocal(brief: &mut Brief, lower: &str) {
    let padded = format!(" {lower} ");
    brief.vocal = if padded.contains(" duet") {
        Some(Vocal::Duet)
    } else if has_any(
        &padded,
        &["female v", "female s", "woman's voice", "sung by a woman", "woman singing", "soprano", " alto "],
    ) {
        Some(Vocal::Female)
    } else if has_any(
        &padded,
        &[" male v", " male s", "man's voice", "sung by a man", "man singing", "baritone", " tenor "],
    ) {
        Some(Vocal::Male)
    } else {
        None
    };
}

/// The voice for a prompt that names none: the persona's, or one by the seed.
pub(super) fn choose_vocal(brief: &mut Brief, seed: u64) {
    let styles = brief.persona.iter().flat_map(|persona| &persona.styles).map(|style| style.to_lowercase());
    let mut persona = styles.filter_map(|style| match style.as_str() {
        style if has_any(style, &["female", "woman"]) => Some(Vocal::Female),
        style if has_any(style, &["male", "man's"]) => Some(Vocal::Male),
        _ => None,
    });
    let by_view = match brief.point_of_view {
        PointOfView::He => Some(Vocal::Male),
        PointOfView::She => Some(Vocal::Female),
        _ => None,
    };
    let chance = if Dice::new(seed, "voice").one_in(2) { Vocal::Male } else { Vocal::Female };
    brief.vocal = brief.vocal.or(persona.next()).or(by_view).or(Some(chance));
}

fn read_point_of_view(brief: &mut Brief, lower: &str, words: &[Word]) {
    let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.lower.as_str()));
    brief.point_of_view = if has_any(lower, &["third person", "third-person"]) {
        if has(&["he", "his", "him"]) {
            PointOfView::He
        } else if has(&["they", "their", "them"]) {
            PointOfView::They
        } else {
            PointOfView::She
        }
    } else if has_any(lower, &["first person", "first-person"])
        || has(&["i", "my", "me", "i'm", "i've", "mine"])
    {
        PointOfView::I
    } else if has(&["we", "our", "us", "we're", "we've"]) {
        PointOfView::We
    } else if has(&["she", "her", "she's"]) {
        PointOfView::She
    } else if has(&["he", "his", "him", "he's"]) {
        PointOfView::He
    } else {
        PointOfView::I
    };
}

fn read_tempo_and_key(brief: &mut Brief, words: &[Word]) {
    for (index, word) in words.iter().enumerate() {
        let number = word.lower.strip_suffix("bpm").unwrap_or(&word.lower).parse::<u32>().ok();
        let beats =
            word.lower.ends_with("bpm") || words.get(index + 1).is_some_and(|next| next.lower == "bpm");
        if let Some(bpm) = number.filter(|bpm| beats && (40..=240).contains(bpm)) {
            brief.bpm = bpm;
        }
        let scale = words.get(index + 1).map(|next| next.lower.as_str());
        if let Some(scale @ ("major" | "minor")) = scale
            && let Some(note) = note_name(&word.text)
        {
            brief.key = format!("{note} {scale}");
        }
    }
}

fn note_name(text: &str) -> Option<String> {
    let mut chars = text.chars();
    let letter = chars.next()?.to_ascii_uppercase();
    let accidental = match chars.as_str() {
        "" => "",
        "#" | "♯" => " sharp",
        "b" | "♭" => " flat",
        _ => return None,
    };
    ('A'..='G').contains(&letter).then(|| format!("{letter}{accidental}"))
}

/// "must include the word lantern", "never use the word love".
fn read_words_to_use(brief: &mut Brief, prompt: &str, lower: &str) {
    const AVOID: [&str; 7] = [
        "don't use the word",
        "do not use the word",
        "never use the word",
        "without the word",
        "avoid the word",
        "don't say the word",
        "not the word",
    ];
    const USE: [&str; 8] = [
        "include the word",
        "use the word",
        "using the word",
        "with the word",
        "mention the word",
        "contain the word",
        "including the word",
        "contains the word",
    ];
    for cue in AVOID {
        if let Some(place) = lower.find(cue) {
            brief.must_not.extend(listed(&lower[place + cue.len()..]));
        }
    }
    for cue in USE {
        let Some(place) = lower.find(cue) else { continue };
        let before = lower[..place].trim_end();
        if !before.ends_with("not")
            && !before.ends_with("don't")
            && !before.ends_with("never")
            && prompt.is_char_boundary(place + cue.len())
        {
            brief.must.extend(listed(&lower[place + cue.len()..]));
        }
    }
    for word in &brief.must {
        brief.understood.push(format!("The song says the word “{word}”."));
    }
    for word in &brief.must_not {
        brief.understood.push(format!("The song does not say the word “{word}”."));
    }
}

/// The words after "the word(s)": quoted ones, or the ones joined by commas and "and".
fn listed(rest: &str) -> Vec<String> {
    let rest = rest.strip_prefix('s').unwrap_or(rest);
    let mut found = Vec::new();
    for chunk in rest.split_whitespace() {
        let word = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        if matches!(word, "and" | "or" | "the") {
            continue;
        }
        if word.is_empty()
            || lists::has("stop", word)
            || lists::has("unfit", word)
            || lists::has("rude", word)
        {
            break;
        }
        found.push(word.to_owned());
        if !chunk.ends_with(',') && !rest.contains(" and ") && !rest.contains(" or ")
            || chunk.ends_with(['.', ';', '!'])
            || found.len() == 6
        {
            break;
        }
    }
    found
}

/// "in the style of Somebody": a name is never used, and that is said.
fn read_artists(brief: &mut Brief, prompt: &str, lower: &str) {
    for cue in ["in the style of ", "sounds like ", "sound like ", "inspired by "] {
        let Some(place) = lower.find(cue) else { continue };
        let Some(rest) = prompt.get(place + cue.len()..) else { continue };
        let name: Vec<&str> = rest
            .split_whitespace()
            .take_while(|word| word.chars().next().is_some_and(char::is_uppercase))
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .collect();
        if !name.is_empty() {
            brief.ignored.push(format!(
                "“{}” is not used: a style is described by its music, not by an artist's name.",
                name.join(" ")
            ));
            brief.must_not.extend(name.iter().map(|part| part.to_lowercase()));
        }
    }
}
