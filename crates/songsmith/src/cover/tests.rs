use super::*;

fn brief() -> CoverBrief {
    CoverBrief {
        mood: "bittersweet".to_owned(),
        palette_hints: vec!["sea".to_owned()],
        visual_styles: Vec::new(),
        themes: vec!["ferry".to_owned()],
    }
}

/// Width and height of a WebP file.
fn thumbnail_size(webp: &[u8]) -> (u32, u32) {
    image_webp::WebPDecoder::new(std::io::Cursor::new(webp)).unwrap().dimensions()
}

#[test]
fn every_family_draws_a_picture_of_the_stated_size_without_lettering() {
    for family in Family::ALL {
        let cover = draw(&brief(), 7, Some(family)).unwrap();
        assert_eq!(cover.family, family);
        assert_eq!(&cover.picture.png[16..24], &[0, 0, 4, 0, 0, 0, 4, 0], "{family:?}");
        assert_eq!(thumbnail_size(&cover.picture.thumbnail), (128, 128), "{family:?}");
        assert!(!cover.svg.contains("<text"), "{family:?}");
        assert!(
            cover.picture.png.len() > 20_000,
            "{family:?} is a flat sheet: {} bytes",
            cover.picture.png.len()
        );
    }
}

#[test]
fn the_same_seed_draws_the_same_bytes_and_another_seed_another_picture() {
    let first = draw(&brief(), 3, None).unwrap();
    assert_eq!(first, draw(&brief(), 3, None).unwrap());
    assert_ne!(first.svg, draw(&brief(), 4, Some(first.family)).unwrap().svg);
}

#[test]
fn a_personas_visual_style_chooses_the_family() {
    let brief = CoverBrief { visual_styles: vec!["Woodblock cartoon".to_owned()], ..brief() };
    assert_eq!(draw(&brief, 11, None).unwrap().family, Family::Woodblock);
}

#[test]
fn a_picture_by_somebody_else_is_kept_in_the_same_two_sizes() {
    let drawn = draw(&brief(), 5, None).unwrap().picture;
    let again = Picture::of(&drawn.png, "image/png").unwrap();
    assert_eq!(&again.png[16..24], &[0, 0, 4, 0, 0, 0, 4, 0]);
    assert_eq!(thumbnail_size(&again.thumbnail), (128, 128));
    assert_eq!(again.png, drawn.png, "a square picture of this size stays what it is");
    let small = Picture::of(&drawn.thumbnail, "image/webp").unwrap();
    assert_eq!(&small.png[16..24], &[0, 0, 4, 0, 0, 0, 4, 0], "a small one is enlarged");
}

#[test]
fn what_is_no_picture_or_too_large_is_refused_before_it_is_decoded() {
    assert!(matches!(Picture::of(b"<html>", "image/png"), Err(CoverError::Drawing(_))));
    let mut bomb = draw(&brief(), 5, None).unwrap().picture.png;
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    assert!(matches!(Picture::of(&bomb, "image/png"), Err(CoverError::TooLarge(30_000, 30_000))));
}
