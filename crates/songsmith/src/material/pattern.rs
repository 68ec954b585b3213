//! One line of the store: fixed words, choices and slots.
//!
//! `{wet|tarred} rope` is a choice, `{@thing}` a slot that the theme fills, `~walk` a verb that agrees with the
//! singer ("I walk", "she walks"). A line that starts in lower case goes on from the line before it.

/// What a slot asks the theme or the brief for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Slot {
    /// A place with its preposition: "on the pier".
    At,
    /// A thing with its article, singular: "the rope".
    Thing,
    /// Something heard, with its article, singular: "the horn".
    Sound,
    /// A time with its preposition: "at half past nine".
    When,
    /// The subject of the song as the prompt names it: "the last ferry of the season".
    Subject,
    /// A noun phrase or name from the prompt that has not been sung yet.
    Mention,
    /// A bare word of the prompt, said as a word.
    Word,
    /// The title, as it is sung.
    Title,
}

impl Slot {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "at" => Self::At,
            "thing" => Self::Thing,
            "sound" => Self::Sound,
            "when" => Self::When,
            "subject" => Self::Subject,
            "mention" => Self::Mention,
            "word" => Self::Word,
            "title" => Self::Title,
            _ => return None,
        })
    }
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Sung as written.
    Text(&'static str),
    /// One of these is sung.
    Choice(Vec<&'static str>),
    /// Filled by the theme or the brief.
    Slot(Slot),
}

/// A line of the store, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// The line as its file writes it: also its identity.
    pub(crate) source: &'static str,
    pub(crate) parts: Vec<Part>,
}

impl Pattern {
    /// Reads a line; an unknown slot or an open brace is an error, in words for the test that reads every file.
    pub(crate) fn parse(source: &'static str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = source;
        while let Some(open) = rest.find('{') {
            if open > 0 {
                parts.push(Part::Text(&rest[..open]));
            }
            let close = rest[open..].find('}').ok_or_else(|| format!("open brace in “{source}”"))? + open;
            let inner = &rest[open + 1..close];
            parts.push(match inner.strip_prefix('@') {
                Some(name) => {
                    Part::Slot(Slot::named(name).ok_or_else(|| format!("unknown slot in “{source}”"))?)
                }
                None => Part::Choice(inner.split('|').collect()),
            });
            rest = &rest[close + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest));
        }
        Ok(Self { source, parts })
    }

    /// Whether the line goes on from the line before it.
    pub(crate) fn continues(&self) -> bool {
        self.source.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
            && !self.source.starts_with('{')
    }

    pub(crate) fn has_slot(&self, slot: Slot) -> bool {
        self.parts.contains(&Part::Slot(slot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_into_text_choices_and_slots() {
        let line = Pattern::parse("The {wet|old} rope {@at}").unwrap();
        let expected = [
            Part::Text("The "),
            Part::Choice(vec!["wet", "old"]),
            Part::Text(" rope "),
            Part::Slot(Slot::At),
        ];
        assert_eq!(line.parts, expected);
        assert!(!line.continues());
        assert!(Pattern::parse("and the rope").unwrap().continues());
    }

    #[test]
    fn a_broken_line_is_refused() {
        assert!(Pattern::parse("The {wet rope").is_err());
        assert!(Pattern::parse("The {@verb} rope").is_err());
    }
}
