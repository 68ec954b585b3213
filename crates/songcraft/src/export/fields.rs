//! What goes into each field of a target.

use serde::{Deserialize, Serialize};

use super::Cover;
use super::clean::plain;
use crate::document::{Document, LineKind, SectionKind};
use crate::target::Target;

/// The texts of a target's fields, ready to be copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    /// The lyrics in the target's form.
    pub lyrics: String,
    /// The styles, joined as the target wants them.
    pub styles: String,
    /// The styles to leave out, joined the same way.
    pub exclude: String,
    /// The title.
    pub title: String,
}

/// The fields of a song for a target. Nothing is cut: what is too long is a finding of lint.
pub fn fields(document: &Document, cover: &Cover<'_>, target: &Target) -> Fields {
    Fields {
        lyrics: lyrics(document, target),
        styles: joined(cover.styles, target),
        exclude: joined(cover.exclude_styles, target),
        title: cover.title.trim().to_owned(),
    }
}

fn joined(styles: &[String], target: &Target) -> String {
    let separator = if target.style_separator.is_empty() { ", " } else { &target.style_separator };
    styles
        .iter()
        .map(|style| style.trim())
        .filter(|style| !style.is_empty())
        .collect::<Vec<_>>()
        .join(separator)
}

fn lyrics(document: &Document, target: &Target) -> String {
    if !target.reads_tags {
        return plain(document);
    }
    if target.is("heartmula") { compact_headers(document) } else { document.text().replace("\r\n", "\n") }
}

/// HeartMuLa knows bare section names without hyphens and cues: `[Prechorus]`.
fn compact_headers(document: &Document) -> String {
    let mut out = String::with_capacity(document.text().len());
    for line in document.lines() {
        let section = document.section_of(line.number).filter(|_| line.kind == LineKind::Header);
        match section {
            Some(section) => {
                out.push('[');
                out.push_str(&compact_name(section.kind));
                out.push(']');
            }
            None if line.kind == LineKind::Direction => continue,
            None => out.push_str(line.text(document)),
        }
        out.push('\n');
    }
    out
}

/// The name of a kind without hyphens and spaces: `Prechorus`.
pub(crate) fn compact_name(kind: SectionKind) -> String {
    let name = kind.label().replace(['-', ' '], "").to_lowercase();
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_target_gets_its_form() {
        let document = Document::parse("[Pre-Chorus - soft]\n[Duet]\nHold on\n");
        let styles = ["indie folk".to_owned(), " warm ".to_owned()];
        let cover = Cover { title: " Hold ", styles: &styles, exclude_styles: &[] };
        let suno = fields(&document, &cover, Target::default_target());
        assert_eq!(suno.lyrics, document.text());
        assert_eq!(suno.styles, "indie folk, warm");
        assert_eq!(suno.title, "Hold");
        let heartmula = fields(&document, &cover, Target::find("heartmula").unwrap());
        assert_eq!(heartmula.lyrics, "[Prechorus]\nHold on\n");
        assert_eq!(heartmula.styles, "indie folk,warm");
        assert_eq!(fields(&document, &cover, Target::find("plain").unwrap()).lyrics, "Hold on");
    }
}
