//! Repair: only the flagged lines are rewritten; everything else is locked, and that is checked.

use std::collections::BTreeSet;

use songcraft::lint::{Finding, Severity};

use super::{
    Done, Effort, Pipeline, Run, StageOutput, WriterError, best_of, brief_of, counted, report, scored,
};

pub(super) async fn run(pipeline: &Pipeline<'_>, run: &Run) -> Result<Done, WriterError> {
    let (brief, best) = (brief_of(run)?, best_of(run)?);
    let flagged: Vec<Finding> =
        run.findings.iter().filter(|finding| finding.severity != Severity::Hint).cloned().collect();
    let lines: BTreeSet<u32> = flagged.iter().filter_map(|finding| finding.line).collect();
    let mut effort = Effort::default();
    let (scored, sentence) = if lines.is_empty() {
        (best.clone(), "No line needs repair.".to_owned())
    } else {
        let seed = pipeline.request.config.seed;
        let repaired = effort.sheet_of(pipeline.writer.repair(brief, &best.sheet, &flagged, seed).await?);
        if repaired == best.sheet {
            (best.clone(), "The flagged lines stay as they are.".to_owned())
        } else if only_changed(&best.sheet.lyrics, &repaired.lyrics, &lines) {
            let scored = scored(pipeline.writer, brief, repaired, &mut effort).await?;
            let sentence =
                format!("{} looked at again; all others are as they were.", counted(lines.len(), "line"));
            (scored, sentence)
        } else {
            (best.clone(), "The repair touched lines that were locked; it was not taken.".to_owned())
        }
    };
    let report = report(&scored, vec![sentence]);
    Ok(Done::new(StageOutput::Repair(scored), report).after(effort))
}

/// Whether two sheets differ in the named lines at most.
fn only_changed(before: &str, after: &str, lines: &BTreeSet<u32>) -> bool {
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    before.len() == after.len()
        && (1u32..)
            .zip(before.iter().zip(&after))
            .all(|(line, (old, new))| old == new || lines.contains(&line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repair_may_change_flagged_lines_only() {
        let flagged = BTreeSet::from([2]);
        assert!(only_changed("a\nb\nc", "a\nX\nc", &flagged));
        assert!(!only_changed("a\nb\nc", "a\nX\nY", &flagged));
        assert!(!only_changed("a\nb\nc", "a\nc", &flagged));
    }
}
