//! Migrations are numbered 0001, 0002, … without a gap, so that a merge that repeats a number is seen.

use std::fs;

use crate::workspace::Workspace;

/// What is wrong with the names of the migrations.
fn faults(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    let mut faults = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let number = format!("{:04}_", index + 1);
        let title = name.strip_prefix(&number).and_then(|rest| rest.strip_suffix(".sql"));
        let is_plain =
            |title: &str| title.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !title.is_some_and(|title| !title.is_empty() && is_plain(title)) {
            faults.push(format!("{name} should be {number}name_of_the_change.sql"));
        }
    }
    faults
}

#[test]
fn migrations_are_numbered_without_gaps() {
    let dir = fs::read_dir(Workspace::here().unwrap().join("migrations")).unwrap();
    let names: Vec<_> = dir.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!names.is_empty());
    assert_eq!(faults(names), Vec::<String>::new());
}

#[test]
fn gaps_and_repeated_numbers_are_found() {
    let names = |names: &[&str]| names.iter().copied().map(String::from).collect();
    assert!(faults(names(&["0002_takes.sql", "0001_initial.sql"])).is_empty());
    assert_eq!(faults(names(&["0001_initial.sql", "0003_takes.sql"])).len(), 1);
    assert_eq!(faults(names(&["0001_initial.sql", "0001_takes.sql"])).len(), 1);
    assert_eq!(faults(names(&["0001_initial.sqlite"])).len(), 1);
}
