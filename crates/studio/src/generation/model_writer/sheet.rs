//! From a model's words to a sheet: what is lyrics, what is chatter.

use domain::generation::Sheet;
use songcraft::document::{Document, LineKind, SectionKind};

/// Sung lines that a song has at least.
const FEWEST_LINES: usize = 8;
/// Lines that a sheet has at most; what comes behind is dropped.
const MOST_LINES: usize = 400;
/// Characters that a line has at most.
const LONGEST_LINE: usize = 300;

/// Reads an answer line by line: the title, then the sheet from its first section on.
#[derive(Debug, Default)]
pub(super) struct SheetReader {
    title: Option<String>,
    lines: Vec<String>,
    ended: bool,
}

impl SheetReader {
    /// Takes a line of the answer. Returns the line of the sheet that it is, if it is one.
    pub(super) fn line(&mut self, raw: &str) -> Option<String> {
        let line = plain(raw);
        if self.ended || self.lines.len() >= MOST_LINES || line.starts_with("```") {
            return None;
        }
        if self.lines.is_empty() {
            if let Some(title) = title_in(&line) {
                self.title.get_or_insert(title);
                return None;
            }
            header(&line)?;
        }
        let line = header(&line).unwrap_or(line);
        let bracket = line.trim_start_matches('[').trim_end_matches(']').trim().to_lowercase();
        if line.starts_with('[') && matches!(bracket.as_str(), "end" | "fade out") {
            self.ended = true;
        }
        // One blank line parts sections; two are one too many.
        if line.is_empty() && self.lines.last().is_none_or(String::is_empty) {
            return None;
        }
        self.lines.push(line.clone());
        Some(line)
    }

    /// Whether the sheet has begun.
    pub(super) fn has_begun(&self) -> bool {
        !self.lines.is_empty()
    }

    /// The title, once there is one.
    pub(super) fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The lines of the sheet so far.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The sheet, or why there is none. Without a title of its own it takes `title`.
    pub(super) fn finish(self, title: &str) -> Result<Sheet, String> {
        let mut lines = self.lines;
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        let lyrics = lines.join("\n") + "\n";
        let document = Document::parse(&lyrics);
        let sung = document.lines().iter().filter(|line| line.kind == LineKind::Sung).count();
        let sections = document.sections().iter().filter(|section| section.kind != SectionKind::End).count();
        if sections < 2 || sung < FEWEST_LINES {
            return Err(format!("it is no song: {sections} sections with {sung} sung lines"));
        }
        Ok(Sheet { title: self.title.unwrap_or_else(|| title.to_owned()), lyrics })
    }
}

/// Reads a whole answer.
pub(super) fn read(answer: &str, title: &str) -> Result<Sheet, String> {
    let mut reader = SheetReader::default();
    for line in answer.lines() {
        reader.line(line);
    }
    reader.finish(title)
}

/// A line without control characters, the number that models copy from the sheet they were shown, and stars for
/// bold type.
fn plain(raw: &str) -> String {
    let clean: String = raw.chars().filter(|c| !c.is_control()).take(LONGEST_LINE).collect();
    let line = clean.trim();
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let numbered = (1..=3).contains(&digits).then(|| line[digits..].strip_prefix(':')).flatten();
    let line = numbered.unwrap_or(line).trim();
    if line.starts_with("**") || line.ends_with("**") {
        line.replace("**", "").trim().to_owned()
    } else {
        line.to_owned()
    }
}

/// The title in a line such as `Title: Last Boat` or `# Last Boat`.
fn title_in(line: &str) -> Option<String> {
    let lower = line.to_ascii_lowercase();
    let named = lower.strip_prefix("title:").map(|rest| &line[line.len() - rest.len()..]);
    let headed = || line.strip_prefix("# ").filter(|rest| header(rest).is_none());
    let title =
        named.or_else(headed)?.trim().trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '*' | '#')).trim();
    (!title.is_empty()).then(|| title.chars().take(120).collect())
}

/// A section's header in brackets, from whatever form a model gives it: `[Verse 1]`, `## Verse 1`, `Verse 1:`,
/// `(Chorus)`.
fn header(line: &str) -> Option<String> {
    if line.starts_with('[') && line.ends_with(']') {
        return Some(line.to_owned());
    }
    let hashed = line.trim_start_matches('#').trim();
    let inner = hashed.strip_suffix(':').unwrap_or(hashed).trim();
    let inner = inner.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(inner).trim();
    // A line of lyrics may begin with "Break" or "End"; a header has a mark, or is a name and a number and nothing else.
    let marked = hashed.len() != line.len() || inner.len() != hashed.len();
    let words: Vec<&str> = inner.split_whitespace().collect();
    let bare = words.len() <= 2 && words.get(1).is_none_or(|word| word.parse::<u8>().is_ok());
    let known = || {
        Document::parse(&format!("[{inner}]\nla\n"))
            .sections()
            .iter()
            .any(|section| section.kind != SectionKind::Unknown)
    };
    (words.len() <= 6 && (marked || bare) && known()).then(|| format!("[{inner}]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SONG: &str = "Title: Last Boat\n\n[Verse 1]\n[Female Vocal]\na b c\nd e f\ng h i\nj k l\n\n[Chorus]\nm n o\np q r\ns t u\nv w x\n\n[End]\n";

    #[test]
    fn title_and_sheet_are_read_from_the_form_that_was_asked_for() {
        let sheet = read(SONG, "x").expect("a song");
        assert_eq!(sheet.title, "Last Boat");
        assert!(sheet.lyrics.starts_with("[Verse 1]\n[Female Vocal]\na b c"), "{}", sheet.lyrics);
        assert!(sheet.lyrics.ends_with("[End]\n"), "{}", sheet.lyrics);
    }

    #[test]
    fn chatter_fences_and_other_ways_to_write_a_header_do_not_matter() {
        let answer = format!(
            "Sure! Here is your song:\n\n```\n**{}**\nI hope you like it!",
            SONG.replace("[Verse 1]", "## Verse 1:")
                .replace("[Chorus]", "(Chorus)")
                .replace("a b c", "4: a b c")
        )
        .replace("**Title: Last Boat", "**Title: Last Boat**");
        let sheet = read(&answer, "x").expect("a song");
        assert_eq!(
            (sheet.title.as_str(), sheet.lyrics.as_str()),
            ("Last Boat", read(SONG, "").expect("a song").lyrics.as_str())
        );
    }

    #[test]
    fn a_line_of_lyrics_is_no_header() {
        for line in [
            "Break my heart again",
            "End of the line",
            "verse after verse we sang",
            "(oh, oh)",
            "Solo tonight",
        ] {
            assert_eq!(header(line), None, "{line}");
        }
        assert_eq!(header("Verse 2").as_deref(), Some("[Verse 2]"));
        assert_eq!(header("### Bridge - quiet").as_deref(), Some("[Bridge - quiet]"));
    }

    #[test]
    fn what_is_no_song_says_why() {
        for answer in ["", "I'm sorry, I can't help with that.", "[Verse]\none line\n[Chorus]\nanother"] {
            assert!(read(answer, "x").is_err(), "{answer}");
        }
    }

    #[test]
    fn a_title_that_is_missing_is_taken_from_the_song_before() {
        let sheet = read(&SONG.replace("Title: Last Boat\n", ""), "Before").expect("a song");
        assert_eq!(sheet.title, "Before");
    }
}
