//! Answers in JSON: found in whatever stands around them, read leniently, checked strictly.

use domain::{fields::tidy, score::to_hundred};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use songsmith::{Brief, Note, PointOfView, Vocal};

/// Notes that one reviewer may make.
const MOST_NOTES: usize = 6;
/// Characters that a sentence may have.
const LONGEST_SENTENCE: usize = 400;

/// Reads the JSON object in an answer. Texts of which `copied` says that they are the prompt's own count as not said: small
/// models give back the form that they were to fill in.
///
/// # Errors
/// What is wrong with it, for the model that is asked again.
pub(super) fn read<T: DeserializeOwned>(answer: &str, copied: impl Fn(&str) -> bool) -> Result<T, String> {
    let (Some(start), Some(end)) = (answer.find('{'), answer.rfind('}')) else {
        return Err("there is no JSON object in it".to_owned());
    };
    if end < start {
        return Err("the JSON object does not end".to_owned());
    }
    let wrong = |error: serde_json::Error| format!("the JSON is not as it was asked for: {error}");
    let mut value: Value = serde_json::from_str(&answer[start..=end]).map_err(wrong)?;
    forget(&mut value, &copied);
    serde_json::from_value(value).map_err(wrong)
}

/// Takes every text out of a value that was only copied.
fn forget(value: &mut Value, copied: &impl Fn(&str) -> bool) {
    match value {
        Value::String(text) if copied(text) => *value = Value::Null,
        Value::Array(items) => {
            for item in items.iter_mut() {
                forget(item, copied);
            }
            items.retain(|item| !item.is_null());
        }
        Value::Object(fields) => {
            for field in fields.values_mut() {
                forget(field, copied);
            }
        }
        _ => {}
    }
}

/// A sentence of a model's, on one line and short enough to show.
pub(super) fn sentence(text: &str) -> String {
    let line: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_SENTENCE).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => sentence(text),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A list of texts, however it is given.
fn list(value: &Value, most: usize) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(words).take(most).collect(),
        Value::String(text) => {
            tidy(text).split([',', '\n']).map(sentence).filter(|item| !item.is_empty()).take(most).collect()
        }
        _ => Vec::new(),
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => {
            let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
            text[..end].parse().ok()
        }
        _ => None,
    }
}

/// A reviewer's notes.
#[derive(Deserialize)]
pub(super) struct Notes {
    notes: Vec<Value>,
}

impl Notes {
    /// Notes on lines that the sheet has, or on the whole.
    pub(super) fn check(self, lines: usize) -> Result<Vec<Note>, String> {
        let on_line = |value: &Value| {
            number(value).map(|line| line as u32).filter(|line| (1..=lines as u32).contains(line))
        };
        let note = |value: &Value| {
            let text = words(value.get("text").or(value.get("note")).unwrap_or(value))?;
            Some(Note { line: value.get("line").and_then(on_line), text })
        };
        let notes: Vec<Note> = self.notes.iter().filter_map(note).take(MOST_NOTES).collect();
        if notes.is_empty() && !self.notes.is_empty() {
            return Err("no note has a “text”".to_owned());
        }
        Ok(notes)
    }
}

/// What a song is worth.
#[derive(Deserialize)]
pub(super) struct Judgement {
    score: Value,
    #[serde(default)]
    reason: Value,
}

impl Judgement {
    /// The score from 0 to 100, and the reason.
    pub(super) fn check(self) -> Result<(f64, String), String> {
        let ten = number(&self.score).filter(|score| (0.0..=10.0).contains(score));
        let ten = ten.ok_or_else(|| "the “score” is not a number from 0 to 10".to_owned())?;
        Ok((to_hundred(ten), words(&self.reason).unwrap_or_default()))
    }
}

/// Whether a song is the one that was asked for.
#[derive(Deserialize)]
pub(super) struct Fit {
    fits: Value,
    #[serde(default)]
    missing: Value,
}

impl Fit {
    /// What is missing, a note each.
    pub(super) fn check(self) -> Result<Vec<Note>, String> {
        let missing = list(&self.missing, MOST_NOTES).into_iter().map(|text| Note { line: None, text });
        match &self.fits {
            Value::Bool(true) => Ok(Vec::new()),
            Value::Bool(false) => Ok(missing.collect()),
            _ => Err("“fits” is neither true nor false".to_owned()),
        }
    }
}

/// Lines that were mended.
#[derive(Deserialize)]
pub(super) struct Mended {
    lines: Vec<MendedLine>,
}

#[derive(Deserialize)]
struct MendedLine {
    line: Value,
    text: String,
}

