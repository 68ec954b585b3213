//! The Markdown sheet: title, styles, and the lyrics as they were written.

use super::Cover;

const LYRICS: &str = "## Lyrics";

/// A song as a Markdown file. The lyrics stand in a fenced block, byte for byte, so that [`from_markdown`] gives them
/// back.
pub fn markdown(lyrics: &str, cover: &Cover<'_>) -> String {
    let mut out = format!("# {}\n\n", one_line(cover.title));
    list(&mut out, "Styles", cover.styles);
    list(&mut out, "Exclude", cover.exclude_styles);
    let fence = fence_for(lyrics);
    for piece in [LYRICS, "\n\n", &fence, "\n", lyrics, "\n", &fence, "\n"] {
        out.push_str(piece);
    }
    out
}

/// The lyrics of a file that [`markdown`] wrote; `None` where the file has no such block.
pub fn from_markdown(file: &str) -> Option<&str> {
    let after = file.split_once(&format!("{LYRICS}\n\n"))?.1;
    let (fence, rest) = after.split_once('\n')?;
    if fence.len() < 3 || fence.bytes().any(|byte| byte != b'`') {
        return None;
    }
    rest.strip_suffix(&format!("\n{fence}\n"))
}

fn list(out: &mut String, name: &str, items: &[String]) {
    if !items.is_empty() {
        for piece in ["**", name, ":** ", &one_line(&items.join(", ")), "\n\n"] {
            out.push_str(piece);
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A fence longer than any run of backticks in the text.
fn fence_for(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lyrics_come_back_byte_for_byte() {
        for lyrics in ["", "[Verse]\nla\n", "a\r\n````\nb", "no end", "\n\n"] {
            let file = markdown(lyrics, &Cover { title: "A\nB", ..Cover::default() });
            assert_eq!(from_markdown(&file), Some(lyrics), "{file}");
            assert!(file.starts_with("# A B\n"));
        }
    }
}
