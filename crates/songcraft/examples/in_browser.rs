//! The steps of `benches/engine.rs` as a WebAssembly module, for `cargo xtask bench`, which runs them in Chromium.
//!
//! Each function does its step once, so that the page can take the time around it.
#![cfg(target_arch = "wasm32")]
#![allow(unreachable_pub, reason = "the bindings are called from JavaScript")]
#![allow(missing_docs, reason = "the bindings are public items without words")]
#![allow(clippy::expect_used, reason = "a measurement that cannot begin has failed")]

#[path = "../benches/shared/long_song.rs"]
mod long_song;

mod exported {
    use std::sync::OnceLock;

    use songcraft::analysis::{Analyzer, Context, analyze};
    use songcraft::document::Document;
    use songcraft::lexicon::Lexicon;
    use songcraft::rhyme::{RhymeKind, RhymeQuery, search};
    use wasm_bindgen::prelude::wasm_bindgen;

    use super::long_song::long_song;

    static LEXICON: OnceLock<Lexicon> = OnceLock::new();

    fn lexicon() -> &'static Lexicon {
        LEXICON.get().expect("the page opens the lexicon first")
    }

    /// Opens the lexicon. Returns the bytes that it holds in memory.
    #[wasm_bindgen]
    pub fn open(bytes: Vec<u8>) -> usize {
        let opened = Lexicon::from_bytes(bytes).expect("the server's lexicon");
        LEXICON.get_or_init(|| opened).memory()
    }

    /// Analyses a song of 5,000 characters in full. Returns its score.
    #[wasm_bindgen]
    pub fn analyze_song() -> f64 {
        let document = Document::parse(&long_song());
        analyze(lexicon(), &document, &Context::default()).score.total
    }

    /// A song that is edited.
    #[wasm_bindgen]
    pub struct Edited {
        analyzer: Analyzer<'static>,
        song: String,
        edits: u32,
    }

    #[wasm_bindgen]
    impl Edited {
        /// Analyses the song once.
        #[wasm_bindgen(constructor)]
        pub fn new() -> Self {
            let song = long_song();
            let mut analyzer = Analyzer::new(lexicon(), &Context::default());
            analyzer.analyze(&Document::parse(&song));
            Self { analyzer, song, edits: 0 }
        }

        /// Changes one line and analyses the song again.
        pub fn change_a_line(&mut self) -> f64 {
            self.edits += 1;
            let line = format!("The harbour {} wakes", self.edits);
            let edited = self.song.replacen("The harbour wakes", &line, 1);
            self.analyzer.analyze(&Document::parse(&edited)).score.total
        }
    }

    /// Builds the index that the first search needs.
    #[wasm_bindgen]
    pub fn prepare_rhymes() {
        lexicon().prepare_rhymes();
    }

    /// Perfect and family rhymes of a word; of every kind where `all` is set. Returns their number.
    #[wasm_bindgen]
    pub fn rhymes(word: &str, all: bool) -> usize {
        let every = vec![RhymeKind::Perfect, RhymeKind::Family, RhymeKind::Assonance, RhymeKind::Consonance];
        let kinds = if all { every } else { RhymeQuery::default().kinds };
        search(lexicon(), word, &RhymeQuery { kinds, ..RhymeQuery::default() }).len()
    }
}
