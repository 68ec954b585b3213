//! Languages that a song can be asked for in.

/// Codes (ISO 639-1) and English names of the languages in the list, English first. A model may know more or fewer.
pub const LANGUAGES: [(&str, &str); 24] = [
    ("en", "English"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("lt", "Lithuanian"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("sv", "Swedish"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// The English name of a language.
pub fn name(code: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(own, _)| *own == code).map(|(_, name)| *name)
}
