//! A document with everything measured about its lines and sections: what lint, score and analysis read.

mod line_study;
mod section_study;

use std::collections::HashMap;
use std::sync::Arc;

use crate::context::{Context, Prepared};
use crate::document::{Document, Line, LineKind};
use crate::lexicon::{Language, Lexicon, Pronouncer};

pub(crate) use line_study::LineStudy;
pub(crate) use section_study::SectionStudy;

/// Line texts remembered before the memory starts afresh.
const CAPACITY: usize = 10_000;

/// What has been measured before: an edit of one line leaves the others as they were.
#[derive(Debug)]
pub(crate) struct Memory<'a> {
    pronouncer: Pronouncer<'a>,
    lines: HashMap<String, Arc<LineStudy>>,
    schemes: section_study::Schemes,
}

impl<'a> Memory<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon, language: Language) -> Self {
        Self {
            pronouncer: Pronouncer::of(lexicon, language),
            lines: HashMap::new(),
            schemes: section_study::Schemes::default(),
        }
    }

    pub(crate) fn lexicon(&self) -> &'a Lexicon {
        self.pronouncer.lexicon()
    }

    fn line(&mut self, document: &Document, line: &Line) -> Arc<LineStudy> {
        let text = line.text(document);
        if let Some(known) = self.lines.get(text) {
            return Arc::clone(known);
        }
        let study = Arc::new(LineStudy::of(&mut self.pronouncer, document, line));
        if self.lines.len() >= CAPACITY {
            self.lines.clear();
            self.schemes.clear();
        }
        self.lines.insert(text.to_owned(), Arc::clone(&study));
        study
    }
}

/// A sheet: a document, measured, and what is known beside it. Lint and score read it.
#[derive(Debug)]
pub struct Sheet<'a> {
    pub(crate) document: &'a Document,
    pub(crate) prepared: Arc<Prepared>,
    /// One entry for each line of the document; only sung lines have a study.
    pub(crate) lines: Vec<Option<Arc<LineStudy>>>,
    /// One entry for each section of the document.
    pub(crate) sections: Vec<SectionStudy>,
}

impl<'a> Sheet<'a> {
    /// Measures a document. For repeated analyses of one song use [`crate::analysis::Analyzer`], which remembers.
    pub fn new(lexicon: &Lexicon, document: &'a Document, context: &Context<'_>) -> Self {
        let mut memory = Memory::new(lexicon, context.language);
        Self::measured(&mut memory, document, Arc::new(Prepared::new(context)))
    }

    pub(crate) fn measured(memory: &mut Memory<'_>, document: &'a Document, prepared: Arc<Prepared>) -> Self {
        let lines: Vec<Option<Arc<LineStudy>>> = document
            .lines()
            .iter()
            .map(|line| (line.kind == LineKind::Sung).then(|| memory.line(document, line)))
            .collect();
        let sections = document
            .sections()
            .iter()
            .map(|section| SectionStudy::of(&mut memory.schemes, &lines, section.lines.clone()))
            .collect();
        Self { document, prepared, lines, sections }
    }

    /// The document that was measured.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// The sections of the document with their measures.
    pub(crate) fn sections(&self) -> impl Iterator<Item = (&'a crate::document::Section, &SectionStudy)> {
        self.document.sections().iter().zip(&self.sections)
    }

    /// The sung lines of the whole sheet with their measures.
    pub(crate) fn sung(&self) -> impl Iterator<Item = (&'a Line, &LineStudy)> {
        self.document
            .lines()
            .iter()
            .zip(&self.lines)
            .filter_map(|(line, study)| Some((line, study.as_deref()?)))
    }

    /// The sung lines of one section with their measures.
    pub(crate) fn sung_in(&self, study: &SectionStudy) -> impl Iterator<Item = (&'a Line, &LineStudy)> {
        let pick =
            |index: &usize| Some((self.document.lines().get(*index)?, self.lines.get(*index)?.as_deref()?));
        study.sung.iter().filter_map(pick)
    }

    /// The number of words that are sung.
    pub(crate) fn word_count(&self) -> usize {
        self.sung().map(|(_, study)| study.words.len()).sum()
    }
}
