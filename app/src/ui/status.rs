use super::{Icon, IconName};
use leptos::{prelude::*, text_prop::TextProp};

/// What state a song, a stage or a job is in, as [`Status`] shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusKind {
    /// Not begun.
    Draft,
    /// In line.
    Waiting,
    /// Under way.
    Running,
    /// Finished.
    Done,
    /// Ended by an error.
    Failed,
    /// Ended by a person.
    Cancelled,
}

impl StatusKind {
    const fn icon(self) -> IconName {
        match self {
            Self::Draft => IconName::List,
            Self::Waiting => IconName::Clock,
            Self::Running => IconName::Pen,
            Self::Done => IconName::Check,
            Self::Failed => IconName::Error,
            Self::Cancelled => IconName::X,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Draft | Self::Waiting | Self::Cancelled => "status",
            Self::Running => "status status--running",
            Self::Done => "status status--done",
            Self::Failed => "status status--failed",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Waiting => "Waiting",
            Self::Running => "Writing",
            Self::Done => "Finished",
            Self::Failed => "Failed",
            Self::Cancelled => "Cancelled",
        }
    }
}

/// A state as a shape and a word; its colour only repeats them.
#[component]
pub fn Status(
    /// Which state.
    #[prop(into)]
    kind: Signal<StatusKind>,
    /// Other words than the state's own: "Writing, round 2".
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    let words = move || label.as_ref().map_or(Oco::Borrowed(kind.get().word()), TextProp::get);
    view! {
        <span class=move || {
            kind.get().class()
        }>{move || view! { <Icon name=kind.get().icon() /> }} <span>{words}</span></span>
    }
}
