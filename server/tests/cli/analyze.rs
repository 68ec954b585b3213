//! `song-master analyze` and `song-master rhymes`.

use std::{
    io::Write as _,
    process::{Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{assert_refused, out, program, run};

const SHEET: &str = "[Verse 1 - quiet]\n[Female Vocal]\nThe ferry is leaving the bay tonight\n\
    And nobody left me the smallest light\n\n[Chorus]\nneon glow on the water\n";

fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    std::fs::write(folder.path().join("sheet.md"), SHEET).expect("a sheet");
    folder
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{output:?}");
    serde_json::from_str(&out(output)).expect("JSON")
}

/// Runs `analyze -` with this on its standard input.
fn piped(folder: &TempDir, bytes: &[u8]) -> Output {
    let mut child = program(folder)
        .args(["analyze", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("an input");
    // The program may refuse what is too long without reading it to its end.
    let _ = input.write_all(bytes);
    drop(input);
    child.wait_with_output().expect("the program ends")
}

#[test]
fn the_json_names_lines_words_findings_and_the_score() {
    let folder = folder();
    let analysis = json(&run(&folder, &["analyze", "sheet.md", "--target", "suno-v5", "--json"]));
    let verse = &analysis["sections"][0];
    assert_eq!((verse["kind"].as_str(), verse["scheme"].as_str()), (Some("verse"), Some("AA")));
    assert_eq!(verse["lines"][0]["kind"], "direction");
    let line = &verse["lines"][1];
    assert_eq!((line["number"].as_u64(), line["syllables"].as_u64()), (Some(3), Some(10)));
    assert_eq!((line["rhyme"].as_str(), line["stress"].as_str().map(str::len)), (Some("A"), Some(10)));
    assert_eq!(line["words"][1]["source"], "dictionary");
    let worn = analysis["findings"].as_array().expect("findings");
    assert!(worn.iter().any(|finding| finding["line"] == 7 && finding["start"] == 0), "{worn:?}");
    assert!(analysis["score"]["total"].as_f64().is_some_and(|total| (0.0..=100.0).contains(&total)));
    assert_eq!(analysis["score"]["dimensions"].as_array().map(Vec::len), Some(10));
}

#[test]
fn the_page_has_the_measures_before_each_line_and_the_findings_under_it() {
    let page = out(&run(&folder(), &["analyze", "sheet.md"]));
    let lines: Vec<&str> = page.lines().collect();
    let at = |text: &str| lines.iter().position(|line| line.ends_with(text)).expect(text);
    let sung = lines[at("The ferry is leaving the bay tonight")];
    assert!(sung.starts_with("   3   10  ") && sung.contains("  A  "), "{sung}");
    let worn = lines[at("neon glow on the water") + 1];
    assert!(worn.trim_start().starts_with("hint: ") || worn.trim_start().starts_with("warning: "), "{worn}");
    assert!(page.contains("\nScore "), "{page}");
}

#[test]
fn another_language_is_counted_and_the_page_says_what_is_not_read() {
    let folder = folder();
    std::fs::write(folder.path().join("lied.md"), "[Verse 1]\nDie Nachtigall singt\n").expect("a sheet");
    let page = out(&run(&folder, &["analyze", "lied.md", "--language", "de"]));
    assert!(page.contains("rhyme are read in English only"), "{page}");
    assert!(page.lines().any(|line| line.starts_with("   2    5 ")), "{page}");
}

#[test]
fn a_sheet_comes_from_a_pipe_too_and_may_be_anything() {
    let folder = folder();
    assert_eq!(json(&piped(&folder, SHEET.as_bytes()))["sections"][1]["kind"], "chorus");
    for odd in ["", "\0", "[[[", "[Verse 1]\r\n\u{202e}🎸\r\n"] {
        assert!(json(&piped(&folder, odd.as_bytes()))["score"]["total"].is_number(), "{odd:?}");
    }
}

#[test]
fn an_escape_in_a_sheet_does_not_steer_the_terminal() {
    let folder = folder();
    std::fs::write(folder.path().join("odd.md"), "[Verse 1]\n\u{1b}[2Jgone\n").expect("a sheet");
    assert!(!out(&run(&folder, &["analyze", "odd.md"])).contains('\u{1b}'));
}

#[test]
fn what_is_no_sheet_is_refused_in_one_line() {
    let folder = folder();
    assert_refused(&run(&folder, &["analyze", "missing.md"]), 2, "missing.md cannot be read");
    assert_refused(&run(&folder, &["analyze", "sheet.md", "--target", "x"]), 2, "The targets: suno");
    assert_refused(&piped(&folder, b"caf\xe9"), 2, "not UTF-8 text (byte 3)");
    assert_refused(&piped(&folder, &vec![b'a'; 4 * 1024 * 1024 + 1]), 2, "larger than 4 MB");
}

#[test]
fn rhymes_come_by_kind_syllables_and_stress() {
    let folder = folder();
    let found = json(&run(&folder, &["rhymes", "night", "--kind", "perfect", "--json"]));
    assert_eq!(found["word"], "night");
    let first = &found["rhymes"][0];
    assert_eq!((first["kind"].as_str(), first["syllables"].as_u64()), (Some("perfect"), Some(1)));
    let narrow = run(&folder, &["rhymes", "away", "--syllables", "2", "--stress", "01", "--json"]);
    let narrow = json(&narrow);
    let narrow = narrow["rhymes"].as_array().expect("rhymes");
    assert!(!narrow.is_empty() && narrow.iter().all(|rhyme| rhyme["stress"] == "01"), "{narrow:?}");
}

#[test]
fn rhymes_for_a_person_say_how_the_word_sounds() {
    let folder = folder();
    let page = out(&run(&folder, &["rhymes", "night"]));
    assert!(page.starts_with("night  ·  N AY1 T\n"), "{page}");
    assert!(page.contains("\nperfect\n  1  ") && page.contains(" light "), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    assert!(out(&run(&folder, &["rhymes", "blorfing"])).contains("read by rule"));
    assert!(out(&run(&folder, &["rhymes", "🎸"])).contains("no sounds"));
    assert_refused(&run(&folder, &["rhymes", "night", "--kind", "loud"]), 2, "perfect");
    assert_refused(&run(&folder, &["rhymes", "night", "--stress", "x"]), 2, "stress: ");
}
