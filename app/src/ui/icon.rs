use leptos::prelude::*;

/// The pictures that [`Icon`] can draw.
///
/// Drawn for this program on a grid of 24 units with a stroke of 1.75 and round ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// Go back.
    ArrowLeft,
    /// Done, accepted.
    Check,
    /// More below; opens a menu.
    ChevronDown,
    /// More inside; a step deeper.
    ChevronRight,
    /// Time, waiting.
    Clock,
    /// Copy to the clipboard.
    Copy,
    /// A random seed.
    Dice,
    /// Save a file.
    Download,
    /// Failed: a circle with a cross.
    Error,
    /// Show what is hidden.
    Eye,
    /// A project.
    Folder,
    /// The studio.
    Home,
    /// A remark: a circle with an i.
    Info,
    /// The library.
    List,
    /// More places.
    Menu,
    /// A persona, a voice.
    Mic,
    /// The theme Ink.
    Moon,
    /// Further actions: three dots.
    More,
    /// A song, music.
    MusicNote,
    /// Hold.
    Pause,
    /// Writing, editing.
    Pen,
    /// Start.
    Play,
    /// Something new.
    Plus,
    /// Again.
    Refresh,
    /// Search.
    Search,
    /// Leave the account.
    SignOut,
    /// Settings.
    Sliders,
    /// Something fresh from the writer.
    Sparkle,
    /// A favourite.
    Star,
    /// The theme Paper.
    Sun,
    /// Delete.
    Trash,
    /// The account.
    User,
    /// Needs attention: a triangle.
    Warning,
    /// No connection.
    WifiOff,
    /// Close, cancel.
    X,
}

impl IconName {
    #[expect(clippy::too_many_lines, reason = "a table: one line a picture")]
    const fn path(self) -> &'static str {
        match self {
            Self::ArrowLeft => "M20 12H4M10 6l-6 6 6 6",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::ChevronDown => "M6.5 9.5l5.5 5.5 5.5-5.5",
            Self::ChevronRight => "M9.5 6.5l5.5 5.5-5.5 5.5",
            Self::Clock => "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
            Self::Copy => "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
            Self::Dice => {
                "M6 4.5h12a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 18V6A1.5 1.5 0 0 1 6 \
                 4.5zM8.5 8.5h.01M15.5 8.5h.01M12 12h.01M8.5 15.5h.01M15.5 15.5h.01"
            }
            Self::Download => "M12 4v11.5M7.5 11l4.5 4.5 4.5-4.5M4.5 19.5h15",
            Self::Error => "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17zM9.2 9.2l5.6 5.6M14.8 9.2l-5.6 5.6",
            Self::Eye => {
                "M2.5 12C4.5 8 8 6 12 6s7.5 2 9.5 6c-2 4-5.5 6-9.5 6s-7.5-2-9.5-6zM12 9.3a2.7 2.7 0 1 0 0 5.4a2.7 \
                 2.7 0 0 0 0-5.4z"
            }
            Self::Folder => {
                "M4.5 5.5H9L11.5 8h8a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1z"
            }
            Self::Home => "M3.5 11.5L12 4.5l8.5 7M6 9.8v9.7h12V9.8M10 19.5V14h4v5.5",
            Self::Info => "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17zM12 11v5M12 8h.01",
            Self::List => "M8.5 6.5h11M8.5 12h11M8.5 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01",
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::Mic => {
                "M12 3a3 3 0 0 0-3 3v5.5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21M9 21h6"
            }
            Self::Moon => "M19.8 14.3A8 8 0 0 1 9.7 4.2a8 8 0 1 0 10.1 10.1z",
            Self::More => {
                "M4.9 12a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0zM11.4 12a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0zM17.9 12a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0z"
            }
            Self::MusicNote => {
                "M9 17.5V6l10-2v11.5M9 17.5a2.5 2.5 0 1 1-5 0a2.5 2.5 0 0 1 5 0zM19 15.5a2.5 2.5 0 1 1-5 0a2.5 2.5 \
                 0 0 1 5 0z"
            }
            Self::Pause => "M9 6v12M15 6v12",
            Self::Pen => "M4.5 19.5l1-4.5L16 4.5 19.5 8 9 18.5zM13.5 7l3.5 3.5",
            Self::Play => "M8 5.5v13l10.5-6.5z",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Refresh => "M19.5 4.5V10H14M19.1 10A7.5 7.5 0 1 0 19.2 14.1",
            Self::Search => "M10.5 4.5a6 6 0 1 0 0 12a6 6 0 0 0 0-12zM15 15l5 5",
            Self::SignOut => "M10 4.5H5.5v15H10M9.5 12H20M16 8l4 4-4 4",
            Self::Sliders => {
                "M6 4v10.5M6 18v2M3.8 14.5h4.4M12 4v2M12 9.5V20M9.8 9.5h4.4M18 4v8M18 15.5V20M15.8 15.5h4.4"
            }
            Self::Sparkle => {
                "M12 3.5c.7 4.8 3 7.2 8 8.5-5 1.3-7.3 3.7-8 8.5-.7-4.8-3-7.2-8-8.5 5-1.3 7.3-3.7 8-8.5z"
            }
            Self::Star => "M12 3.8l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z",
            Self::Sun => {
                "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 \
                 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
            }
            Self::Trash => "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10.3 11v5M13.7 11v5",
            Self::User => "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
            Self::Warning => "M12 4.5L21 19.5H3zM12 10.5v4M12 17h.01",
            Self::WifiOff => {
                "M4 4l16 16M5.5 12.7c1.4-1.3 3-2.1 4.7-2.5M18.5 12.7a9.5 9.5 0 0 0-3.2-2M9 16.2c.9-.8 1.9-1.2 \
                 3-1.2s2.1.4 3 1.2M2.5 9.2c1.3-1.2 2.7-2.1 4.3-2.7M21.5 9.2C18.9 6.8 15.6 5.5 12 5.5M12 19.5h.01"
            }
            Self::X => "M6.5 6.5l11 11M17.5 6.5l-11 11",
        }
    }
}

/// A picture in the size and colour of the text around it.
///
/// It is decoration: the word beside it, or the label of its control, says what it means.
#[component]
pub fn Icon(
    /// Which picture.
    name: IconName,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let class = if class.is_empty() { Oco::Borrowed("icon") } else { Oco::from(format!("icon {class}")) };
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true">
            <path d=name.path() />
        </svg>
    }
}
