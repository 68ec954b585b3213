//! `song-master analyze`: a sheet with its measures in the margins, as the editor shows them.

use std::{
    fs::File,
    io::{Read, stdin},
    path::Path,
    process::ExitCode,
};

use songcraft::{
    analysis::{Analysis, Context, LineAnalysis, SectionAnalysis, analyze},
    document::{Document, LineKind},
    lexicon::{Language, Lexicon},
    lint::{Finding, Severity},
    score::Score,
    target::Target,
};

use super::{
    args::AnalyzeArgs,
    failure::{Failure, Outcome},
    say, targets,
};

/// Bytes of a sheet that are read; a long song has a few thousand.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// Measures the sheet and prints it.
pub(crate) fn run(args: &AnalyzeArgs) -> Outcome<ExitCode> {
    let target = Target::find(&args.target).ok_or_else(|| {
        Failure::input(format!("target: there is no “{}”. The targets: {}.", args.target, targets()))
    })?;
    let document = Document::parse(&read(&args.file)?);
    let language = Language::of_code(&args.language);
    let context = Context { title: Some(&args.title), language, ..Context::new(target) };
    let analysis = analyze(Lexicon::embedded(), &document, &context);
    if args.json {
        let json = serde_json::to_string_pretty(&analysis)
            .map_err(|cause| Failure::inside(format!("the analysis cannot be written as JSON: {cause}")))?;
        say(&json)?;
    } else {
        say(&page(&document, &analysis, &context))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> Outcome<String> {
    let name = if path == Path::new("-") { "standard input".into() } else { path.to_string_lossy() };
    let unreadable = |cause: std::io::Error| Failure::input(format!("{name} cannot be read: {cause}"));
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).map_err(unreadable)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)
    };
    if read.map_err(unreadable)? as u64 > MOST_BYTES {
        return Err(Failure::input(format!(
            "{name} is larger than 4 MB; a sheet is a few kilobytes of text"
        )));
    }
    String::from_utf8(bytes).map_err(|cause| {
        let at = cause.utf8_error().valid_up_to();
        Failure::input(format!("{name} is not UTF-8 text (byte {at}); save it as UTF-8 and try again"))
    })
}

/// The sheet with line numbers, syllables, stresses and rhyme letters before each line, findings under their
/// line, and the score at the end.
fn page(document: &Document, analysis: &Analysis, context: &Context<'_>) -> String {
    let mut page = vec![format!("For {}{}\n", context.target.name, claims(context.language))];
    page.extend(findings(analysis, None));
    let stresses = analysis.sections.iter().flat_map(|section| &section.lines);
    let margin = stresses.map(|line| line.stress.len()).max().unwrap_or(0).clamp(6, 16);
    page.push(format!("line  syl  {:margin$}  rhyme", "stress"));
    for (section, header) in analysis.sections.iter().zip(document.sections()) {
        let line = document.lines().get(header.lines.start).filter(|_| header.header.is_some());
        if let Some(line) = line {
            page.push(headed(section, line.text(document), line.number, margin));
            page.extend(findings(analysis, Some(line.number)));
        }
        for line in &section.lines {
            page.push(measured(line, margin));
            page.extend(findings(analysis, Some(line.number)));
        }
    }
    page.push(score(&analysis.score));
    page.join("\n")
}

/// What the margins leave empty in other languages than English.
const fn claims(language: Language) -> &'static str {
    match (language.is_heard(), language.is_counted()) {
        (true, _) => "",
        (_, true) => "; syllables are counted, stress and rhyme are read in English only",
        _ => "; syllables, stress and rhyme are not known in this language",
    }
}

fn headed(section: &SectionAnalysis, header: &str, number: u32, margin: usize) -> String {
    let scheme = if section.scheme.is_empty() { String::new() } else { format!("   {}", section.scheme) };
    format!("{number:>4}       {:margin$}         {}{scheme}", "", shown(header))
}

fn measured(line: &LineAnalysis, margin: usize) -> String {
    let LineAnalysis { number, text, syllables, stress, rhyme, .. } = line;
    let row = match line.kind {
        LineKind::Sung => {
            let letter = rhyme.as_deref().unwrap_or_default();
            let cut: String = stress.chars().take(margin).collect();
            format!("{number:>4}  {syllables:>3}  {cut:margin$}  {letter:<5}  {}", shown(text))
        }
        _ => format!("{number:>4}       {:margin$}         {}", "", shown(text)),
    };
    row.trim_end().to_owned()
}

/// The findings about a line, or about the whole sheet, one under the other.
fn findings(analysis: &Analysis, line: Option<u32>) -> impl Iterator<Item = String> {
    analysis.findings.iter().filter(move |finding| finding.line == line).map(told)
}

fn told(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    let fix = finding.fix.as_ref().map(|fix| format!(" Fix: {}.", fix.label)).unwrap_or_default();
    format!("           {severity}: {}{} ({})", shown(&finding.message), shown(&fix), finding.rule)
}

fn score(score: &Score) -> String {
    let mut lines = vec![format!("\nScore {:.1} of 100", score.total)];
    lines.extend(score.capped.as_ref().map(|reason| format!("  capped: {}", shown(reason))));
    for dimension in &score.dimensions {
        if dimension.weight > 0.0 {
            let filled = (dimension.value.round() as usize).min(10);
            let bar = "█".repeat(filled) + &"░".repeat(10 - filled);
            lines.push(format!(
                "  {:<12} {bar} {:>4.1}  {}",
                dimension.name,
                dimension.value,
                shown(&dimension.note)
            ));
        }
    }
    lines.join("\n")
}

/// Text for a terminal: what would steer it, such as an escape, is shown as a sign.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
