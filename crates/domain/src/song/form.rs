//! The new-song form and its rules.

use serde::{Deserialize, Serialize};
use songcraft::target::Target;

use super::{GenerationConfig, GenerationDefaults};
use crate::{
    FieldErrors,
    fields::{characters, grouped, tidy},
    language,
    writer::WriterChoice,
};

/// Characters that a prompt may have, at least and at most.
pub const PROMPT_LIMITS: (usize, usize) = (10, 5_000);
/// Characters that a title may have.
pub const TITLE_LIMIT: usize = 255;
/// Characters that one style may have.
pub const STYLE_LIMIT: usize = 60;
/// Why the built-in writer does not write a song in another language.
pub const ENGLISH_ONLY: &str =
    "The built-in writer writes English only. Choose another writer for this language.";
/// Styles that may be asked for.
pub const MOST_STYLES: usize = 12;

/// The new-song form as it was typed; every field is text, because a form sends text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SongForm {
    /// What the song should be about.
    pub prompt: String,
    /// The title, or nothing.
    #[serde(default)]
    pub title: String,
    /// The persona's slug, or nothing.
    #[serde(default)]
    pub persona: String,
    /// Rounds, or nothing for the default.
    #[serde(default)]
    pub rounds: String,
    /// Threshold from 0 to 10, or nothing for the default.
    #[serde(default)]
    pub threshold: String,
    /// Target id, or nothing for the default.
    #[serde(default)]
    pub target: String,
    /// Seed, or nothing for a random one.
    #[serde(default)]
    pub seed: String,
    /// Styles, with commas between them, or nothing.
    #[serde(default)]
    pub styles: String,
    /// Who writes: the word of a [`WriterChoice`], or nothing for the built-in writer.
    #[serde(default)]
    pub writer: String,
    /// The language's code, or nothing for English.
    #[serde(default)]
    pub language: String,
    /// How freely a model chooses, or nothing.
    #[serde(default)]
    pub temperature: String,
    /// Anything at all forbids remote models.
    #[serde(default)]
    pub use_local: String,
}

/// A song that can be asked for: the form, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSong {
    /// What it should be about, 10–5,000 characters.
    pub prompt: String,
    /// The persona's slug.
    pub persona: Option<String>,
    /// Whether remote models are forbidden for it.
    pub use_local: bool,
    /// How it is to be written.
    pub config: GenerationConfig,
}

impl SongForm {
    /// Checks what was typed; `random_seed` is taken when the seed was left empty.
    ///
    /// # Errors
    /// The sentences for `prompt`, `title`, `rounds`, `threshold`, `target`, `seed` and `styles`.
    pub fn check(&self, defaults: &GenerationDefaults, random_seed: u64) -> Result<NewSong, FieldErrors> {
        let mut errors = FieldErrors::default();
        let song = NewSong {
            prompt: errors.take("prompt", check_prompt(&self.prompt)),
            persona: Some(self.persona.trim().to_owned()).filter(|slug| !slug.is_empty()),
            use_local: !self.use_local.trim().is_empty(),
            config: GenerationConfig {
                max_rounds: errors.take("rounds", check_rounds(&self.rounds, defaults.max_rounds)),
                score_threshold: errors
                    .take("threshold", check_threshold(&self.threshold, defaults.score_threshold)),
                seed: errors.take("seed", check_seed(&self.seed, random_seed)),
                target: errors.take("target", check_target(&self.target)),
                title: errors.take("title", check_wanted_title(&self.title)),
                styles: errors.take("styles", check_styles(&self.styles)),
                writer: errors.take("writer", self.writer.parse()),
                language: errors.take("language", check_language(&self.language)),
                temperature: errors.take("temperature", check_temperature(&self.temperature)),
            },
        };
        if song.config.writer == WriterChoice::Builtin && song.config.language != "en" {
            errors.add("language", ENGLISH_ONLY);
        }
        errors.into_result(song)
    }
}

/// The rule for a prompt.
///
/// # Errors
/// A sentence for the field.
pub fn check_prompt(typed: &str) -> Result<String, String> {
    let prompt = tidy(typed);
    let (least, most) = PROMPT_LIMITS;
    match characters(&prompt) {
        0 => Err("Say what the song should be about.".to_owned()),
        short if short < least => {
            Err(format!("Say a little more: at least {least} characters, this is {short}."))
        }
        long if long > most => Err(format!(
            "A prompt has at most {} characters; this one has {}, {} too many.",
            grouped(most),
            grouped(long),
            grouped(long - most)
        )),
        _ => Ok(prompt),
    }
}

/// The rule for a title that must be there.
///
/// # Errors
/// A sentence for the field.
pub fn check_title(typed: &str) -> Result<String, String> {
    check_wanted_title(typed)?.ok_or_else(|| "A song needs a title.".to_owned())
}

fn check_wanted_title(typed: &str) -> Result<Option<String>, String> {
    let title = tidy(typed).replace('\n', " ");
    match characters(&title) {
        0 => Ok(None),
        1..=TITLE_LIMIT => Ok(Some(title)),
        long => Err(format!("A title has at most {TITLE_LIMIT} characters; this one has {}.", grouped(long))),
    }
}

