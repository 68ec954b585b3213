//! Any text: parsed, printed, analysed twice, exported. Nothing panics, no byte is lost.
#![no_main]

use libfuzzer_sys::fuzz_target;
use songcraft::analysis::{Analyzer, Context};
use songcraft::document::Document;
use songcraft::export::{self, Cover};
use songcraft::lexicon::Lexicon;
use songcraft::target::Target;

fuzz_target!(|text: &str| {
    let document = Document::parse(text);
    assert_eq!(document.text(), text);
    let title = text.lines().next();
    for target in Target::all().iter().step_by(3) {
        let context = Context { title, other_songs: &[text], ..Context::new(target) };
        let mut analyzer = Analyzer::new(Lexicon::embedded(), &context);
        let first = analyzer.analyze(&document);
        assert_eq!(first, analyzer.analyze(&document));
        for fix in first.findings.iter().filter_map(|finding| finding.fix.as_ref()) {
            let _ = Document::parse(&fix.apply(&document));
        }
        let _ = export::fields(&document, &Cover::default(), target);
    }
    let file = export::markdown(text, &Cover::default());
    assert_eq!(export::from_markdown(&file), Some(text));
    let _ = export::from_chordpro(&export::chordpro(&document, &Cover::default()));
    let _ = export::from_chordpro(text);
});
