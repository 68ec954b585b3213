//! `song-master demo` and `song-master doctor`.

use tempfile::TempDir;

use crate::support::{Server, assert_refused, out, run};

#[test]
fn the_sample_account_can_sign_in_and_the_doctor_finds_nothing() {
    let folder = TempDir::new().expect("a folder");
    let output = run(&folder, &["demo", "--data", "data"]);
    assert!(output.status.success(), "{output:?}");
    let text = out(&output);
    let word =
        |name: &str| text.lines().find_map(|line| line.trim().strip_prefix(name)).expect("a line").trim();
    let form = format!("login={}&password={}", word("name"), word("password"));
    let server = Server::start(&folder, &[]);
    let (head, body) = server.browser().call("sign_in", &form);
    assert!(head.starts_with("HTTP/1.1 200"), "{head}\n{body}");
    let beside = run(&folder, &["doctor", "--data", "data"]);
    assert_eq!((beside.status.code(), out(&beside).as_str()), (Some(0), "data is in good order.\n"));
    assert_refused(&run(&folder, &["demo", "--data", "data"]), 1, "accounts in this data directory already");
}

#[test]
fn the_doctor_names_what_is_wrong_and_ends_with_1() {
    let folder = TempDir::new().expect("a folder");
    run(&folder, &["demo", "--data", "data"]);
    let stray = folder.path().join("data/files/ab");
    std::fs::create_dir_all(&stray).expect("a folder");
    let file = std::fs::File::create(stray.join("stray")).expect("a file");
    // A young file may be one that a worker is about to commit.
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(2);
    file.set_modified(long_ago).expect("a time");
    let output = run(&folder, &["doctor", "--data", "data"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("files/ab/stray"), "{}", out(&output));
    assert!(stray.join("stray").exists(), "the doctor only looks");
}

#[test]
fn the_doctor_makes_no_database_where_none_is() {
    let folder = TempDir::new().expect("a folder");
    assert_refused(&run(&folder, &["doctor", "--data", "data"]), 2, "there is no database in data");
    assert!(!folder.path().join("data").exists());
}
