//! The whole way of a song, as the pipeline goes it.
#![expect(clippy::unwrap_used, reason = "a failed test should stop")]

use songcraft::analysis::{Context, analyze};
use songcraft::document::Document;
use songcraft::draft::hopeless;
use songcraft::lexicon::Lexicon;
use songcraft::lint::Severity;
use songcraft::target::Target;
use songsmith::{
    Brief, BriefError, Wishes, apply_critique, critique, draft, genre_names, metadata, read_brief, repair,
    review, revise, score_of,
};

const FERRY: &str = "A slow waltz about the last ferry of the season";

fn wishes(prompt: &str) -> Wishes {
    Wishes { prompt: prompt.to_owned(), target: "suno-v5".to_owned(), seed: 7, ..Wishes::default() }
}

fn brief(prompt: &str) -> Brief {
    read_brief(&wishes(prompt)).unwrap()
}

fn errors(brief: &Brief, title: &str, lyrics: &str) -> Vec<String> {
    let fields = metadata(brief, title, lyrics);
    let context = Context {
        title: Some(title),
        styles: &fields.styles,
        exclude_styles: &fields.exclude_styles,
        ..Context::new(Target::find(&brief.target).unwrap())
    };
    let analysis = analyze(Lexicon::embedded(), &Document::parse(lyrics), &context);
    analysis
        .findings
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.message)
        .collect()
}

#[test]
fn the_last_ferry_becomes_a_slow_waltz_about_that_ferry() {
    let brief = brief(FERRY);
    assert_eq!(brief.genre, "waltz");
    assert_eq!(brief.themes.first().map(String::as_str), Some("ferry"));
    assert!((84..=96).contains(&brief.bpm), "{}", brief.bpm);
    let song = draft(&brief, 7);
    assert!(song.title.contains("Last Ferry"), "{}", song.title);
    let lower = song.lyrics.to_lowercase();
    assert!(lower.contains("the last ferry") && lower.contains("season"), "{lower}");
    let fields = metadata(&brief, &song.title, &song.lyrics);
    assert!(fields.styles.iter().any(|style| style == "3/4 time"), "{:?}", fields.styles);
    assert_eq!(errors(&brief, &song.title, &song.lyrics), Vec::<String>::new());
}

#[test]
fn no_song_looks_hopeless_at_any_line_in_any_genre() {
    for genre in genre_names() {
        let brief = brief(&format!("A {genre} song about the last ferry of the season"));
        for seed in 0..2 {
            let song = draft(&brief, seed);
            let mut so_far = String::new();
            for line in song.lyrics.lines() {
                so_far.push_str(line);
                so_far.push('\n');
                let verdict = hopeless(&Document::parse(&so_far), Target::find("suno-v4").unwrap());
                assert_eq!(verdict, None, "{genre}, seed {seed}:\n{so_far}");
            }
        }
    }
}

#[test]
fn the_same_seed_writes_the_same_song_and_another_seed_another() {
    let brief = brief(FERRY);
    assert_eq!(draft(&brief, 1), draft(&brief, 1));
    assert_ne!(draft(&brief, 1).lyrics, draft(&brief, 2).lyrics);
}

#[test]
fn a_round_of_revision_never_lowers_the_score() {
    let brief = brief(FERRY);
    let song = draft(&brief, 3);
    let before = score_of(&brief, &song.title, &song.lyrics).total;
    let reviews = review(&brief, &song.title, &song.lyrics);
    assert_eq!(reviews.len(), 3);
    let revised = revise(&brief, &song.title, &song.lyrics, &reviews, 3, 1);
    assert!(score_of(&brief, &song.title, &revised).total >= before);
}

#[test]
fn a_revision_changes_only_lines_that_a_reviewer_named_and_their_partners_in_rhyme() {
    let brief = brief(FERRY);
    let song = draft(&brief, 3);
    let worse = song
        .lyrics
        .lines()
        .map(|line| if line.contains("with one lamp") { "It is a thing of some importance" } else { line })
        .collect::<Vec<_>>()
        .join("\n");
    let reviews = review(&brief, &song.title, &worse);
    let named: Vec<u32> =
        reviews.iter().flat_map(|review| &review.notes).filter_map(|note| note.line).collect();
    let revised = revise(&brief, &song.title, &worse, &reviews, 3, 1);
    let text = |number: u32| worse.lines().nth(number as usize - 1).unwrap_or_default();
    let lexicon = songcraft::lexicon::Lexicon::embedded();
    for (old, new) in worse.lines().zip(revised.lines()).filter(|(old, new)| old != new) {
        let named_or_partner = named.iter().any(|number| {
            let near = (number.saturating_sub(2).max(1)..=number + 2).any(|near| text(near) == old);
            text(*number) == old
                || (near && songcraft::rhyme::classify(lexicon, text(*number), old).kind.is_heard())
        });
        assert!(named_or_partner, "{old} became {new}");
    }
    assert_eq!(worse.lines().count(), revised.lines().count());
}

