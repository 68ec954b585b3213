//! A song sheet as a page shows it: sections with headings, lines with their measures in the margin.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use songcraft::document::{Document, LineKind};

/// A sheet, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetView {
    /// The title; may be empty while the song has none.
    pub title: String,
    /// Its sections in order.
    pub sections: Vec<SectionView>,
}

/// A section of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionView {
    /// What stands in its brackets; empty for lines before the first header.
    pub heading: String,
    /// Its lines without the header.
    pub lines: Vec<LineView>,
}

/// A line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineView {
    /// The line of the sheet, from 1.
    pub number: u32,
    /// Its text.
    pub text: String,
    /// Whether it is sung; a direction otherwise.
    pub sung: bool,
    /// Syllables, where they were counted.
    pub syllables: Option<u32>,
    /// The letter of its rhyme, where it has one.
    pub rhyme: Option<String>,
}

impl SheetView {
    /// A sheet without measures.
    pub fn plain(title: &str, lyrics: &str) -> Self {
        let document = Document::parse(lyrics);
        let sections = document
            .sections()
            .iter()
            .map(|section| SectionView {
                heading: section.title.clone(),
                lines: document.lines()[section.lines.clone()]
                    .iter()
                    .filter(|line| matches!(line.kind, LineKind::Sung | LineKind::Direction))
                    .map(|line| LineView {
                        number: line.number,
                        text: line.text(&document).to_owned(),
                        sung: line.kind == LineKind::Sung,
                        syllables: None,
                        rhyme: None,
                    })
                    .collect(),
            })
            .filter(|section| !section.heading.is_empty() || !section.lines.is_empty())
            .collect();
        Self { title: title.to_owned(), sections }
    }

    /// A sheet with syllables and rhyme letters.
    #[cfg(feature = "ssr")]
    pub fn measured(title: &str, lyrics: &str) -> Self {
        use songcraft::{
            analysis::{Context, analyze},
            lexicon::Lexicon,
            target::Target,
        };
        let context = Context::new(Target::default_target());
        let analysis = analyze(Lexicon::embedded(), &Document::parse(lyrics), &context);
        let measures: std::collections::HashMap<u32, (u32, Option<String>)> = analysis
            .sections
            .into_iter()
            .flat_map(|section| section.lines)
            .map(|line| (line.number, (line.syllables, line.rhyme)))
            .collect();
        let mut view = Self::plain(title, lyrics);
        for line in view.sections.iter_mut().flat_map(|section| &mut section.lines).filter(|line| line.sung) {
            if let Some((syllables, rhyme)) = measures.get(&line.number) {
                line.syllables = Some(*syllables);
                line.rhyme.clone_from(rhyme);
            }
        }
        view
    }
}

/// The sheet as a page of a notebook. Lines from index `fresh_from` of the text on have just been written.
#[component]
pub(crate) fn SheetPage(
    sheet: SheetView,
    #[prop(optional, into)] byline: Option<String>,
    #[prop(optional)] fresh_from: Option<usize>,
) -> impl IntoView {
    view! {
        <article class="sheet">
            {if sheet.title.is_empty() {
                view! { <h2 class="visually-hidden">"The sheet so far"</h2> }.into_any()
            } else {
                view! { <h2 class="sheet-title">{sheet.title}</h2> }.into_any()
            }}
            {byline.map(|byline| view! { <p class="sheet-byline">{byline}</p> })}
            {sheet
                .sections
                .into_iter()
                .map(|section| view! { <SheetSection section fresh_from=fresh_from.unwrap_or(usize::MAX) /> })
                .collect_view()}
        </article>
    }
}

#[component]
fn SheetSection(section: SectionView, fresh_from: usize) -> impl IntoView {
    let (name, cues) = match section.heading.split_once(" - ") {
        Some((name, cues)) => (name.to_owned(), cues.to_owned()),
        None => (section.heading, String::new()),
    };
    view! {
        <section class="sheet-section">
            {(!name.is_empty()).then(|| view! {
                <h3 class="sheet-heading">{name} {(!cues.is_empty()).then(|| view! { <span class="sheet-cue">{cues}</span> })}</h3>
            })}
            {section
                .lines
                .into_iter()
                .map(|line| {
                    let fresh = line.number as usize > fresh_from;
                    view! { <SheetLine line fresh /> }
                })
                .collect_view()}
        </section>
    }
}

#[component]
fn SheetLine(line: LineView, fresh: bool) -> impl IntoView {
    if !line.sung {
        return view! { <p class="sheet-direction" class:line-new=fresh>{line.text}</p> }.into_any();
    }
    let measured = line.syllables.is_some();
    view! {
        <p class="sheet-line" class:line-new=fresh>
            {sung(&line.text)}
            {measured.then(|| view! {
                <span class="gutter" aria-hidden="true">
                    <span class="syllables">{line.syllables}</span>
                    <span class="rhyme">{line.rhyme}</span>
                </span>
            })}
        </p>
    }
    .into_any()
}

/// A sung line; what stands in parentheses is for the backing voices.
fn sung(text: &str) -> impl IntoView + use<> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((open, close)) =
        rest.find('(').and_then(|open| Some((open, open + rest[open..].find(')')?)))
    {
        parts.push((rest[..open].to_owned(), false));
        parts.push((rest[open..=close].to_owned(), true));
        rest = &rest[close + 1..];
    }
    parts.push((rest.to_owned(), false));
    parts
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .map(
            |(text, backing)| {
                if backing {
                    view! { <span class="backing">{text}</span> }.into_any()
                } else {
                    text.into_any()
                }
            },
        )
        .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_keeps_headings_directions_and_line_numbers() {
        let view =
            SheetView::plain("T", "[Verse 1 - quiet]\n[Female Vocal]\nSalt on the rail\n\n[Chorus]\nHome\n");
        assert_eq!(view.sections.len(), 2);
        assert_eq!(view.sections[0].heading, "Verse 1 - quiet");
        let lines: Vec<_> = view.sections[0].lines.iter().map(|line| (line.number, line.sung)).collect();
        assert_eq!(lines, [(2, false), (3, true)]);
    }
}
