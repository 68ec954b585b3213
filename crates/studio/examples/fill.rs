//! Fills an empty data directory with one account and many songs, for the benchmarks.
//!
//! `cargo run --release -p studio --example fill -- DIR SONGS USERNAME PASSWORD`

use std::{error::Error, path::PathBuf, sync::Arc};

use domain::{project::ProjectFields, song::GenerationConfig};
use serde_json::json;
use store::{DemoProject, DemoSong, Store};
use studio::{Clock as _, DATABASE_FILE, Studio, SystemClock, accounts::Visitor};

/// Songs of one transaction.
const BATCH: usize = 1_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, songs, username, password] = arguments.as_slice() else {
        return Err("usage: fill DIR SONGS USERNAME PASSWORD".into());
    };
    let (folder, songs) = (PathBuf::from(folder), songs.parse::<usize>()?);
    let studio = Studio::open(&folder, Arc::new(SystemClock)).await?;
    let (user, _) = studio.sign_up(username, "bench@example.com", password, &Visitor::default()).await?;
    studio.close().await;

    let store = Store::open(&folder.join(DATABASE_FILE)).await?;
    let now = SystemClock.now();
    store.set_system_setting("max_songs_per_user", &json!(songs + 1_000), now).await?;
    let fields = ProjectFields { name: "A shelf of songs".to_owned(), description: String::new() };
    for batch in 0..songs.div_ceil(BATCH) {
        let numbers = batch * BATCH..songs.min((batch + 1) * BATCH);
        let texts: Vec<[String; 3]> = numbers.map(texts).collect();
        let filled: Vec<DemoSong<'_>> = texts.iter().map(song).collect();
        let project = DemoProject { fields: &fields, settings: json!({}) };
        store.fill_with_demo(user.id, &project, &filled, &[], now).await?;
    }
    store.close().await;
    println!("{songs} songs for {username}");
    Ok(())
}

/// Title, prompt and lyrics of a song; about 1,500 characters, no two alike.
fn texts(number: usize) -> [String; 3] {
    let verse = |part: usize| {
        format!(
            "[Verse {part}]\n[Female Vocal]\nThe harbour wakes at number {number}\nYour letter {part} is by the door\n\
             I count the steps from here to midnight\nAnd sweep the {number} crumbs off the floor\n\n\
             [Chorus]\n[Duet]\nLeave the porch light on for {number}\nI'll be home by dawn\n\n"
        )
    };
    let lyrics = (1..=6).map(verse).collect();
    [format!("Song number {number}"), format!("A slow waltz about house number {number} by the sea"), lyrics]
}

fn song([title, prompt, lyrics]: &[String; 3]) -> DemoSong<'_> {
    DemoSong {
        title,
        prompt,
        persona: "antidote",
        lyrics: Some(lyrics),
        score: 80.0,
        config: GenerationConfig { seed: 1, ..GenerationConfig::default() },
    }
}
