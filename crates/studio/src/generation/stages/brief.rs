//! Brief: what the writer understood of the prompt, and what it passed over.

use domain::generation::StageReport;
use songsmith::{PersonaCard, Wishes};

use super::{Done, Pipeline, StageOutput, WriterError};

pub(super) async fn run(pipeline: &Pipeline<'_>) -> Result<Done, WriterError> {
    let request = pipeline.request;
    let persona = request.persona.as_ref().map(|persona| PersonaCard {
        name: persona.name.clone(),
        display_name: persona.display_name.clone(),
        styles: persona.styles.clone(),
        visual_styles: persona.visual_styles.clone(),
    });
    let wishes = Wishes {
        prompt: request.prompt.clone(),
        title: request.config.title.clone(),
        persona,
        styles: request.config.styles.clone(),
        target: request.config.target.clone(),
        seed: request.config.seed,
    };
    let brief = pipeline.writer.brief(wishes).await?;
    let log = brief.understood.iter().chain(&brief.ignored).cloned().collect();
    let report = StageReport { log, ..StageReport::default() };
    Ok(Done::new(StageOutput::Brief { brief: Box::new(brief) }, report))
}
