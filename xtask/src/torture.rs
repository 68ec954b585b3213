//! `cargo xtask torture`: what takes too long for every change. The server is killed at random moments, again and again, while
//! a model writes songs, and nothing may be lost or doubled.

use std::{
    fs,
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Result, bail, ensure};
use serde_json::Value;

use crate::{
    bench::{Desk, Server},
    build,
    scripted::{self, Provider},
    shell,
    workspace::Workspace,
};

/// Times that the server is killed.
const KILLS: u32 = 200;
/// Songs that are being written meanwhile.
const SONGS: usize = 40;
/// Milliseconds that a server lives, at least and at most.
const LIFE: (u64, u64) = (150, 2_500);
/// The longest that the songs may take once nobody is killed any more.
const PATIENCE: Duration = Duration::from_mins(10);

/// Kills, and then looks.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    build::release(workspace)?;
    scripted::build(workspace)?;
    let data = workspace.notes().join("torture");
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    fs::create_dir_all(&data)?;
    let provider = Provider::start(workspace, 3, false)?;
    let mut desk = Desk::open(workspace, &data, &provider, SONGS)?;
    for number in 0..SONGS {
        desk.ask_for_a_song(number)?;
    }
    let person = desk.person();
    let mut server = desk.into_server();
    // A seed of its own, printed, so that a failure can be run again.
    let mut seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0x5eed_u64);
    println!("torture: {KILLS} kills, seed {seed}");
    for number in 1..=KILLS {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        sleep(Duration::from_millis(LIFE.0 + (seed >> 33) % (LIFE.1 - LIFE.0)));
        drop(server);
        server = Server::start_with(workspace, &data, SONGS)?.0;
        if number % 20 == 0 {
            println!("torture: {number} kills");
        }
    }
    let begun = Instant::now();
    let songs = loop {
        let songs: Value = person.get(&server, "/api/list_songs", &[("offset", "0")])?;
        let songs = songs.as_array().cloned().unwrap_or_default();
        if songs.len() == SONGS
            && songs.iter().all(|song| song["status"] != "pending" && song["status"] != "generating")
        {
            break songs;
        }
        ensure!(begun.elapsed() < PATIENCE, "the songs do not end");
        sleep(Duration::from_millis(500));
    };
    let mut texts = std::collections::BTreeSet::new();
    for song in &songs {
        if song["status"] != "completed" {
            bail!("a song is {}", song["status"]);
        }
        let id = song["id"].to_string();
        let whole: Value = person.get(&server, "/api/get_song", &[("id", &id)])?;
        texts.insert(whole["song"]["lyrics"].to_string());
        let making: Value = person.get(&server, "/api/song_making", &[("id", &id)])?;
        let stages = making["stages"].as_array().map_or(0, Vec::len);
        ensure!(stages == 9, "song {id} has {stages} stages");
    }
    ensure!(texts.len() == 1, "the songs have {} different texts, and the model wrote one", texts.len());
    drop(server);
    shell::run(workspace.command(workspace.server_binary()).args(["doctor", "--data"]).arg(&data))?;
    println!("torture: {SONGS} songs through {KILLS} kills: nothing lost, nothing doubled");
    Ok(())
}
