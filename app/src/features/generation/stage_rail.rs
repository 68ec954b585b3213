//! The stages in a row: done, under way, to come.

use domain::{generation::Progress, song::SongStatus, stage::Stage};
use leptos::prelude::*;

use crate::ui::{Icon, IconName};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lamp {
    Waiting,
    Running,
    Done,
    Failed,
}

impl Lamp {
    const fn class(self) -> &'static str {
        match self {
            Self::Waiting => "stage stage--waiting",
            Self::Running => "stage stage--running",
            Self::Done => "stage stage--done",
            Self::Failed => "stage stage--failed",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "to come",
            Self::Running => "under way",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    const fn icon(self) -> Option<IconName> {
        match self {
            Self::Waiting => None,
            Self::Running => Some(IconName::Pen),
            Self::Done => Some(IconName::Check),
            Self::Failed => Some(IconName::X),
        }
    }
}

/// The rail.
#[component]
pub(super) fn StageRail(progress: RwSignal<Progress>, max_rounds: u32) -> impl IntoView {
    view! {
        <ol class="stage-rail" aria-label="Stages">
            {Stage::ALL
                .into_iter()
                .map(|stage| {
                    let state = Memo::new(move |_| progress.with(|progress| state_of(progress, stage, max_rounds)));
                    view! {
                        <li class=move || state.get().0.class()>
                            <span class="stage-lamp">{move || state.get().0.icon().map(|name| view! { <Icon name /> })}</span>
                            <span class="stage-name">
                                {stage.label()} <span class="visually-hidden">": " {move || state.get().0.word()}</span>
                            </span>
                            <span class="stage-time">{move || state.get().1}</span>
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
}

fn state_of(progress: &Progress, stage: Stage, max_rounds: u32) -> (Lamp, String) {
    let done: Vec<u64> =
        progress.done.iter().filter(|(step, _)| step.stage == stage).map(|(_, ms)| *ms).collect();
    let running = progress.current.is_some_and(|(step, _)| step.stage == stage);
    let failed = progress.ended.as_ref().is_some_and(|(status, _)| *status == SongStatus::Failed);
    if running {
        let round = progress.current.map_or(0, |(step, _)| step.round);
        return (Lamp::Running, if round > 0 { format!("{round} of {max_rounds}") } else { String::new() });
    }
    if !done.is_empty() {
        return (Lamp::Done, duration(done.iter().sum()));
    }
    let next_undone =
        Stage::ALL.into_iter().find(|stage| !progress.done.iter().any(|(step, _)| step.stage == *stage));
    if failed && next_undone == Some(stage) {
        (Lamp::Failed, String::new())
    } else {
        (Lamp::Waiting, String::new())
    }
}

/// "40 ms" or "2.3 s".
fn duration(milliseconds: u64) -> String {
    if milliseconds < 1_000 {
        format!("{milliseconds} ms")
    } else {
        format!("{:.1} s", milliseconds as f64 / 1_000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{SongId, Timestamp, stage::Step};

    #[test]
    fn a_review_says_its_round_while_it_runs_and_its_time_when_all_are_done() {
        let mut progress = Progress::new(SongId(1));
        progress.current = Some((Step { stage: Stage::Review, round: 2 }, Timestamp(0)));
        assert!(state_of(&progress, Stage::Review, 3) == (Lamp::Running, "2 of 3".to_owned()));
        progress.current = None;
        progress.done = vec![
            (Step { stage: Stage::Review, round: 1 }, 700),
            (Step { stage: Stage::Review, round: 2 }, 600),
        ];
        assert!(state_of(&progress, Stage::Review, 3) == (Lamp::Done, "1.3 s".to_owned()));
    }
}
