//! Properties that hold for any text: no panic, no byte lost, the same result however it was reached.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use songcraft::analysis::{Analyzer, Context, analyze};
use songcraft::document::{Document, Respelling, Span, SungText};
use songcraft::export;
use songcraft::lexicon::{Lexicon, LexiconError};
use songcraft::lint::Severity;
use songcraft::rhyme::{RhymeKind, classify};

/// Any text, and texts made of the pieces of sheets in any order.
fn sheets() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "[Verse 1]",
        "[Chorus - soft, slow]",
        "[",
        "]",
        "(",
        ")",
        "[]",
        "[Part Blue]",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "Summer nights and city lights",
        "I left the city when the river froze",
        "singin'",
        "1999",
        "’90s",
        "ooooh",
        "x2",
        "*rain*",
        "**Chorus**",
        "🎸",
        "שלום",
        "e\u{301}",
        "\u{0}",
        "\u{feff}",
        "whispers in the dark",
        "&",
        "@",
        "http://a.b",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parsing_then_printing_gives_the_same_bytes(text in sheets()) {
        let document = Document::parse(&text);
        prop_assert_eq!(document.text(), text.as_str());
        prop_assert_eq!(document.to_string(), text.clone());
        prop_assert_eq!(Document::parse(&document.to_string()), document);
    }

    #[test]
    fn lines_and_sections_cover_the_text_in_order(text in sheets()) {
        let document = Document::parse(&text);
        let mut at = 0;
        for line in document.lines() {
            let between = text.get(at..line.span.start).expect("a span on character boundaries");
            prop_assert!(between.chars().all(|character| character == '\n' || character == '\r'));
            for inner in line.backing.iter().chain(&line.directions) {
                prop_assert!(line.span.covers(*inner));
                prop_assert!(text.get(inner.start..inner.end).is_some());
            }
            at = line.span.end;
        }
        let mut next = 0;
        for section in document.sections() {
            prop_assert_eq!(section.lines.start, next);
            next = section.lines.end;
        }
        prop_assert_eq!(next, document.lines().len());
    }

    #[test]
    fn analysis_never_fails_and_stays_in_its_bounds(text in sheets()) {
        let document = Document::parse(&text);
        let analysis = analyze(Lexicon::embedded(), &document, &Context::default());
        prop_assert!((0.0..=100.0).contains(&analysis.score.total));
        for dimension in &analysis.score.dimensions {
            prop_assert!((0.0..=10.0).contains(&dimension.value), "{:?}", dimension);
        }
        if analysis.findings.iter().any(|finding| finding.severity == Severity::Error) {
            prop_assert!(analysis.score.total <= 60.0);
        }
        for finding in &analysis.findings {
            if let Some(line) = finding.line.and_then(|number| document.line(number)) {
                prop_assert!(line.text(&document).get(finding.start..finding.end).is_some(), "{:?}", finding);
            }
            if let Some(fix) = &finding.fix {
                prop_assert!(text.get(fix.start..fix.end).is_some(), "{:?}", fix);
            }
        }
    }

    #[test]
    fn an_analyzer_that_has_seen_other_songs_gives_the_same_result(first in sheets(), second in sheets()) {
        let mut analyzer = Analyzer::new(Lexicon::embedded(), &Context::default());
        analyzer.analyze(&Document::parse(&first));
        let document = Document::parse(&second);
        prop_assert_eq!(analyzer.analyze(&document), analyze(Lexicon::embedded(), &document, &Context::default()));
    }

    #[test]
    fn exports_come_back(text in sheets()) {
        let document = Document::parse(&text);
        let file = export::markdown(&text, &export::Cover { title: "T", ..export::Cover::default() });
        prop_assert_eq!(export::from_markdown(&file), Some(text.as_str()));
        export::clean_lyrics(&document);
        export::from_chordpro(&export::chordpro(&document, &export::Cover::default()));
        for target in songcraft::target::Target::all() {
            export::fields(&document, &export::Cover::default(), target);
        }
    }

    #[test]
    fn replacing_a_line_with_itself_changes_nothing(text in sheets(), pick in any::<prop::sample::Index>()) {
        let document = Document::parse(&text);
        prop_assume!(!document.lines().is_empty());
        let line = &document.lines()[pick.index(document.lines().len())];
        let edited = document.replace_line(line.number, line.text(&document)).unwrap();
        prop_assert_eq!(edited.text(), text.as_str());
        let with = document.insert_line(line.number, "inserted").unwrap();
        let without = with.remove_line(line.number).unwrap();
        prop_assert_eq!(without.text(), text.as_str());
    }

    #[test]
    fn moving_a_section_keeps_every_line(text in sheets(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let document = Document::parse(&text);
        prop_assume!(!document.sections().is_empty());
        let count = document.sections().len();
        let moved = document.move_section(from.index(count), to.index(count)).unwrap();
        let lines = |document: &Document| {
            let mut lines: Vec<String> = document.lines().iter().map(|line| line.text(document).to_owned()).collect();
            lines.retain(|line| !line.is_empty());
            lines.sort();
            lines
        };
        prop_assert_eq!(lines(&moved), lines(&document));
    }

    #[test]
    fn the_display_text_comes_back_from_the_sung_text(text in sheets(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6), sung in ".{0,6}") {
        let document = Document::parse(&text);
        let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut chosen: Vec<usize> = cuts.iter().map(|cut| places[cut.index(places.len())]).collect();
        chosen.sort_unstable();
        let respellings: Vec<Respelling> = chosen
            .chunks_exact(2)
            .map(|pair| Respelling { span: Span::new(pair[0], pair[1]), sung: sung.clone() })
            .collect();
        let made = SungText::new(&document, &respellings).unwrap();
        prop_assert_eq!(made.display(), text.clone());
        places.retain(|at| !respellings.iter().any(|one| one.span.start <= *at && *at < one.span.end.max(one.span.start + 1)));
        for at in places {
            prop_assert_eq!(made.to_display(made.to_sung(at)), at);
        }
    }

    #[test]
    fn any_word_has_sounds_from_a_source_and_rhymes_with_itself(word in "\\PC{0,40}") {
        let lexicon = Lexicon::embedded();
        for said in lexicon.pronounce(&word) {
            prop_assert_eq!(said.stress().len() as u32, said.syllables());
        }
        let itself = classify(lexicon, &word, &word).kind;
        prop_assert!(matches!(itself, RhymeKind::Identity | RhymeKind::None), "{:?}", itself);
    }

    #[test]
    fn rhyme_does_not_depend_on_the_order_of_the_lines(left in "[a-z' ]{1,30}", right in "[a-z' ]{1,30}") {
        let lexicon = Lexicon::embedded();
        prop_assert_eq!(classify(lexicon, &left, &right).kind, classify(lexicon, &right, &left).kind);
    }

    #[test]
    fn broken_bytes_are_no_lexicon(at in any::<prop::sample::Index>(), change in 1u8.., length in any::<prop::sample::Index>()) {
        let mut bytes = songcraft::lexicon::LEXICON_BYTES.to_vec();
        bytes.truncate(length.index(bytes.len()));
        prop_assert!(Lexicon::from_bytes(bytes.clone()).is_err());
        if !bytes.is_empty() {
            let place = at.index(bytes.len());
            bytes[place] ^= change;
            prop_assert!(Lexicon::from_bytes(bytes).is_err());
        }
    }
}

