//! Resources: which persona and styles will colour the song.

use domain::generation::StageReport;

use super::{Done, Pipeline, Run, StageOutput, WriterError, brief_of};

pub(super) fn run(pipeline: &Pipeline<'_>, run: &Run) -> Result<Done, WriterError> {
    let brief = brief_of(run)?;
    let persona = pipeline.request.persona.as_ref();
    let styles = persona.map_or_else(|| vec![brief.genre.clone()], |persona| persona.styles.clone());
    let sentence = match persona {
        Some(persona) => format!("Persona {}: {}.", persona.display_name, styles.join(", ")),
        None => format!("No persona chosen; the song is a {}.", brief.genre),
    };
    let output =
        StageOutput::Resources { persona: persona.map(|persona| persona.display_name.clone()), styles };
    Ok(Done::new(output, StageReport { log: vec![sentence], ..StageReport::default() }))
}
