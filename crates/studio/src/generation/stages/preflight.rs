//! Preflight: the target's lint, the same that the editor shows while typing.

use domain::generation::StageReport;
use songcraft::{
    analysis::{Context, analyze},
    document::Document,
    lexicon::Lexicon,
    lint::{Finding, Severity},
    target::Target,
};

use super::{Done, Pipeline, Run, StageOutput, WriterError, best_of, brief_of, counted};

pub(super) fn run(pipeline: &Pipeline<'_>, run: &Run) -> Result<Done, WriterError> {
    let (brief, sheet) = (brief_of(run)?, &best_of(run)?.sheet);
    let target = Target::find(&pipeline.request.config.target).unwrap_or_else(Target::default_target);
    let (styles, exclude_styles) = (songsmith::styles(brief), songsmith::exclude_styles(brief));
    let context = Context {
        title: Some(&sheet.title),
        styles: &styles,
        exclude_styles: &exclude_styles,
        library: Some(songsmith::library()),
        ..Context::new(target)
    };
    let mut findings = analyze(Lexicon::embedded(), &Document::parse(&sheet.lyrics), &context).findings;
    findings.sort_by_key(|finding| (finding.severity, finding.line));
    let report = StageReport {
        log: vec![summary(&findings, &target.name)],
        findings: findings.clone(),
        ..StageReport::default()
    };
    Ok(Done::new(StageOutput::Preflight { findings }, report))
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
