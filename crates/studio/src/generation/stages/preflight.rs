//! Preflight: the target's lint, the same that the editor shows while typing.

use domain::generation::StageReport;
use songcraft::{
    analysis::{Context, analyze},
    document::Document,
    lexicon::{Language, Lexicon},
    lint::{Finding, Severity},
    target::Target,
};

use super::{Done, Effort, Pipeline, Run, StageOutput, WriterError, best_of, brief_of, counted, notes};

pub(super) async fn run(pipeline: &Pipeline<'_>, run: &Run) -> Result<Done, WriterError> {
    let (brief, sheet) = (brief_of(run)?, &best_of(run)?.sheet);
    let target = Target::find(&pipeline.request.config.target).unwrap_or_else(Target::default_target);
    let (styles, exclude_styles) = (songsmith::styles(brief), songsmith::exclude_styles(brief));
    let context = Context {
        title: Some(&sheet.title),
        styles: &styles,
        exclude_styles: &exclude_styles,
        library: Some(songsmith::library()),
        language: Language::of_code(&brief.language),
        ..Context::new(target)
    };
    let mut findings = analyze(Lexicon::embedded(), &Document::parse(&sheet.lyrics), &context).findings;
    findings.sort_by_key(|finding| (finding.severity, finding.line));
    let mut effort = Effort::default();
    let mut log = vec![summary(&findings, &target.name)];
    let fit = effort.of(pipeline.writer.fit(sheet).await?);
    log.extend(fit.as_ref().map(|missing| match missing.len() {
        0 => "The song does what the prompt asks for.".to_owned(),
        count => format!("Of what the prompt asks for, {} not in the song.", are(count)),
    }));
    let notes = fit.iter().map(|missing| notes("Fit to the prompt", missing)).collect();
    let report = StageReport { log, findings: findings.clone(), notes, ..StageReport::default() };
    Ok(Done::new(StageOutput::Preflight { findings }, report).after(effort))
}

fn are(count: usize) -> String {
    if count == 1 { "1 thing is".to_owned() } else { format!("{count} things are") }
}

fn summary(findings: &[Finding], target: &str) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => format!("Nothing stands in the way of {target}."),
        (errors, warnings) => {
            format!("For {target}: {}, {}.", counted(errors, "error"), counted(warnings, "warning"))
        }
    }
}
