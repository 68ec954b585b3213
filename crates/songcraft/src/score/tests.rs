use super::*;
use crate::analysis::{Context, analyze};
use crate::document::Document;
use crate::lexicon::Lexicon;

const SONG: &str = "\
[Verse 1]
[Female Vocal]
The kettle cries at half past nine
Your coat still hangs on the nail by mine
I count the cups along the shelf
And pour a second for myself

[Chorus]
[Female Vocal]
Leave the porch light on
I'll be home by dawn
Leave the porch light on
Till the rain is gone

[Verse 2]
[Female Vocal]
The ferry whistle split the fog
I tied my scarf around the dog
The postman waved and drove away
With nothing in his hand to say

[Chorus]
[Female Vocal]
Leave the porch light on
I'll be home by dawn
Leave the porch light on
Till the rain is gone
";

fn scored(text: &str, title: Option<&str>) -> Score {
    let context = Context { title, ..Context::default() };
    analyze(Lexicon::embedded(), &Document::parse(text), &context).score
}

fn value(score: &Score, name: &str) -> f64 {
    score
        .dimensions
        .iter()
        .find(|dimension| dimension.name == name)
        .map_or(f64::NAN, |dimension| dimension.value)
}

#[test]
fn a_crafted_song_scores_well_and_a_heap_of_phrases_does_not() {
    let good = scored(SONG, Some("Leave the Porch Light On"));
    assert!(good.total > 70.0, "{good:?}");
    let stale = SONG
        .replace("The kettle cries at half past nine", "Whispers in the dark and broken dreams")
        .replace("The ferry whistle split the fog", "Forever and ever in the neon glow")
        .replace("With nothing in his hand to say", "I feel so lonely, lost without you");
    let bad = scored(&stale, Some("Leave the Porch Light On"));
    assert!(value(&bad, "freshness") < value(&good, "freshness") - 2.0);
    assert!(bad.total < good.total);
}

#[test]
fn the_title_in_the_chorus_makes_the_hook() {
    let with = scored(SONG, Some("Leave the Porch Light On"));
    let without = scored(SONG, Some("Harvest Moon"));
    assert!(value(&with, "hook") > value(&without, "hook") + 2.0);
}

#[test]
fn a_hard_failure_caps_the_total() {
    let artists = ["in the style of Taylor Swift".to_owned()];
    let context = Context { title: Some("Leave the Porch Light On"), styles: &artists, ..Context::default() };
    let score = analyze(Lexicon::embedded(), &Document::parse(SONG), &context).score;
    assert!((score.total - 60.0).abs() < 1e-9);
    assert!(score.capped.unwrap().contains("Taylor Swift"));
}

#[test]
fn without_a_brief_fit_has_no_weight_and_the_others_share_it() {
    let score = scored(SONG, None);
    assert!(value(&score, "fit").abs() < 1e-9);
    let sum: f64 = score.dimensions.iter().map(|dimension| dimension.weight).sum();
    assert!((sum - 1.0).abs() < 1e-3, "{sum}");
    let brief = ["kettle".to_owned(), "ferry".to_owned(), "elephant".to_owned()];
    let context = Context { brief_words: &brief, ..Context::default() };
    let score = analyze(Lexicon::embedded(), &Document::parse(SONG), &context).score;
    let fit = score.dimensions.iter().find(|dimension| dimension.name == "fit").unwrap();
    assert!(fit.value > 9.0 && fit.value < 10.0, "{fit:?}");
    assert_eq!(fit.evidence, [3, 17]);
}

#[test]
fn an_empty_sheet_scores_nothing() {
    let score = scored("", None);
    assert!(score.total.abs() < 1e-9);
    assert!(score.dimensions.iter().all(|dimension| dimension.value.abs() < 1e-9));
}

#[test]
fn unrhymed_lines_are_the_evidence_of_the_rhyme_dimension() {
    let text = SONG
        .replace("Your coat still hangs on the nail by mine", "Your coat still hangs upon the hook")
        .replace("I tied my scarf around the dog", "I tied my scarf around the fence")
        .replace("With nothing in his hand to say", "With nothing in his hand to give");
    let good = scored(SONG, None);
    let worse = scored(&text, None);
    let rhyme = worse.dimensions.iter().find(|dimension| dimension.name == "rhyme").unwrap();
    assert!(rhyme.evidence.contains(&3) && rhyme.evidence.contains(&4), "{rhyme:?}");
    assert!(rhyme.value < value(&good, "rhyme"));
}
