//! Pictures, in the form of OpenAI's images interface, which compatible servers speak too.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{
    CallError, Caller, Trouble,
    catalog::{self, garbled},
};

/// Bytes of an answer with a picture of 1,024 × 1,024 in it.
const MOST_BYTES: usize = 24 * 1024 * 1024;

/// A picture that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageAsk {
    /// What it shows.
    pub prompt: String,
    /// The model that draws it.
    pub model: String,
}

impl Caller {
    /// Asks for a picture of 1,024 × 1,024. Returns its bytes and its media type: PNG, JPEG or WebP.
    ///
    /// # Errors
    /// As for any call. A provider that answers with an address instead of a picture is refused: what lies there is
    /// not fetched.
    pub async fn draw(&self, ask: &ImageAsk) -> Result<(Vec<u8>, &'static str), CallError> {
        let client = self.client()?;
        let mut body = json!({ "model": ask.model, "prompt": ask.prompt, "size": "1024x1024", "n": 1 });
        // The newer models give bytes always and refuse the field; the others give an address unless asked.
        if !ask.model.contains("gpt-image") {
            body["response_format"] = json!("b64_json");
        }
        let request = self.authorized(client.post(self.provider.path("images/generations"))).json(&body);
        let answer = self.body(self.send(request).await?, MOST_BYTES).await?;
        let answer = catalog::json(&answer)?;
        let encoded = answer.pointer("/data/0/b64_json").and_then(Value::as_str);
        let encoded =
            encoded.ok_or_else(|| garbled("The provider gave no picture, or only an address of one."))?;
        let bytes =
            STANDARD.decode(encoded).map_err(|_| garbled("The provider's picture cannot be decoded."))?;
        let kind = kind_of(&bytes).ok_or_else(|| {
            CallError::new(Trouble::Garbled, "What the provider drew is neither PNG nor JPEG nor WebP.")
        })?;
        Ok((bytes, kind))
    }
}

/// The media type that the first bytes show.
fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    #[test]
    fn a_picture_is_known_by_its_bytes_and_not_by_what_it_is_called() {
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\nrest"), Some("image/png"));
        assert_eq!(kind_of(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(kind_of(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(kind_of(b"<svg onload=alert(1)>"), None);
    }
}