/// The rule for styles: up to twelve, of up to sixty characters each, with commas between them; one that is there
/// twice counts once.
///
/// # Errors
/// A sentence for the field.
pub fn check_styles(typed: &str) -> Result<Vec<String>, String> {
    let mut styles: Vec<String> = Vec::new();
    for style in tidy(typed).split([',', '\n']).map(str::trim).filter(|style| !style.is_empty()) {
        if characters(style) > STYLE_LIMIT {
            return Err(format!("A style has at most {STYLE_LIMIT} characters; put commas between styles."));
        }
        if !styles.iter().any(|known| known.eq_ignore_ascii_case(style)) {
            styles.push(style.to_owned());
        }
    }
    if styles.len() > MOST_STYLES {
        return Err(format!("Choose at most {MOST_STYLES} styles; these are {}.", styles.len()));
    }
    Ok(styles)
}

fn check_rounds(typed: &str, default: u32) -> Result<u32, String> {
    match typed.trim() {
        "" => Ok(default),
        text => text
            .parse()
            .ok()
            .filter(|rounds| (1..=10).contains(rounds))
            .ok_or_else(|| "Rounds is a whole number from 1 to 10.".to_owned()),
    }
}

fn check_threshold(typed: &str, default: f64) -> Result<f64, String> {
    match typed.trim().replace(',', ".").as_str() {
        "" => Ok(default),
        text => text
            .parse()
            .ok()
            .filter(|threshold| (0.0..=10.0).contains(threshold))
            .ok_or_else(|| "The threshold is a number from 0 to 10.".to_owned()),
    }
}

fn check_seed(typed: &str, random: u64) -> Result<u64, String> {
    // JSON numbers are exact up to 2^53, and the seed travels through JSON.
    match typed.trim() {
        "" => Ok(random % (1 << 53)),
        text => text
            .parse()
            .ok()
            .filter(|seed| *seed < 1 << 53)
            .ok_or_else(|| "A seed is a whole number from 0 to 9,007,199,254,740,991.".to_owned()),
    }
}

fn check_target(typed: &str) -> Result<String, String> {
    match typed.trim() {
        "" => Ok(Target::default_target().id.clone()),
        id => Target::find(id)
            .map(|target| target.id.clone())
            .ok_or_else(|| "Choose one of the targets in the list.".to_owned()),
    }
}

fn check_language(typed: &str) -> Result<String, String> {
    match typed.trim() {
        "" => Ok("en".to_owned()),
        code => language::name(code)
            .map(|_| code.to_owned())
            .ok_or_else(|| "Choose one of the languages in the list.".to_owned()),
    }
}

fn check_temperature(typed: &str) -> Result<Option<f64>, String> {
    match typed.trim().replace(',', ".").as_str() {
        "" => Ok(None),
        text => text
            .parse()
            .ok()
            .filter(|temperature| (0.0..=2.0).contains(temperature))
            .map(Some)
            .ok_or_else(|| "The temperature is a number from 0 to 2.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(prompt: &str) -> SongForm {
        SongForm { prompt: prompt.to_owned(), ..SongForm::default() }
    }

    #[test]
    fn styles_are_parted_by_commas_and_each_counts_once() {
        assert_eq!(
            check_styles(" folk ,, Waltz,FOLK\n").as_deref(),
            Ok(&["folk".to_owned(), "Waltz".to_owned()][..])
        );
        assert!(check_styles(&"x".repeat(STYLE_LIMIT + 1)).is_err());
        let many: Vec<String> = (0..=MOST_STYLES).map(|number| format!("s{number}")).collect();
        assert!(check_styles(&many.join(",")).is_err());
    }

    #[test]
    fn a_prompt_is_counted_in_characters() {
        assert!(check_prompt(&"é".repeat(9)).is_err());
        assert!(check_prompt(&"é".repeat(10)).is_ok());
        assert!(check_prompt(&"🎵".repeat(5_000)).is_ok());
        let sentence = check_prompt(&"x".repeat(5_001)).expect_err("one too many");
        assert_eq!(sentence, "A prompt has at most 5,000 characters; this one has 5,001, 1 too many.");
    }

    #[test]
    fn what_is_left_empty_takes_the_defaults() {
        let song = form("the last ferry of the season")
            .check(&GenerationDefaults::default(), 7)
            .expect("a good form");
        assert_eq!(song.config.max_rounds, 3);
        assert_eq!(song.config.seed, 7);
        assert_eq!(song.config.target, Target::default_target().id);
        assert_eq!((song.persona, song.config.title), (None, None));
    }

    #[test]
    fn every_wrong_field_gets_a_sentence() {
        let form = SongForm {
            prompt: "short".into(),
            title: "t".repeat(256),
            persona: String::new(),
            rounds: "0".into(),
            threshold: "10.1".into(),
            target: "nobody".into(),
            seed: "-1".into(),
            styles: "folk".to_owned(),
            writer: "somebody".into(),
            language: "xx".into(),
            temperature: "3".into(),
            use_local: String::new(),
        };
        let errors = form.check(&GenerationDefaults::default(), 0).expect_err("nine faults");
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        let expected =
            ["language", "prompt", "rounds", "seed", "target", "temperature", "threshold", "title", "writer"];
        assert_eq!(fields, expected);
    }

    #[test]
    fn the_built_in_writer_is_not_asked_for_another_language() {
        let german = SongForm { language: "de".into(), ..form("the last ferry of the season") };
        assert!(german.check(&GenerationDefaults::default(), 0).is_err());
        let by_a_model = SongForm { writer: "own:1".into(), ..german };
        assert!(by_a_model.check(&GenerationDefaults::default(), 0).is_ok());
    }

    #[test]
    fn a_threshold_may_be_typed_with_a_comma_and_never_as_nan() {
        assert_eq!(check_threshold("7,5", 8.0), Ok(7.5));
        assert!(check_threshold("NaN", 8.0).is_err());
    }
}
