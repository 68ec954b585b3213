//! What is measured of a section as a whole.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::LineStudy;
use crate::meter::regularity;
use crate::rhyme::{SchemeLine, of_ends};

/// The scheme and the regularity of sections seen before, by the ids of their lines.
pub(crate) type Schemes = HashMap<Vec<u64>, Arc<SectionMeasures>>;

/// Sections remembered before the memory starts afresh: each edit makes a new one.
const CAPACITY: usize = 2_000;

/// The measures that depend on the lines of the section and their order alone.
#[derive(Debug)]
pub(crate) struct SectionMeasures {
    pub(crate) scheme: Vec<SchemeLine>,
    /// How well lines that answer each other match, 0–1.
    pub(crate) regularity: f64,
}

/// A section's sung lines and its measures.
#[derive(Debug)]
pub(crate) struct SectionStudy {
    /// Its sung lines, as indices into the document's lines.
    pub(crate) sung: Vec<usize>,
    pub(crate) measures: Arc<SectionMeasures>,
    /// The ids of the sung lines; equal for sections that repeat word for word.
    pub(crate) ids: Vec<u64>,
}

impl SectionStudy {
    pub(super) fn of(known: &mut Schemes, lines: &[Option<Arc<LineStudy>>], range: Range<usize>) -> Self {
        let sung: Vec<usize> = range.filter(|index| lines.get(*index).is_some_and(Option::is_some)).collect();
        let studies: Vec<&LineStudy> =
            sung.iter().filter_map(|index| lines.get(*index)?.as_deref()).collect();
        let ids: Vec<u64> = studies.iter().map(|study| study.id).collect();
        let measures = if let Some(measures) = known.get(&ids) {
            Arc::clone(measures)
        } else {
            let measures = Arc::new(measure(&studies));
            if known.len() >= CAPACITY {
                known.clear();
            }
            known.insert(ids.clone(), Arc::clone(&measures));
            measures
        };
        Self { sung, measures, ids }
    }

    /// The letters of the scheme.
    pub(crate) fn letters(&self) -> String {
        self.measures.scheme.iter().map(|line| line.letter).collect()
    }
}

fn measure(studies: &[&LineStudy]) -> SectionMeasures {
    let ends: Vec<_> = studies.iter().map(|study| &study.end).collect();
    let stresses: Vec<&str> = studies.iter().map(|study| study.meter.stress.as_str()).collect();
    SectionMeasures { scheme: of_ends(&ends), regularity: regularity(&stresses) }
}
