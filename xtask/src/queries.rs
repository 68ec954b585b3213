//! `.sqlx`: what the query macros of `store` know of the database when there is none to ask.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::shell;
use crate::workspace::Workspace;

/// File name → content.
type Queries = BTreeMap<String, String>;

/// `cargo xtask queries [--check]`.
pub(crate) fn run(workspace: &Workspace, args: &[String]) -> Result<()> {
    match args {
        [] => renew(workspace),
        [flag] if flag == "--check" => check(workspace),
        _ => bail!("`queries` knows no option but --check"),
    }
}

/// Describes every query against a database made from the migrations.
///
/// # Errors
///
/// When a query does not fit the schema, or when `.sqlx` says something else.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let described = describe(workspace)?;
    let difference = difference(&read(&workspace.join(".sqlx"))?, &described);
    if !difference.is_empty() {
        bail!(
            ".sqlx is out of date ({} files differ): run `cargo xtask queries` and commit",
            difference.len()
        );
    }
    println!("queries: .sqlx is current ({} queries)", described.len());
    Ok(())
}

/// As `check`, but makes `.sqlx` say what the database says.
fn renew(workspace: &Workspace) -> Result<()> {
    let dir = workspace.join(".sqlx");
    let described = describe(workspace)?;
    let difference = difference(&read(&dir)?, &described);
    fs::create_dir_all(&dir).context(".sqlx cannot be made")?;
    for name in &difference {
        match described.get(name) {
            Some(query) => fs::write(dir.join(name), query),
            None => fs::remove_file(dir.join(name)),
        }
        .with_context(|| format!(".sqlx/{name} cannot be renewed"))?;
    }
    println!("queries: {} described, {} files of .sqlx changed", described.len(), difference.len());
    Ok(())
}

/// Has the macros describe all queries of `store` into a directory of their own, so that a query that does not
/// fit leaves the committed files as they are.
fn describe(workspace: &Workspace) -> Result<Queries> {
    let scratch = workspace.notes().join("queries");
    if scratch.exists() {
        fs::remove_dir_all(&scratch).context("target/xtask/queries cannot be emptied")?;
    }
    let described = scratch.join("described");
    fs::create_dir_all(&described).context("target/xtask/queries cannot be made")?;

    println!("queries: a database from the migrations, then every query described by it");
    let database = scratch.join("schema.db");
    let migrate = ["run", "--quiet", "-p", "xtask", "--example", "migrate", "--"];
    shell::run(workspace.cargo().args(migrate).arg(&database))?;

    let mut check = workspace.cargo();
    check
        .args(["check", "-p", "store", "--all-targets"])
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", &described)
        .env("DATABASE_URL", format!("sqlite://{}", database.display()));
    while_touched(&workspace.join("crates/store"), || shell::run(&mut check))?;
    read(&described)
}

/// Cargo does not know that the macros read the database: the sources look changed while `run` runs, and have
/// their times back afterwards, so that nothing else is compiled again.
fn while_touched(krate: &Path, run: impl FnOnce() -> Result<()>) -> Result<()> {
    let mut sources = Vec::new();
    crate::lines::rust_files(krate, &mut sources)?;
    let now = SystemTime::now();
    let mut times = Vec::new();
    for source in sources {
        let before = fs::metadata(&source).and_then(|file| file.modified());
        set_modified(&source, now)?;
        times.push((source, before?));
    }
    let outcome = run();
    for (source, before) in times {
        set_modified(&source, before)?;
    }
    outcome
}

fn set_modified(file: &Path, time: SystemTime) -> Result<()> {
    let opened = fs::File::options().append(true).open(file);
    opened
        .and_then(|opened| opened.set_modified(time))
        .with_context(|| format!("the time of {} cannot be set", file.display()))
}

/// The query files of a directory; none where there is no directory.
fn read(dir: &Path) -> Result<Queries> {
    if !dir.exists() {
        return Ok(Queries::new());
    }
    let mut queries = Queries::new();
    for entry in fs::read_dir(dir).with_context(|| format!("{} cannot be read", dir.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("query-") {
            let query = fs::read_to_string(entry.path()).with_context(|| format!("{name} cannot be read"))?;
            queries.insert(name, query);
        }
    }
    Ok(queries)
}

/// Names of the files that are new, changed, or of no use any more.
fn difference(committed: &Queries, described: &Queries) -> Vec<String> {
    let names: std::collections::BTreeSet<_> = committed.keys().chain(described.keys()).collect();
    names.into_iter().filter(|&name| committed.get(name) != described.get(name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queries(files: &[(&str, &str)]) -> Queries {
        files.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect()
    }

    #[test]
    fn new_changed_and_stale_queries_differ_and_equal_ones_do_not() {
        let committed = queries(&[("query-a", "1"), ("query-b", "1"), ("query-c", "1")]);
        let described = queries(&[("query-a", "1"), ("query-b", "2"), ("query-d", "1")]);
        assert_eq!(difference(&committed, &described), ["query-b", "query-c", "query-d"]);
        assert!(difference(&committed, &committed).is_empty());
    }

    #[test]
    fn sources_have_their_times_back_after_a_failed_check() {
        let scratch = tempfile::tempdir().unwrap();
        let source = scratch.path().join("lib.rs");
        fs::write(&source, "//! A crate.").unwrap();
        let before = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        set_modified(&source, before).unwrap();

        let outcome = while_touched(scratch.path(), || {
            assert!(fs::metadata(&source)?.modified()? > before);
            bail!("no such column")
        });

        assert!(outcome.is_err());
        assert_eq!(fs::metadata(&source).unwrap().modified().unwrap(), before);
    }

    #[test]
    fn other_files_in_the_directory_are_left_alone() {
        let scratch = tempfile::tempdir().unwrap();
        fs::write(scratch.path().join("query-1.json"), "{}").unwrap();
        fs::write(scratch.path().join("README.md"), "about").unwrap();
        assert_eq!(read(scratch.path()).unwrap(), queries(&[("query-1.json", "{}")]));
    }
}
