//! What the browser must not be sent: databases, servers, password hashing, heavy crates with light replacements.

use std::collections::BTreeSet;

/// Crates that must not be in the browser's graph; a name ending in `*` is a prefix. `mio` stands for tokio's `net`.
const FORBIDDEN: [&str; 10] =
    ["argon2", "chrono", "hyper*", "libsqlite3-sys", "mio", "reqwest", "rustls*", "sqlx*", "studio", "store"];

/// Leptos reads its own configuration with `regex`, on the server only; the linker leaves it out of the module.
const BRINGS_REGEX: &str = "leptos_config";

/// What `cargo tree` prints for the browser's half, one `name version` a line.
fn tree(more: &[&str]) -> String {
    let browser = ["tree", "-p", "frontend", "--target", "wasm32-unknown-unknown"];
    let plain = ["-e", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"];
    super::cargo(&[&browser[..], &plain, more].concat())
}

fn names(tree: &str) -> BTreeSet<&str> {
    tree.lines().filter_map(|line| line.split_whitespace().next()).collect()
}

fn forbidden_in<'a>(names: &BTreeSet<&'a str>) -> Vec<&'a str> {
    let is_forbidden = |name: &str| {
        FORBIDDEN.iter().any(|pattern| match pattern.strip_suffix('*') {
            Some(prefix) => name.starts_with(prefix),
            None => name == *pattern,
        })
    };
    names.iter().copied().filter(|name| is_forbidden(name)).collect()
}

#[test]
fn the_browser_is_sent_no_server_code() {
    let tree = tree(&[]);
    let names = names(&tree);
    assert!(names.contains("wasm-bindgen") && names.contains("songcraft"), "the tree was not understood");
    assert_eq!(forbidden_in(&names), Vec::<&str>::new());
}

#[test]
fn regex_comes_into_the_browsers_graph_only_through_leptos_own_configuration() {
    let all = tree(&[]);
    if !names(&all).contains("regex") {
        return;
    }
    let users = tree(&["--invert", "regex", "--depth", "1"]);
    assert_eq!(names(&users), BTreeSet::from(["regex", BRINGS_REGEX]));
}

#[test]
fn server_code_in_the_graph_is_found() {
    let names = names("frontend v0.1.0 (/frontend)\nsqlx-core v0.9.0\nmio v1.0.0\nsongcraft v0.1.0\n");
    assert_eq!(forbidden_in(&names), ["mio", "sqlx-core"]);
}
