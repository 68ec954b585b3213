//! What is known about a song: notes for production, and what it was made with.

use domain::{
    persona::Persona,
    song::{Song, SongMetadata},
};
use leptos::prelude::*;
use songcraft::target::Target;

use crate::ui::CopyButton;

/// Notes for production, each field to be copied where that is of use.
#[component]
pub(super) fn Facts(metadata: SongMetadata) -> impl IntoView {
    let styles = metadata.styles.join(", ");
    let exclude = metadata.exclude_styles.join(", ");
    let tempo = metadata.bpm.map(|bpm| format!("{bpm} BPM")).unwrap_or_default();
    let facts = [
        ("Tempo", tempo),
        ("Key", metadata.key),
        ("Voice", metadata.vocal),
        ("Instruments", metadata.instruments.join(", ")),
        ("Language", metadata.language),
        ("Audience", metadata.audience),
        ("Where it could go", metadata.commercial_potential),
        ("Written by", metadata.writer),
    ];
    view! {
        {(!metadata.description.is_empty()).then(|| view! {
            <section class="panel" aria-labelledby="about-heading">
                <h2 id="about-heading">"About"</h2>
                <p>{metadata.description}</p>
            </section>
        })}
        <CopyFact id="styles" name="Styles" text=styles />
        <CopyFact id="exclude" name="Leave out" text=exclude />
        {facts.iter().any(|(_, text)| !text.is_empty()).then(|| view! {
            <section class="panel" aria-labelledby="production-heading">
                <h2 id="production-heading">"For production"</h2>
                <Definitions facts=facts.to_vec() />
            </section>
        })}
    }
}

#[component]
fn CopyFact(id: &'static str, name: &'static str, text: String) -> impl IntoView {
    (!text.is_empty()).then(|| {
        view! {
            <section class="panel" aria-labelledby=format!("{id}-heading")>
                <h2 id=format!("{id}-heading")>{name} <CopyButton text=text.clone() /></h2>
                <p>{text.clone()}</p>
            </section>
        }
    })
}

/// The prompt and every setting that the song was made with.
#[component]
pub(super) fn Origin(song: Song, persona: Option<Persona>) -> impl IntoView {
    let target =
        Target::find(&song.config.target).map_or(song.config.target.clone(), |target| target.name.clone());
    let persona = match (persona, song.persona) {
        (Some(persona), _) => format!("{}: {}", persona.display_name, persona.styles.join(", ")),
        (None, Some(slug)) => format!("{slug} (no longer there)"),
        (None, None) => "none".to_owned(),
    };
    let facts = vec![
        ("Persona", persona),
        ("Written for", target),
        ("Title asked for", song.config.title.unwrap_or_else(|| "left to the writer".to_owned())),
        ("Review rounds", format!("at most {}", song.config.max_rounds)),
        ("Good enough at", format!("{:.1} of 10", song.config.score_threshold)),
        ("Seed", song.config.seed.to_string()),
        ("Only local models", if song.use_local { "yes" } else { "no" }.to_owned()),
    ];
    view! {
        <section class="panel" aria-labelledby="origin-heading">
            <h2 id="origin-heading">"Made from"</h2>
            <p class="words">{song.prompt}</p>
            <Definitions facts />
        </section>
    }
}

#[component]
fn Definitions(facts: Vec<(&'static str, String)>) -> impl IntoView {
    view! {
        <dl class="definitions">
            {facts
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(name, text)| view! { <dt>{name}</dt> <dd>{text}</dd> })
                .collect_view()}
        </dl>
    }
}
