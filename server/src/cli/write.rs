//! `song-master write`: one song, without a server or a database; by a model if one is named.

use std::{path::Path, process::ExitCode};

use domain::{
    FieldErrors,
    file::FileType,
    generation::GenerationEvent,
    persona::Persona,
    song::{GenerationDefaults, NewSong, SongForm},
    writer::{PRESETS, ProviderKind, WriterForm},
};
use serde_json::{Value, json};
use studio::{
    generation::{BuiltinWriter, Request, Writer, journal::Finished, write_in_memory},
    personas,
    writers::on_the_command_line,
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
    let use_local = song.use_local;
    let request = Request { prompt: song.prompt, persona, use_local, config: song.config };
    let writer = writer(args, &request)?;
    let writing = async {
        write_in_memory(&*writer, &request).await.map_err(|error| Failure::inside(whole_story(&error)))
    };
    let (finished, events) = block_on(writing)?;
    if let Some(path) = &args.cover {
        save_cover(path, &finished)?;
    }
    let text = if args.json { as_json(&request, &finished, &events) } else { as_sheet(&request, &finished) };
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
        // For the rules of the form a model is one of one's own writers; it is made of the flags.
        writer: if args.writer == "builtin" { String::new() } else { "own:0".to_owned() },
        language: args.language.clone(),
        temperature: String::new(),
        use_local: if args.use_local { "on".to_owned() } else { String::new() },
    };
    let random = studio::random_seed().map_err(|error| Failure::inside(whole_story(&error)))?;
    form.check(&GenerationDefaults::default(), random).map_err(|errors| Failure::input(sentences(&errors)))
}

/// Who writes: the built-in writer, or a model that the flags describe.
fn writer(args: &WriteArgs, request: &Request) -> Outcome<Box<dyn Writer>> {
    if args.writer == "builtin" {
        return Ok(Box::new(BuiltinWriter));
    }
    let kind = ProviderKind::from_id(&args.writer).ok_or_else(|| {
        let kinds: Vec<&str> = ProviderKind::ALL.iter().map(|kind| kind.id()).collect();
        Failure::input(format!(
            "writer: there is no “{}”. The writers: builtin, {}.",
            args.writer,
            kinds.join(", ")
        ))
    })?;
    let usual = PRESETS.iter().find(|preset| preset.kind == kind && kind != ProviderKind::OpenAi);
    let base_url = args.base_url.clone().or_else(|| usual.map(|preset| preset.base_url.to_owned()));
    let form = WriterForm {
        name: kind.label().to_owned(),
        kind: kind.id().to_owned(),
        base_url: base_url.unwrap_or_default(),
        model: args.model.clone().unwrap_or_default(),
        ..WriterForm::default()
    };
    let (card, _) = form.check().map_err(|errors| Failure::input(sentences(&errors)))?;
    let key = match &args.key_env {
        Some(name) => Some(
            std::env::var(name)
                .map_err(|_| Failure::input(format!("key-env: the environment has no variable {name}")))?,
        ),
        None => None,
    };
    let writer = on_the_command_line(card, key, request).map_err(Failure::input)?;
    Ok(Box::new(writer))
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
        finished.total,
        request.config.seed,
        finished.sheet.lyrics.trim_end(),
    )
}

/// What each stage took and said.
fn making(events: &[GenerationEvent]) -> Vec<Value> {
    let stage = |event: &GenerationEvent| match event {
        GenerationEvent::StageFinished { step, milliseconds, report, .. } => Some(json!({
            "stage": step.stage.id(),
            "round": step.round,
            "milliseconds": milliseconds,
            "tokens_in": report.spent.tokens_in,
            "tokens_out": report.spent.tokens_out,
            "estimated": report.spent.estimated,
            "cost": report.spent.cost,
            "log": report.log,
        })),
        _ => None,
    };
    events.iter().filter_map(stage).collect()
}

fn as_json(request: &Request, finished: &Finished, events: &[GenerationEvent]) -> String {
    let song = json!({
        "title": finished.sheet.title,
        "lyrics": finished.sheet.lyrics,
        "clean_lyrics": finished.clean_lyrics,
        "metadata": finished.metadata,
        "score": finished.total,
        "judged": finished.metadata.judged,
        "seed": request.config.seed,
        "target": request.config.target,
        "persona": request.persona.as_ref().map(|persona| &persona.name),
        "prompt": request.prompt,
        "making": making(events),
    });
    format!("{song:#}")
}
