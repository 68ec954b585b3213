//! Dependencies point down, never up or sideways.

use std::collections::BTreeSet;

use serde_json::Value;

/// Each crate with the crates of this workspace that it may depend on.
const MAY_USE: [(&str, &[&str]); 11] = [
    ("songcraft", &[]),
    ("domain", &["songcraft"]),
    ("songsmith", &["songcraft"]),
    ("store", &["domain"]),
    // For tests alone: a provider that misbehaves on script.
    ("scripted-provider", &[]),
    ("models", &["domain", "scripted-provider"]),
    ("studio", &["models", "store", "songsmith", "domain", "songcraft", "scripted-provider"]),
    ("app", &["studio", "domain", "songcraft"]),
    ("frontend", &["app"]),
    (
        "server",
        &["app", "studio", "models", "store", "songsmith", "domain", "songcraft", "scripted-provider"],
    ),
    ("xtask", &[]),
];

/// Crates from outside with the only crates of ours that may name them; a name ending in `*` is a prefix.
const RESERVED: [(&str, &[&str]); 13] = [
    // xtask makes the database that describes the queries of `store`.
    ("sqlx*", &["store", "xtask"]),
    ("leptos*", &["app", "frontend", "server"]),
    ("axum*", &["app", "server"]),
    ("tower*", &["server"]),
    ("tokio*", &["store", "models", "studio", "server", "scripted-provider", "xtask"]),
    // Connections are made in one place.
    ("genai", &["models"]),
    ("reqwest", &["models"]),
    ("rustls", &["models"]),
    ("argon2", &["studio"]),
    ("clap", &["server"]),
    ("resvg", &["songsmith"]),
    ("web-sys", &["app", "frontend"]),
    ("anyhow", &["server", "xtask"]),
];

/// One line of a Cargo.toml: who depends on whom.
struct Edge {
    from: String,
    to: String,
    within_workspace: bool,
}

fn edges(metadata: &Value) -> Vec<Edge> {
    let packages = metadata["packages"].as_array().unwrap();
    let edges_of = |package: &Value| {
        let from = package["name"].as_str().unwrap().to_owned();
        let dependencies = package["dependencies"].as_array().unwrap().clone();
        dependencies.into_iter().map(move |dependency| Edge {
            from: from.clone(),
            to: dependency["name"].as_str().unwrap().to_owned(),
            within_workspace: !dependency["path"].is_null(),
        })
    };
    packages.iter().flat_map(edges_of).collect()
}

/// Why an edge is not allowed; `None` where it is.
fn objection(edge: &Edge) -> Option<String> {
    let Edge { from, to, within_workspace } = edge;
    if *within_workspace {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| name == from) else {
            return Some(format!("`{from}` has no place in the picture yet"));
        };
        return (!allowed.contains(&to.as_str())).then(|| format!("`{from}` must not depend on `{to}`"));
    }
    let reserved = RESERVED.iter().find(|(name, _)| match name.strip_suffix('*') {
        Some(prefix) => to.starts_with(prefix),
        None => to == name,
    });
    let (_, users) = reserved?;
    (!users.contains(&from.as_str())).then(|| format!("`{to}` is not for `{from}`, but for {users:?}"))
}

#[test]
fn dependencies_point_down() {
    let metadata = super::cargo(&["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let edges = edges(&metadata);
    assert!(edges.len() > 30, "the metadata was not understood");

    let objections: BTreeSet<_> = edges.iter().filter_map(objection).collect();
    assert!(objections.is_empty(), "{objections:#?}");
}

#[test]
fn every_crate_of_the_workspace_has_a_place_in_the_picture() {
    let metadata = super::cargo(&["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let present: BTreeSet<_> = packages.map(|package| package["name"].as_str().unwrap()).collect();
    let drawn: BTreeSet<_> = MAY_USE.iter().map(|&(name, _)| name).collect();
    assert_eq!(present, drawn);
}

#[test]
fn edges_that_point_up_or_sideways_are_refused() {
    let metadata = serde_json::json!({ "packages": [
        { "name": "songcraft", "dependencies": [{ "name": "domain", "path": "/crates/domain" }] },
        { "name": "store", "dependencies": [{ "name": "songsmith", "path": "/crates/songsmith" }] },
        { "name": "app", "dependencies": [{ "name": "sqlx-core" }, { "name": "studio", "path": "/crates/studio" }] },
    ]});
    let objections: Vec<_> = edges(&metadata).iter().filter_map(objection).collect();
    assert_eq!(
        objections,
        [
            "`songcraft` must not depend on `domain`",
            "`store` must not depend on `songsmith`",
            "`sqlx-core` is not for `app`, but for [\"store\", \"xtask\"]",
        ]
    );
}
