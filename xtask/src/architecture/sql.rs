//! `store` is the only crate that contains SQL.

mod literals;

use std::fs;
use std::path::{Path, PathBuf};

use self::literals::Source;
use crate::lines::rust_files;
use crate::workspace::Workspace;

/// Where SQL would be a fault. xtask is left out: this test names statements, and it is never shipped.
const WITHOUT_SQL: [&str; 3] = ["app", "frontend", "server"];

/// Pairs of words that together make a statement, wherever they stand in a literal.
const STATEMENTS: [(&str, &str); 10] = [
    ("SELECT", "FROM"),
    ("INSERT", "INTO"),
    ("UPDATE", "SET"),
    ("DELETE", "FROM"),
    ("CREATE", "TABLE"),
    ("CREATE", "INDEX"),
    ("ALTER", "TABLE"),
    ("DROP", "TABLE"),
    ("BEGIN", "IMMEDIATE"),
    ("VACUUM", "INTO"),
];

/// Whether a literal is SQL: its keywords in capitals anywhere, or in small letters from its beginning.
/// Sentences for people begin with a capital and go on without ("Select a persona from the list").
fn is_statement(literal: &str) -> bool {
    let words: Vec<_> =
        literal.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let follows = |first: &str, second: &str| {
        let start = words.iter().position(|word| *word == first);
        start.is_some_and(|start| words[start..].contains(&second))
    };
    let begins = |first: &str| words.first().is_some_and(|word| *word == first);
    STATEMENTS.iter().any(|(first, second)| {
        let (small_first, small_second) = (first.to_lowercase(), second.to_lowercase());
        follows(first, second) || (begins(&small_first) && follows(&small_first, &small_second))
    }) || begins("PRAGMA")
}

/// What is SQL in a source text: statements in literals and mentions of sqlx in code.
fn sql_in(text: &str) -> Vec<String> {
    let Source { literals, code } = literals::split(text);
    let mut found: Vec<_> = literals.into_iter().filter(|literal| is_statement(literal)).collect();
    let mentions_sqlx = code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "sqlx");
    found.extend(mentions_sqlx.then(|| "sqlx".to_owned()));
    found
}

fn crates_without_sql(workspace: &Workspace) -> Vec<PathBuf> {
    let crates = fs::read_dir(workspace.join("crates")).unwrap().map(|entry| entry.unwrap().path());
    let others = crates.filter(|path| !path.ends_with("store"));
    WITHOUT_SQL.iter().map(|dir| workspace.join(dir)).chain(others).collect()
}

fn report(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let sql_of = |file: &PathBuf| {
        let text = fs::read_to_string(file).unwrap();
        let name = file.strip_prefix(root).unwrap().display().to_string();
        sql_in(&text).into_iter().map(move |sql| format!("{name}: {sql}"))
    };
    files.iter().flat_map(sql_of).collect()
}

#[test]
fn only_the_store_contains_sql() {
    let workspace = Workspace::here().unwrap();
    let mut files = Vec::new();
    for dir in crates_without_sql(&workspace) {
        rust_files(&dir, &mut files).unwrap();
    }
    assert!(files.len() > 8, "the sources were not found");
    assert_eq!(report(workspace.root(), &files), Vec::<String>::new());
}

#[test]
fn a_planted_statement_is_found_in_every_kind_of_literal() {
    for planted in [
        r#"let q = "SELECT id FROM songs WHERE owner = $1";"#,
        "let q = r#\"\n  INSERT INTO songs (id) VALUES ($1)\"#;",
        r#"let q = concat!("UPDATE songs ", "x"); let r = b"UPDATE songs SET title = ''";"#,
        r#"fn f() { run("delete from songs") }"#,
        "let q = \"PRAGMA foreign_keys = ON\";",
        "use sqlx::query;",
    ] {
        assert_eq!(sql_in(planted).len(), 1, "{planted}");
    }
}

#[test]
fn comments_and_sentences_are_not_sql() {
    let text = r#"
        //! Calls SELECT … FROM through the store, never sqlx itself.
        /* INSERT INTO nothing, /* nested */ sqlx */
        let hint = "Select a persona from the list, then update it and set a title.";
        let note = "Your song was deleted from the project.";
        let quote = '"'; let life: &'static str = "DELETE";
    "#;
    assert_eq!(sql_in(text), Vec::<String>::new());
}
