//! Writes a song from the command line of a developer: `cargo run -p songsmith --example write -- "PROMPT" [SEED]`.

use songsmith::{Wishes, draft, read_brief};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let prompt =
        arguments.next().unwrap_or_else(|| "A slow waltz about the last ferry of the season".to_owned());
    let seed = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1);
    let wishes = Wishes { prompt, target: "suno-v5".to_owned(), seed, ..Wishes::default() };
    let brief = read_brief(&wishes)?;
    for sentence in brief.understood.iter().chain(&brief.ignored) {
        println!("# {sentence}");
    }
    let draft = draft(&brief, seed);
    println!("\n{}\n\n{}", draft.title, draft.lyrics);
    Ok(())
}
