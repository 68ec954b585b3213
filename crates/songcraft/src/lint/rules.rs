//! What each rule looks for.

mod limits;
mod structure;
mod style;

use super::report::Report;
use crate::sheet::Sheet;

type Check = fn(&Sheet<'_>, &mut Report<'_>);

/// Each rule's id in `data/rules.json` and its check.
pub(super) const CHECKS: &[(&str, Check)] = &[
    ("lyrics-too-long", limits::lyrics_too_long),
    ("title-too-long", limits::title_too_long),
    ("styles-too-long", limits::styles_too_long),
    ("no-sections", structure::no_sections),
    ("missing-chorus", structure::missing_chorus),
    ("few-verses", structure::few_verses),
    ("unknown-section", structure::unknown_section),
    ("artist-in-style", style::artist_in_style),
];
