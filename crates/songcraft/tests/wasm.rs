//! The same analysis of the same song, byte for byte, natively and in WebAssembly.
//!
//! `SONGCRAFT_WRITE_GOLDEN=1 cargo test -p songcraft --test wasm` writes the expected analysis anew.

use songcraft::analysis::{Context, analyze};
use songcraft::document::Document;
use songcraft::lexicon::Lexicon;
use songcraft::rhyme::{RhymeKind, RhymeQuery, search};
use songcraft::target::Target;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const SONG: &str = include_str!("golden/song.txt");
const EXPECTED: &str = include_str!("golden/analysis.json");

/// The analysis and a few rhymes, as JSON.
fn analysis() -> String {
    let lexicon = Lexicon::embedded();
    let styles = ["indie folk".to_owned(), "warm".to_owned()];
    let brief = ["kettle".to_owned(), "waiting".to_owned(), "ferry".to_owned()];
    let context = Context {
        title: Some("Leave the Porch Light On"),
        styles: &styles,
        brief_words: &brief,
        other_songs: &["your coat still hangs on the nail"],
        ..Context::new(Target::default_target())
    };
    let analysis = analyze(lexicon, &Document::parse(SONG), &context);
    let query =
        RhymeQuery { kinds: vec![RhymeKind::Perfect, RhymeKind::Family], limit: 12, ..RhymeQuery::default() };
    let rhymes = search(lexicon, "porch light", &query);
    // Not by way of a map: whether that sorts its keys is decided by who else builds with it.
    serde_json::to_string_pretty(&(analysis, rhymes)).unwrap_or_default() + "\n"
}

#[test]
fn the_analysis_is_the_same_to_the_bit() {
    let found = analysis();
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("SONGCRAFT_WRITE_GOLDEN").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/analysis.json"), &found).unwrap();
        return;
    }
    let different =
        found.lines().zip(EXPECTED.lines()).enumerate().find(|(_, (found, expected))| found != expected);
    assert_eq!(different, None, "line, found, expected");
    assert_eq!(found, EXPECTED);
}