#[test]
fn bytes_that_are_no_lexicon_are_refused_with_the_reason() {
    assert_eq!(Lexicon::from_bytes(&b"hello"[..]).unwrap_err(), LexiconError::NotALexicon);
    assert_eq!(
        Lexicon::from_bytes(&b"SCLX\x09\x00"[..]).unwrap_err(),
        LexiconError::Version { found: 9, expected: 2 }
    );
}

#[test]
fn a_megabyte_of_anything_is_analysed_in_linear_time() {
    let size = 1_000_000;
    let repeat = |piece: &str| piece.repeat(size / piece.len());
    for text in [
        repeat("a"),
        repeat("la "),
        repeat("\n"),
        repeat("[Verse]\n"),
        repeat("["),
        repeat("("),
        repeat("]"),
        repeat("'"),
        repeat("night\n"),
        repeat("🎸"),
        repeat("9"),
        repeat("9,"),
        repeat("x2 "),
        repeat("\u{0}"),
        repeat("e\u{301}"),
        repeat("[a] "),
        repeat("()"),
        repeat("o"),
        repeat("na-"),
        repeat("ש"),
        repeat("*"),
        repeat("\r"),
    ] {
        let start = std::time::Instant::now();
        let analysis = analyze(Lexicon::embedded(), &Document::parse(&text), &Context::default());
        assert!(analysis.score.total <= 60.0);
        let seconds = start.elapsed().as_secs_f64();
        let first: String = text.chars().take(4).collect();
        println!("{first:?}: {seconds:.2} s");
        assert!(seconds < 20.0, "{first:?} took {seconds} s");
    }
}