impl Mended {
    /// Number and text of each line.
    pub(super) fn check(self) -> Vec<(u32, String)> {
        self.lines
            .into_iter()
            .filter_map(|mended| Some((number(&mended.line)? as u32, sentence(&mended.text))))
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }
}

/// What a model understood of the prompt; every field may be missing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Understood {
    subject: Value,
    title: Value,
    mood: Value,
    genre: Value,
    bpm: Value,
    key: Value,
    instruments: Value,
    point_of_view: Value,
    vocal: Value,
    content_words: Value,
    must_not: Value,
}

impl Understood {
    /// Puts into the brief what is plausible; the rest of the brief stays as the rules read it.
    pub(super) fn into(self, brief: &mut Brief, prompt: &str) {
        let heard = prompt.to_lowercase();
        let short = |value: &Value, most: usize| words(value).filter(|text| text.chars().count() <= most);
        let lower = |value: &Value, most| short(value, most).map(|text| text.to_lowercase());
        // What is not said in the prompt was not understood but invented.
        if let Some(subject) = short(&self.subject, 120).filter(|subject| mostly_in(subject, &heard)) {
            brief.subject = Some(subject);
        }
        if brief.title.is_none() {
            // Nor is a prompt its own title.
            let is_given = |title: &String| {
                heard.contains(&title.to_lowercase()) && title.chars().count() * 2 < prompt.chars().count()
            };
            brief.title = short(&self.title, 100).filter(is_given);
        }
        if let Some(mood) = lower(&self.mood, 24).filter(|mood| !mood.contains(' ')) {
            brief.mood = mood;
        }
        if let Some(genre) =
            lower(&self.genre, 40).filter(|name| songsmith::genre_names().any(|known| known == name))
        {
            brief.genre = genre;
        }
        if let Some(bpm) = number(&self.bpm).filter(|bpm| (40.0..=240.0).contains(bpm)) {
            brief.bpm = bpm.round() as u32;
        }
        if let Some(key) = short(&self.key, 20) {
            brief.key = key;
        }
        let instruments = list(&self.instruments, 6);
        if !instruments.is_empty() {
            brief.instruments = instruments;
        }
        let named = |value: &Value| Value::String(lower(value, 12).unwrap_or_default());
        if let Ok(view) = serde_json::from_value::<PointOfView>(named(&self.point_of_view)) {
            brief.point_of_view = view;
        }
        if let Ok(vocal) = serde_json::from_value::<Vocal>(named(&self.vocal)) {
            brief.vocal = Some(vocal);
        }
        // Only what the prompt really says can be missing from the song.
        let said: Vec<String> = list(&self.content_words, 8)
            .into_iter()
            .map(|word| word.to_lowercase())
            .filter(|word| !word.contains(' ') && heard.contains(word.as_str()))
            .collect();
        if !said.is_empty() {
            brief.content_words = said;
        }
        for word in list(&self.must_not, 8).into_iter().map(|word| word.to_lowercase()) {
            if heard.contains(&word) && !brief.must_not.contains(&word) {
                brief.must_not.push(word);
            }
        }
    }
}

/// Whether at least half of a text's words stand in another, which is in lower case.
fn mostly_in(text: &str, other: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 2)
        .map(str::to_lowercase)
        .collect();
    let found = words.iter().filter(|word| other.contains(word.as_str())).count();
    !words.is_empty() && found * 2 >= words.len()
}

/// Notes for production; every field may be missing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Production {
    description: Value,
    styles: Value,
    exclude_styles: Value,
    audience: Value,
    commercial_potential: Value,
    vocal: Value,
    bpm: Value,
    key: Value,
    instruments: Value,
}

