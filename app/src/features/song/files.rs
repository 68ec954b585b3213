//! A song's files.

use domain::file::SongFile;
use leptos::prelude::*;

use crate::ui::{Icon, IconName};

/// The files as a table, on a phone as a list.
#[component]
pub(super) fn Files(files: Vec<SongFile>) -> impl IntoView {
    (!files.is_empty()).then(|| {
        view! {
            <section class="panel" aria-labelledby="files-heading">
                <h2 id="files-heading">"Files"</h2>
                <table class="files">
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            <th scope="col" class="number">"Size"</th>
                            <th scope="col" class="sum">"SHA-256"</th>
                            <th scope="col"><span class="visually-hidden">"Download"</span></th>
                        </tr>
                    </thead>
                    <tbody>{files.into_iter().map(|file| view! { <FileRow file /> }).collect_view()}</tbody>
                </table>
            </section>
        }
    })
}

#[component]
fn FileRow(file: SongFile) -> impl IntoView {
    view! {
        <tr>
            <td>{file.name.clone()}</td>
            <td class="number" data-label="Size">{size(file.size)}</td>
            <td class="sum" data-label="SHA-256" title=file.checksum.clone()>{file.checksum.clone()}</td>
            <td>
                <a class="button button--icon" href=format!("/files/{}", file.id) download=file.name.clone() rel="external" aria-label=format!("Download {}", file.name)>
                    <Icon name=IconName::Download />
                </a>
            </td>
        </tr>
    }
}

/// "812 B" or "41 KB".
fn size(bytes: u64) -> String {
    if bytes < 1_024 { format!("{bytes} B") } else { format!("{} KB", bytes.div_ceil(1_024)) }
}
