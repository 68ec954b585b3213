//! What each rule looks for.

mod brackets;
mod characters;
mod cues;
mod headers;
mod limits;
mod lines;
mod sections;
mod structure;
mod style;
mod title;
mod voice;
mod words;

use super::report::Report;
use crate::sheet::Sheet;

type Check = fn(&Sheet<'_>, &mut Report<'_>);

/// Each rule's id in `data/rules.json` and its check.
pub(super) const CHECKS: &[(&str, Check)] = &[
    ("lyrics-too-long", limits::lyrics_too_long),
    ("lyrics-near-limit", limits::lyrics_near_limit),
    ("title-too-long", limits::title_too_long),
    ("styles-too-long", limits::styles_too_long),
    ("many-words", limits::many_words),
    ("few-words", limits::few_words),
    ("no-sections", structure::no_sections),
    ("missing-chorus", structure::missing_chorus),
    ("few-verses", structure::few_verses),
    ("missing-ending", structure::missing_ending),
    ("sung-after-end", structure::sung_after_end),
    ("uneven-verses", structure::uneven_verses),
    ("chorus-drift", structure::chorus_drift),
    ("unknown-section", sections::unknown_section),
    ("empty-section", sections::empty_section),
    ("same-number-twice", sections::same_number_twice),
    ("verse-out-of-order", sections::verse_out_of_order),
    ("lines-before-header", sections::lines_before_header),
    ("long-section", sections::long_section),
    ("no-gap-before-header", sections::no_gap_before_header),
    ("unreliable-intro", headers::unreliable_intro),
    ("bare-header", headers::bare_header),
    ("parenthesised-header", headers::parenthesised_header),
    ("markdown-header", headers::markdown_header),
    ("words-after-header", headers::words_after_header),
    ("repeat-in-header", headers::repeat_in_header),
    ("compact-header", headers::compact_header),
    ("many-cues", cues::many_cues),
    ("stacked-directions", cues::stacked_directions),
    ("tempo-in-cue", cues::tempo_in_cue),
    ("style-outside-brackets", cues::style_outside_brackets),
    ("effect-in-asterisks", cues::effect_in_asterisks),
    ("direction-inside-line", cues::direction_inside_line),
    ("missing-voice", voice::missing_voice),
    ("unclosed-bracket", brackets::unclosed_bracket),
    ("unopened-bracket", brackets::unopened_bracket),
    ("unclosed-parenthesis", brackets::unclosed_parenthesis),
    ("empty-brackets", brackets::empty_brackets),
    ("nested-brackets", brackets::nested_brackets),
    ("long-line", lines::long_line),
    ("line-said-again", lines::line_said_again),
    ("repeat-mark", lines::repeat_mark),
    ("long-backing", lines::long_backing),
    ("capitals", lines::capitals),
    ("control-character", characters::control_character),
    ("emoji", characters::emoji),
    ("address", characters::address),
    ("symbol", characters::symbol),
    ("digits", characters::digits),
    ("space-at-end", characters::space_at_end),
    ("windows-line-ends", characters::windows_line_ends),
    ("homograph", words::homograph),
    ("cliche", words::cliche),
    ("stock-phrase", words::stock_phrase),
    ("told-feeling", words::told_feeling),
    ("phrase-of-other-song", words::phrase_of_other_song),
    ("artist-in-style", style::artist_in_style),
    ("artist-in-tag", style::artist_in_tag),
    ("no-styles", style::no_styles),
    ("many-styles", style::many_styles),
    ("style-twice", style::style_twice),
    ("style-excluded", style::style_excluded),
    ("many-excluded", style::many_excluded),
    ("brackets-in-style", style::brackets_in_style),
    ("styles-fight", style::styles_fight),
    ("style-misspelt", style::style_misspelt),
    ("missing-title", title::missing_title),
    ("title-not-sung", title::title_not_sung),
    ("title-in-quotes", title::title_in_quotes),
];

#[cfg(all(test, feature = "embedded"))]
mod tests;
