//! From SVG to pixels to files.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use super::{COVER_SIZE, CoverError, MOST_PIXELS, Picture, THUMBNAIL_SIZE};

/// A picture as a drawing, cut to a square.
pub(super) fn framed(bytes: &[u8], media_type: &str) -> Result<String, CoverError> {
    // Its size stands at its beginning; a small file can hold a picture that fills the memory.
    let size = imagesize::blob_size(bytes).map_err(|error| CoverError::Drawing(error.to_string()))?;
    if size.width > MOST_PIXELS || size.height > MOST_PIXELS {
        return Err(CoverError::TooLarge(size.width, size.height));
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1024\" height=\"1024\" viewBox=\"0 0 1024 1024\">\
         <image width=\"1024\" height=\"1024\" preserveAspectRatio=\"xMidYMid slice\" \
         href=\"data:{media_type};base64,{}\"/></svg>",
        STANDARD.encode(bytes)
    ))
}

/// Draws the SVG at both sizes.
pub(super) fn render(svg: &str) -> Result<Picture, CoverError> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default())
        .map_err(|error| CoverError::Drawing(error.to_string()))?;
    let full = pixels(&tree, COVER_SIZE)?;
    let small = shrink(&full)?;
    Ok(Picture { png: png(&full)?, thumbnail: webp(&small)? })
}

fn pixels(tree: &usvg::Tree, side: u32) -> Result<Pixmap, CoverError> {
    let mut map = empty(side)?;
    let scale = side as f32 / tree.size().width();
    resvg::render(tree, Transform::from_scale(scale, scale), &mut map.as_mut());
    Ok(map)
}

fn empty(side: u32) -> Result<Pixmap, CoverError> {
    Pixmap::new(side, side).ok_or_else(|| CoverError::Encoding("no memory for the picture".to_owned()))
}

/// Every pixel of the thumbnail is the mean of its square of the cover.
fn shrink(full: &Pixmap) -> Result<Pixmap, CoverError> {
    let ratio = (COVER_SIZE / THUMBNAIL_SIZE) as usize;
    let (wide, side) = (COVER_SIZE as usize * 4, THUMBNAIL_SIZE as usize);
    let mut small = empty(THUMBNAIL_SIZE)?;
    let source = full.data();
    for (index, value) in small.data_mut().iter_mut().enumerate() {
        let (row, column, channel) = (index / 4 / side, index / 4 % side, index % 4);
        let sum: usize = (0..ratio * ratio)
            .map(|step| {
                usize::from(
                    source
                        [(row * ratio + step / ratio) * wide + (column * ratio + step % ratio) * 4 + channel],
                )
            })
            .sum();
        *value = (sum / (ratio * ratio)) as u8;
    }
    Ok(small)
}

fn png(map: &Pixmap) -> Result<Vec<u8>, CoverError> {
    map.encode_png().map_err(|error| CoverError::Encoding(error.to_string()))
}

/// Covers are opaque, so premultiplied pixels are plain ones.
fn webp(map: &Pixmap) -> Result<Vec<u8>, CoverError> {
    let rgb: Vec<u8> = map.data().chunks_exact(4).flat_map(|pixel| pixel[..3].iter().copied()).collect();
    let mut file = Vec::new();
    image_webp::WebPEncoder::new(&mut file)
        .encode(&rgb, map.width(), map.height(), image_webp::ColorType::Rgb8)
        .map_err(|error| CoverError::Encoding(error.to_string()))?;
    Ok(file)
}
