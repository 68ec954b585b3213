//! Review: three readers, one revision, one score. The better version stays.

use domain::generation::StageReport;

use songsmith::Reviewer;

use super::{
    Done, Effort, Pipeline, Run, StageOutput, WriterError, best_of, better_of, brief_of, counted, notes,
    report,
};

pub(super) async fn run(pipeline: &Pipeline<'_>, run: &Run, round: u32) -> Result<Done, WriterError> {
    let (brief, best) = (brief_of(run)?, best_of(run)?);
    let mut effort = Effort::default();
    let reviews = effort.of(pipeline.writer.review(brief, best).await?);
    let seed = pipeline.request.config.seed;
    let revised = effort.sheet_of(pipeline.writer.revise(brief, &best.sheet, &reviews, seed, round).await?);
    let (scored, outcome) = better_of(pipeline.writer, brief, best, revised, &mut effort).await?;
    let remarks = reviews.iter().map(|review| review.notes.len()).sum();
    let log = vec![format!("Round {round}: {}. {outcome}", counted(remarks, "remark"))];
    let notes = reviews.iter().map(|review| notes(eye(review.reviewer), &review.notes)).collect();
    let report = StageReport { notes, ..report(&scored, log) };
    Ok(Done::new(StageOutput::Review(scored), report).after(effort))
}

/// What a reviewer looks at, for people.
const fn eye(reviewer: Reviewer) -> &'static str {
    match reviewer {
        Reviewer::Story => "Story and imagery",
        Reviewer::Singability => "Singability and rhyme",
        Reviewer::Hook => "Hook and structure",
    }
}
