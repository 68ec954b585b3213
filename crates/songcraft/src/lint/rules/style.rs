//! The style field.

use crate::lint::report::Report;
use crate::sheet::Sheet;

pub(super) fn artist_in_style(sheet: &Sheet<'_>, report: &mut Report<'_>) {
    for style in &sheet.prepared.styles {
        for (name, _) in sheet.prepared.artists.find(style) {
            report.sheet(format!("The styles name an artist: {name}. Describe the sound instead."));
        }
    }
}
