//! Starts that are refused: one line, code 2.

use std::net::TcpListener;

use tempfile::TempDir;

use crate::support::{Server, assert_refused, err, program, run};

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}

#[test]
fn a_taken_port_is_said_before_any_data_is_touched() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    let output = run(&folder, &["serve", "--addr", &address, "--data", "data"]);
    assert_refused(&output, 2, "is taken by another program");
    assert!(err(&output).contains(&address));
    assert!(!folder.path().join("data").exists());
}

#[test]
fn a_data_directory_that_is_none_is_refused() {
    let folder = folder();
    std::fs::write(folder.path().join("data"), "a file").expect("a file");
    let output = run(&folder, &["serve", "--addr", "127.0.0.1:0", "--data", "data"]);
    assert_refused(&output, 2, "the data directory data cannot be used");
}

#[test]
fn a_newer_database_is_refused() {
    let folder = folder();
    let database = folder.path().join("data").join(studio::DATABASE_FILE);
    std::fs::create_dir(folder.path().join("data")).expect("a folder");
    // Its table of migrations, and nothing else, says that a later program was here.
    let newer = include_bytes!("newer.db");
    std::fs::write(&database, newer).expect("a database");
    for arguments in
        [&["serve", "--addr", "127.0.0.1:0", "--data", "data"][..], &["doctor", "--data", "data"]]
    {
        assert_refused(&run(&folder, arguments), 2, "newer version of Song Master");
    }
}

#[test]
fn an_unknown_key_of_the_settings_file_is_named() {
    let folder = folder();
    std::fs::write(folder.path().join("song-master.toml"), "data = \"data\"\nadress = \"x\"\n")
        .expect("a file");
    assert_refused(&run(&folder, &["serve"]), 2, "line 2: unknown field `adress`");
    let missing = ["serve", "--config", "other.toml"];
    assert_refused(&run(&folder, &missing), 2, "there is no file other.toml");
}

#[test]
fn a_flag_counts_more_than_the_environment_and_that_more_than_the_file() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    let file = "addr = \"127.0.0.1:0\"\ndata = \"from-file\"\nlog = \"warn\"\n";
    std::fs::write(folder.path().join("song-master.toml"), file).expect("a file");
    let from_environment =
        program(&folder).arg("serve").env("SONG_MASTER_ADDR", &address).output().expect("a run");
    assert_refused(&from_environment, 2, "is taken");
    let flagged = ["serve", "--addr", "not an address"];
    let from_flag = program(&folder).args(flagged).env("SONG_MASTER_ADDR", &address).output().expect("a run");
    assert_refused(&from_flag, 2, "cannot listen on not an address");
}

#[test]
fn the_line_that_names_the_address_comes_when_the_server_answers() {
    let folder = folder();
    let server = Server::start(&folder, &[]);
    let (head, _) = server.browser().call("current_user", "");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
}
