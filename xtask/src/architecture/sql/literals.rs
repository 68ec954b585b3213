//! Divides Rust source into string literals and code, without comments. Not a parser: as much of the lexical
//! grammar (<https://doc.rust-lang.org/reference/tokens.html>) as keeps the two apart.

/// A source text without its comments.
#[derive(Default)]
pub(super) struct Source {
    /// The contents of string literals, escapes as written.
    pub(super) literals: Vec<String>,
    /// Everything else, with a space where a literal or comment stood.
    pub(super) code: String,
}

pub(super) fn split(text: &str) -> Source {
    let mut source = Source::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(hashes) = raw_string(rest, &source.code) {
            take_raw_string(rest, hashes, &mut source)
        } else if first == '"' {
            take_string(rest, &mut source)
        } else if first == '\'' {
            char_literal(rest)
        } else {
            source.code.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        source.code.push(' ');
        rest = &rest[length..];
    }
    source
}

/// Length of a block comment, which may hold others.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The number of `#` of a raw string that begins here; `None` where none does, as in the middle of a name.
fn raw_string(text: &str, before: &str) -> Option<usize> {
    let after_r = text.strip_prefix('r')?;
    let is_prefix = |c: char| c == 'b' || c == 'c' || !(c.is_alphanumeric() || c == '_');
    if !before.chars().next_back().is_none_or(is_prefix) {
        return None;
    }
    let hashes = after_r.len() - after_r.trim_start_matches('#').len();
    after_r[hashes..].starts_with('"').then_some(hashes)
}

fn take_raw_string(text: &str, hashes: usize, source: &mut Source) -> usize {
    let start = 1 + hashes + 1;
    let end_mark = format!("\"{}", "#".repeat(hashes));
    let content = &text[start..];
    let length = content.find(&end_mark).unwrap_or(content.len());
    source.literals.push(content[..length].to_owned());
    (start + length + end_mark.len()).min(text.len())
}

fn take_string(text: &str, source: &mut Source) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|&(_, c)| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    let end = end.map_or(text.len(), |(at, _)| at);
    source.literals.push(text[1..end].to_owned());
    (end + 1).min(text.len())
}

/// Length of a character literal, or of the quote alone where it begins a lifetime.
fn char_literal(text: &str) -> usize {
    let content = &text[1..];
    if let Some(escape) = content.strip_prefix('\\') {
        let after_escaped = escape.char_indices().nth(1).map_or(escape.len(), |(at, _)| at);
        let end = escape[after_escaped..].find('\'').unwrap_or(0);
        return 2 + after_escaped + end + 1;
    }
    let first = content.chars().next().map_or(0, char::len_utf8);
    if content[first..].starts_with('\'') { 1 + first + 1 } else { 1 }
}

#[test]
fn literals_and_code_are_told_apart() {
    let text = r##"let a = "one \" two"; // "three"
        let b = r#"four " five"#; let c = '"'; let d = '\''; let e = '\u{22}'; fn f<'a>(x: &'a str) { g("six") }"##;
    let source = split(text);
    assert_eq!(source.literals, [r#"one \" two"#, r#"four " five"#, "six"]);
    assert!(source.code.contains("fn f<"));
    assert!(!source.code.contains("three"));
}
