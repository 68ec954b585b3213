//! Lyrics for people.

use crate::document::{Document, Line, LineKind, Section, SectionKind};

/// Lyrics as a singer reads them (`songs.clean_lyrics`): section names as plain headings, no brackets, no directions,
/// one blank line between sections. Sections without words leave no trace.
pub fn clean_lyrics(document: &Document) -> String {
    blocks(document, true).join("\n\n")
}

/// As [`clean_lyrics`], without the headings.
pub fn plain(document: &Document) -> String {
    blocks(document, false).join("\n\n")
}

fn blocks(document: &Document, headings: bool) -> Vec<String> {
    let mut blocks = Vec::new();
    for section in document.sections() {
        let stanzas = stanzas(document, section);
        if stanzas.is_empty() {
            continue;
        }
        let text = stanzas.join("\n\n");
        match heading(section) {
            Some(heading) if headings => blocks.push(format!("{heading}\n{text}")),
            _ => blocks.push(text),
        }
    }
    blocks
}

/// The name of a section without cues: `Verse 1`.
pub(super) fn heading(section: &Section) -> Option<String> {
    section.header?;
    Some(match (section.kind, section.number) {
        (SectionKind::Unknown, _) => section.title.clone(),
        (kind, Some(number)) => format!("{} {number}", kind.label()),
        (kind, None) => kind.label().to_owned(),
    })
}

/// The sung lines of a section in groups, as blank lines part them.
fn stanzas(document: &Document, section: &Section) -> Vec<String> {
    let mut stanzas: Vec<String> = Vec::new();
    let mut open = false;
    for line in document.body(section) {
        match line.kind {
            LineKind::Sung => {
                let text = sung_text(document, line);
                if text.is_empty() {
                    continue;
                }
                match stanzas.last_mut().filter(|_| open) {
                    Some(last) => {
                        last.push('\n');
                        last.push_str(&text);
                    }
                    None => stanzas.push(text),
                }
                open = true;
            }
            LineKind::Blank => open = false,
            LineKind::Direction | LineKind::Header => {}
        }
    }
    stanzas
}

/// A line without its directions, white space tidied.
pub(super) fn sung_text(document: &Document, line: &Line) -> String {
    let pieces = line.sung_spans().into_iter().map(|span| document.slice(span));
    let joined: String = pieces.collect();
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_lyrics_have_headings_and_no_brackets() {
        let document = Document::parse(
            "[Verse 1 - quiet]\n[Male Vocal]\nSummer [softly] nights\r\nand lights (oh)\n\n[Guitar Solo]\n\n[Chorus]\nStay\n\nStay again\n",
        );
        assert_eq!(
            clean_lyrics(&document),
            "Verse 1\nSummer nights\nand lights (oh)\n\nChorus\nStay\n\nStay again"
        );
        assert_eq!(plain(&document), "Summer nights\nand lights (oh)\n\nStay\n\nStay again");
    }

    #[test]
    fn clean_lyrics_of_nothing_are_empty() {
        assert_eq!(clean_lyrics(&Document::parse("[Intro]\n[End]\n")), "");
    }
}