impl Production {
    /// Puts into the notes what is there.
    ///
    /// # Errors
    /// It says nothing of what was asked for.
    pub(super) fn into(self, metadata: &mut domain::song::SongMetadata, brief: &Brief) -> Result<(), String> {
        let description =
            words(&self.description).ok_or_else(|| "there is no “description” in it".to_owned())?;
        metadata.description = description;
        let style = |text: String| text.to_lowercase();
        let styles = songsmith::fitting(list(&self.styles, 12).into_iter().map(style).collect(), brief);
        if !styles.is_empty() {
            metadata.styles = styles;
        }
        let excluded: Vec<String> = list(&self.exclude_styles, 4).into_iter().map(style).collect();
        if !excluded.is_empty() {
            metadata.exclude_styles = excluded;
        }
        for (value, field) in [
            (&self.audience, &mut metadata.audience),
            (&self.commercial_potential, &mut metadata.commercial_potential),
            (&self.vocal, &mut metadata.vocal),
        ] {
            if let Some(text) = words(value) {
                *field = text;
            }
        }
        if let Some(bpm) = number(&self.bpm).filter(|bpm| (40.0..=240.0).contains(bpm)) {
            metadata.bpm = Some(bpm.round() as u32);
        }
        if let Some(key) = words(&self.key).filter(|key| key.chars().count() <= 20) {
            metadata.key = key;
        }
        let instruments = list(&self.instruments, 8);
        if !instruments.is_empty() {
            metadata.instruments = instruments;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(answer: &str) -> Result<Vec<Note>, String> {
        read::<Notes>(answer, |_| false)?.check(20)
    }

    #[test]
    fn json_is_found_between_fences_and_chatter() {
        let found =
            notes("Here you are:\n```json\n{\"notes\": [{\"line\": 3, \"text\": \"weak\"}]}\n```\nBye.");
        assert_eq!(found, Ok(vec![Note { line: Some(3), text: "weak".into() }]));
        assert!(notes("no json").is_err());
        assert!(notes("} {").is_err());
        assert!(notes("{\"notes\": [").is_err());
    }

    #[test]
    fn a_note_on_a_line_that_is_not_there_is_a_note_on_the_whole() {
        let found = notes(r#"{"notes": [{"line": "99", "text": "a\n b"}, {"line": "4", "note": "c"}, "d"]}"#)
            .expect("notes");
        assert_eq!(found.iter().map(|note| note.line).collect::<Vec<_>>(), [None, Some(4), None]);
        assert_eq!(found[0].text, "a b");
        assert!(notes(r#"{"notes": [{"line": 4}]}"#).is_err());
    }

    #[test]
    fn a_score_is_a_number_from_0_to_10_and_nothing_else() {
        let judge = |answer: &str| read::<Judgement>(answer, |_| false).and_then(Judgement::check);
        assert_eq!(judge(r#"{"score": 7.5, "reason": "good"}"#), Ok((75.0, "good".to_owned())));
        assert_eq!(judge(r#"{"score": "8/10"}"#), Ok((80.0, String::new())));
        for wrong in [r#"{"score": 75}"#, r#"{"score": null}"#, r#"{"score": "-3"}"#, r#"{"reason": "x"}"#] {
            assert!(judge(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_brief_takes_over_what_is_plausible_and_nothing_else() {
        let mut brief = Brief { genre: "pop".into(), bpm: 100, ..Brief::default() };
        let answer = r#"{"subject": "a boat", "genre": "screamo-polka", "bpm": 9000, "mood": "wistful", "vocal": "Male",
            "content_words": ["Boat", "submarine"], "must_not": ["rain"], "instruments": "oud, drum"}"#;
        read::<Understood>(answer, |_| false).expect("JSON").into(&mut brief, "A song about a boat");
        assert_eq!((brief.genre.as_str(), brief.bpm, brief.mood.as_str()), ("pop", 100, "wistful"));
        assert_eq!((brief.subject.as_deref(), brief.vocal), (Some("a boat"), Some(Vocal::Male)));
        assert_eq!((brief.content_words, brief.must_not.len()), (vec!["boat".to_owned()], 0));
        assert_eq!(brief.instruments, ["oud", "drum"]);
    }

    #[test]
    fn a_form_that_is_given_back_unfilled_says_nothing() {
        let copied = |text: &str| matches!(text, "one sentence" | "what the song is about");
        let answer = r#"{"subject": "what the song is about", "instruments": ["one sentence", "oud"]}"#;
        let mut brief = Brief::default();
        read::<Understood>(answer, copied).expect("JSON").into(&mut brief, "A song about a boat");
        assert_eq!((brief.subject, brief.instruments), (None, vec!["oud".to_owned()]));
        let unfilled = r#"{"score": "one sentence", "reason": "one sentence"}"#;
        assert!(read::<Judgement>(unfilled, copied).and_then(Judgement::check).is_err());
    }

    #[test]
    fn what_the_prompt_does_not_say_is_not_understood() {
        let understood = |answer: &str| {
            let mut brief = Brief::default();
            let prompt = "A slow waltz about the last ferry, called Carry Me Over, for two voices";
            read::<Understood>(answer, |_| false).expect("JSON").into(&mut brief, prompt);
            (brief.subject, brief.title)
        };
        let invented = r#"{"subject": "a robot who dreams", "title": "Neon Hearts"}"#;
        assert_eq!(understood(invented), (None, None));
        let said = r#"{"subject": "the last ferry of all", "title": "Carry Me Over"}"#;
        assert_eq!(
            understood(said),
            (Some("the last ferry of all".to_owned()), Some("Carry Me Over".to_owned()))
        );
        let whole = r#"{"title": "A slow waltz about the last ferry, called Carry Me Over"}"#;
        assert_eq!(understood(whole).1, None, "the prompt is not its own title");
    }
}
