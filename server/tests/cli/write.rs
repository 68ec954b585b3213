//! `song-master write`.

use scripted_provider::{Reply, SHEET, ScriptedProvider, song_writer};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{PROMPT, assert_refused, err, out, program, run};

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}

fn json(folder: &TempDir, arguments: &[&str]) -> Value {
    let output = run(folder, &[&["write", PROMPT, "--json"], arguments].concat());
    assert!(output.status.success(), "{output:?}");
    let mut song: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let making = song.as_object_mut().and_then(|song| song.remove("making")).expect("its making");
    assert!(making.as_array().is_some_and(|stages| stages.len() >= 9), "{making}");
    song
}

#[test]
fn a_sheet_has_a_title_styles_a_score_and_lyrics() {
    let folder = folder();
    let output = run(&folder, &["write", PROMPT, "--seed", "7"]);
    assert!(output.status.success(), "{output:?}");
    let sheet = out(&output);
    assert!(!sheet.lines().next().unwrap_or_default().is_empty(), "{sheet}");
    for part in ["\nStyles  ", "\nScore   ", "\nSeed    7\n", "[Verse", "[Chorus"] {
        assert!(sheet.contains(part), "{part:?} is not in {sheet}");
    }
    assert_eq!(folder.path().read_dir().expect("the folder").count(), 0, "it left something behind");
}

#[test]
fn the_same_seed_gives_the_same_song_and_another_gives_another() {
    let folder = folder();
    let song = json(&folder, &["--seed", "7"]);
    assert_eq!(song, json(&folder, &["--seed", "7"]));
    assert_ne!(song["lyrics"], json(&folder, &["--seed", "8"])["lyrics"]);
    for field in ["title", "lyrics", "clean_lyrics"] {
        assert!(song[field].as_str().is_some_and(|text| !text.is_empty()), "{field}");
    }
    assert!(!song["clean_lyrics"].as_str().unwrap_or_default().contains('['), "tags in the clean lyrics");
    assert!(song["metadata"]["styles"].as_array().is_some_and(|styles| !styles.is_empty()));
    assert!((0.0..=100.0).contains(&song["score"].as_f64().unwrap_or(-1.0)));
    assert_eq!(song["seed"], 7);
}

#[test]
fn title_persona_and_cover_are_as_asked() {
    let folder = folder();
    let song = json(&folder, &["--title", "Last Boat", "--persona", "dusty_mile", "--cover", "cover.png"]);
    assert_eq!((song["title"].as_str(), song["persona"].as_str()), (Some("Last Boat"), Some("dusty_mile")));
    let cover = std::fs::read(folder.path().join("cover.png")).expect("a cover");
    assert!(cover.starts_with(b"\x89PNG\r\n"));
}

#[test]
fn wrong_input_is_one_line_and_code_2() {
    let folder = folder();
    assert_refused(&run(&folder, &["write", "too short"]), 2, "at least 10 characters");
    assert_refused(&run(&folder, &["write", &"x".repeat(5_001)]), 2, "at most 5,000 characters");
    assert_refused(&run(&folder, &["write", PROMPT, "--rounds", "11"]), 2, "rounds: ");
    assert_refused(&run(&folder, &["write", PROMPT, "--seed", "-1"]), 2, "seed");
    assert_refused(&run(&folder, &["write", PROMPT, "--persona", "nobody"]), 2, "dusty_mile");
    assert_refused(&run(&folder, &["write", PROMPT, "--target", "nobody"]), 2, "The targets: ");
}

#[test]
fn a_model_writes_a_whole_song_without_a_database() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let provider = runtime.block_on(ScriptedProvider::start(song_writer));
    let (folder, base) = (folder(), provider.base_url());
    let flags =
        ["--writer", "openai-compatible", "--base-url", &base, "--model", "scripted-1", "--rounds", "1"];
    let song = json(&folder, &flags);
    assert_eq!((song["title"].as_str(), song["lyrics"].as_str()), (Some("Carry Me Over"), Some(SHEET)));
    assert_eq!(song["metadata"]["writer"], "OpenAI-compatible (scripted-1)");
    assert!((song["judged"].as_f64().unwrap_or_default() - 75.0).abs() < 1e-9);
    assert_eq!(provider.tasks().iter().filter(|task| *task == "draft").count(), 1);
    assert_eq!(folder.path().read_dir().expect("the folder").count(), 0, "it left something behind");
}

#[test]
fn a_key_that_the_provider_repeats_is_printed_nowhere() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let provider = runtime.block_on(ScriptedProvider::start(|_| {
        let body = r#"{"error":{"message":"Incorrect API key provided: sk-canary-7"}}"#.to_owned();
        Reply::Status { code: 401, headers: Vec::new(), body }
    }));
    let folder = folder();
    let flags = ["--writer", "openai-compatible", "--base-url", &provider.base_url(), "--model", "m"];
    let output = program(&folder)
        .args([&["write", PROMPT, "--key-env", "TEST_KEY"], &flags[..]].concat())
        .env("TEST_KEY", "sk-canary-7")
        .output()
        .expect("the program runs");
    assert_refused(&output, 1, "does not accept the key");
    assert!(!err(&output).contains("canary"), "{}", err(&output));
}

#[test]
fn a_model_needs_an_address_a_name_and_a_key_that_is_there() {
    let folder = folder();
    for (flags, words) in [
        (&["--writer", "telegraph"][..], "there is no “telegraph”"),
        (&["--writer", "openai-compatible", "--model", "m"], "base_url"),
        (&["--writer", "anthropic"], "model"),
        (&["--writer", "gemini", "--model", "m", "--key-env", "NO_SUCH_KEY"], "NO_SUCH_KEY"),
        (&["--language", "de"], "English only"),
    ] {
        assert_refused(&run(&folder, &[&["write", PROMPT], flags].concat()), 2, words);
    }
}
