//! Runs the examples of `data/lint_examples.json`: each rule has a valid, an invalid and an ambiguous one.

use serde::Deserialize;

use super::CHECKS;
use crate::analysis::Context;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::lint::{Finding, Rule, lint};
use crate::sheet::Sheet;
use crate::style::StyleLibrary;
use crate::target::Target;

/// As much of a library as the examples need.
const STYLES: &str = r#"[
    {"id": "folk", "name": "folk", "kind": "genre", "description": "", "excludes": ["trap"]},
    {"id": "trap", "name": "trap", "kind": "genre", "description": ""},
    {"id": "lap-steel", "name": "lap steel", "kind": "instrument", "description": ""}
]"#;

#[derive(Deserialize)]
struct Example {
    rule: String,
    valid: Case,
    invalid: Case,
    ambiguous: Case,
    finds: bool,
    why: String,
}

#[derive(Deserialize)]
struct Case {
    lyrics: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    styles: Vec<String>,
    #[serde(default)]
    exclude: Vec<String>,
    #[serde(default)]
    others: Vec<String>,
    #[serde(default)]
    target: Option<String>,
}

fn examples() -> Vec<Example> {
    serde_json::from_str(include_str!("../../../data/lint_examples.json")).unwrap_or_default()
}

/// What a rule finds in a case, with each fix applied to the text.
fn found(rule: &str, case: &Case) -> Vec<Finding> {
    let fallback = if rule == "compact-header" { "heartmula" } else { "suno-v5" };
    let id = case.target.as_deref().unwrap_or(fallback);
    let Some(target) = Target::find(id) else { panic!("there is no target {id}") };
    let others: Vec<&str> = case.others.iter().map(String::as_str).collect();
    let library = StyleLibrary::read(STYLES).unwrap_or_default();
    let context = Context {
        title: case.title.as_deref(),
        styles: &case.styles,
        exclude_styles: &case.exclude,
        other_songs: &others,
        library: Some(&library),
        ..Context::new(target)
    };
    let document = Document::parse(&case.lyrics);
    let sheet = Sheet::new(Lexicon::embedded(), &document, &context);
    lint(&sheet).into_iter().filter(|finding| finding.rule == rule).collect()
}

#[test]
fn every_rule_stands_in_the_data_and_in_the_code_once() {
    let mut in_code: Vec<&str> = CHECKS.iter().map(|(id, _)| *id).collect();
    let mut in_data: Vec<&str> = Rule::all().iter().map(|rule| rule.id.as_str()).collect();
    in_code.sort_unstable();
    in_data.sort_unstable();
    assert_eq!(in_code, in_data);
    in_code.dedup();
    assert_eq!(in_code.len(), in_data.len());
    assert!(in_code.len() >= 40, "{} rules", in_code.len());
    for rule in Rule::all() {
        assert!(!rule.reason.is_empty() && !rule.source.is_empty() && rule.checked.len() == 7, "{}", rule.id);
    }
}

#[test]
fn every_rule_has_examples_and_finds_what_they_say() {
    let examples = examples();
    assert_eq!(examples.len(), CHECKS.len());
    let mut wrong = Vec::new();
    for example in &examples {
        let mut check = |case: &Case, expected: bool, name: &str| {
            if found(&example.rule, case).is_empty() == expected {
                wrong.push(format!(
                    "{}: {name} should {}find ({})",
                    example.rule,
                    if expected { "" } else { "not " },
                    example.why
                ));
            }
        };
        check(&example.valid, false, "valid");
        check(&example.invalid, true, "invalid");
        check(&example.ambiguous, example.finds, "ambiguous");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_place_lies_in_its_line() {
    for example in examples() {
        for case in [&example.invalid, &example.ambiguous] {
            let document = Document::parse(&case.lyrics);
            for finding in found(&example.rule, case) {
                let Some(number) = finding.line else { continue };
                let text = document.line(number).unwrap().text(&document);
                assert!(text.get(finding.start..finding.end).is_some(), "{finding:?} in {text:?}");
            }
        }
    }
}

#[test]
fn a_fix_mends_what_was_found() {
    let mut wrong = Vec::new();
    for example in examples() {
        let before = found(&example.rule, &example.invalid);
        let Some(fix) = before.first().and_then(|finding| finding.fix.clone()) else { continue };
        let document = Document::parse(&example.invalid.lyrics);
        let Example { invalid, rule, .. } = example;
        let mended = Case { lyrics: fix.apply(&document), ..invalid };
        if found(&rule, &mended).len() >= before.len() {
            wrong.push(format!("{rule}: {:?}", mended.lyrics));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_fix_for_another_text_changes_nothing() {
    let case = &examples().into_iter().find(|example| example.rule == "emoji").unwrap().invalid;
    let fix = found("emoji", case)[0].fix.clone().unwrap();
    let short = Document::parse("é");
    assert_eq!(fix.apply(&short), "é");
}