#[test]
fn the_critic_finds_a_worn_phrase_and_the_revision_removes_it() {
    let brief = brief(FERRY);
    let song = draft(&brief, 5);
    let verse = song.lyrics.lines().position(|line| line.starts_with("[Verse 1")).unwrap() + 2;
    let worn: Vec<&str> = song
        .lyrics
        .lines()
        .enumerate()
        .map(|(index, line)| if index == verse { "I hear a whisper in the wind tonight" } else { line })
        .collect();
    let worn = worn.join("\n");
    let notes = critique(&brief, &song.title, &worn);
    assert!(notes.iter().any(|note| note.line == Some(verse as u32 + 1)), "{notes:?}");
    let mended = apply_critique(&brief, &song.title, &worn, &notes, 5);
    assert!(!mended.contains("whisper in the wind"), "{mended}");
}

#[test]
fn repair_leaves_a_clean_sheet_as_it_is() {
    let brief = brief(FERRY);
    let song = draft(&brief, 9);
    assert_eq!(repair(&brief, &song.title, &song.lyrics, &[], 9), song.lyrics);
}

#[test]
fn a_prompt_that_no_song_can_come_of_gets_a_sentence() {
    let refused = |prompt: &str| read_brief(&wishes(prompt)).unwrap_err();
    assert_eq!(refused("   "), BriefError::Empty);
    assert_eq!(refused(&"la ".repeat(2_000)), BriefError::TooLong(5_999));
    assert_eq!(refused("!!! ??? ..."), BriefError::NoWords);
    assert_eq!(refused("you stupid idiot"), BriefError::OnlyRude);
    assert!(matches!(refused("夏の終わりの歌を書いてください"), BriefError::Language(_)));
    for error in [refused("   "), refused("!!!")] {
        assert!(error.to_string().ends_with('.'), "{error}");
    }
}

#[test]
fn a_foreign_prompt_gets_an_english_song_on_its_theme_and_is_told_so() {
    let brief = brief("Ein Lied über den Regen und das Meer");
    assert!(brief.themes.iter().any(|theme| theme == "rain"), "{:?}", brief.themes);
    assert!(brief.ignored.iter().any(|sentence| sentence.contains("German")), "{:?}", brief.ignored);
    assert!(!draft(&brief, 1).lyrics.to_lowercase().contains("regen"));
}

#[test]
fn an_emoji_a_recipe_and_a_very_long_prompt_get_a_song() {
    assert_eq!(brief("🌧").themes, ["rain"]);
    let recipe = brief("2 cups flour, 1 tsp salt, 3 eggs. Preheat the oven and bake for 20 minutes");
    assert!(recipe.themes.iter().any(|theme| theme == "kitchen"), "{:?}", recipe.themes);
    let long = format!("A folk song about the river in my town. {}", "It rained and rained. ".repeat(220));
    assert!(draft(&brief(&long), 2).lyrics.contains("[Chorus"));
}

#[test]
fn rude_words_never_reach_the_song() {
    let brief = brief("my boss is a fucking moron");
    let song = draft(&brief, 4).lyrics.to_lowercase();
    assert!(!song.contains("fuck") && !song.contains("moron"), "{song}");
    assert!(brief.ignored.iter().any(|sentence| sentence.contains("left out")));
}

#[test]
fn plain_wishes_are_granted() {
    let wanted = brief(
        "A rock song about the sea at 132 bpm in D minor, two verses, no bridge, duet, must include the word lantern, don't use the word tide",
    );
    assert_eq!((wanted.bpm, wanted.key.as_str()), (132, "D minor"));
    let song = draft(&wanted, 6).lyrics;
    assert!(song.contains("lantern") && !song.to_lowercase().contains("tide"), "{song}");
    assert!(!song.contains("[Bridge") && !song.contains("[Verse 3"), "{song}");
    assert!(song.contains("[Duet]") && song.contains("[Male Vocal]"), "{song}");
}

#[test]
fn a_story_told_from_outside_keeps_to_its_person_in_the_verses() {
    let told = brief("A folk song in third person about a woman who lost her ship, she never came home");
    let song = draft(&told, 8).lyrics;
    let verse = song.split("[Verse 1").nth(1).unwrap().split("\n\n").next().unwrap();
    assert!(
        !verse.lines().skip(1).any(|line| line.split(' ').any(|word| matches!(word, "I" | "my" | "me"))),
        "{verse}"
    );
}

#[test]
fn an_artists_name_is_ignored_and_that_is_said() {
    let brief = brief("A pop song about rain in the style of Some Famous Person");
    assert!(
        brief.ignored.iter().any(|sentence| sentence.contains("Some Famous Person")),
        "{:?}",
        brief.ignored
    );
    assert!(!draft(&brief, 1).lyrics.contains("Famous"));
}
