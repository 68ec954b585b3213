//! `song-master write`: one song, without a server, a database or a network.

use std::{path::Path, process::ExitCode};

use domain::{
    FieldErrors,
    file::FileType,
    persona::Persona,
    song::{GenerationDefaults, NewSong, SongForm},
};
use serde_json::json;
use studio::{
    generation::{Request, journal::Finished, write_in_memory},
    personas,
};

use super::{
    args::WriteArgs,
    block_on,
    failure::{Failure, Outcome, whole_story},
    say, targets,
};

/// Writes the song and prints it.
pub(crate) fn run(args: &WriteArgs) -> Outcome<ExitCode> {
    let song = check(args)?;
    let persona = find_persona(song.persona.as_deref())?.or_else(|| personas::shipped_in(&song.prompt));
    let request = Request { prompt: song.prompt, persona, config: song.config };
    let writing =
        async { write_in_memory(&request).await.map_err(|error| Failure::inside(whole_story(&error))) };
    let finished = block_on(writing)?;
    if let Some(path) = &args.cover {
        save_cover(path, &finished)?;
    }
    let text = if args.json { as_json(&request, &finished) } else { as_sheet(&request, &finished) };
    say(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The rules of the new-song form, word for word.
fn check(args: &WriteArgs) -> Outcome<NewSong> {
    let form = SongForm {
        prompt: args.prompt.clone(),
        title: args.title.clone(),
        persona: args.persona.clone(),
        rounds: args.rounds.clone(),
        threshold: args.threshold.clone(),
        target: args.target.clone(),
        seed: args.seed.clone(),
        styles: args.styles.clone(),
    };
    let random = studio::random_seed().map_err(|error| Failure::inside(whole_story(&error)))?;
    form.check(&GenerationDefaults::default(), random).map_err(|errors| Failure::input(sentences(&errors)))
}

fn sentences(errors: &FieldErrors) -> String {
    let mut sentences: Vec<String> =
        errors.iter().map(|(field, sentence)| format!("{field}: {sentence}")).collect();
    if errors.get("target").is_some() {
        sentences.push(format!("The targets: {}.", targets()));
    }
    sentences.join(" ")
}

fn find_persona(slug: Option<&str>) -> Outcome<Option<Persona>> {
    let Some(slug) = slug else { return Ok(None) };
    personas::shipped(slug).map(Some).ok_or_else(|| {
        let known: Vec<&str> = personas::SHIPPED.iter().map(|(slug, _)| *slug).collect();
        Failure::input(format!("persona: there is no “{slug}”. The personas: {}.", known.join(", ")))
    })
}

fn save_cover(path: &Path, finished: &Finished) -> Outcome<()> {
    let cover = finished.files.iter().find(|file| file.file_type == FileType::Artwork);
    let cover = cover.ok_or_else(|| Failure::inside("the song has no cover"))?;
    std::fs::write(path, &cover.bytes)
        .map_err(|cause| Failure::input(format!("the cover cannot be saved as {}: {cause}", path.display())))
}

fn as_sheet(request: &Request, finished: &Finished) -> String {
    format!(
        "{}\n\nStyles  {}\nScore   {:.1} of 100\nSeed    {}\n\n{}",
        finished.sheet.title,
        finished.metadata.styles.join(", "),
        finished.score.total,
        request.config.seed,
        finished.sheet.lyrics.trim_end(),
    )
}

fn as_json(request: &Request, finished: &Finished) -> String {
    let song = json!({
        "title": finished.sheet.title,
        "lyrics": finished.sheet.lyrics,
        "clean_lyrics": finished.clean_lyrics,
        "metadata": finished.metadata,
        "score": finished.score.total,
        "seed": request.config.seed,
        "target": request.config.target,
        "persona": request.persona.as_ref().map(|persona| &persona.name),
        "prompt": request.prompt,
    });
    format!("{song:#}")
}
