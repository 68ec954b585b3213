//! Draws covers into a folder, to be looked at: `cargo run -p songsmith --example covers -- FOLDER [COUNT]`.

use std::path::PathBuf;
use std::time::Instant;

use songsmith::cover::{CoverBrief, Family, draw};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "covers".to_owned()));
    let count: usize = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(40);
    std::fs::create_dir_all(&folder)?;
    let subjects = [
        ("ferry", "bittersweet"),
        ("train", "melancholy"),
        ("garden", "hopeful"),
        ("dragon", "epic"),
        ("kitchen", "grateful"),
        ("city", "lonely"),
        ("love", "tender"),
        ("road", "weary"),
        ("ghost", "eerie"),
        ("party", "joyful"),
        ("forest", "calm"),
        ("band", "defiant"),
        ("coffee", "wry"),
    ];
    for index in 0..count {
        let (theme, mood) = subjects[index % subjects.len()];
        let brief =
            CoverBrief { mood: mood.to_owned(), themes: vec![theme.to_owned()], ..CoverBrief::default() };
        let family = Family::ALL[index % Family::ALL.len()];
        let start = Instant::now();
        let cover = draw(&brief, index as u64, Some(family))?;
        println!(
            "{index:02} {family:?} {theme}: {} ms, {} bytes",
            start.elapsed().as_millis(),
            cover.picture.png.len()
        );
        std::fs::write(folder.join(format!("{index:02}.png")), cover.picture.png)?;
        std::fs::write(folder.join(format!("{index:02}.webp")), cover.picture.thumbnail)?;
    }
    Ok(())
}
