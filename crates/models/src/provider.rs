//! A provider as it is called: kind, address, model, key.

use domain::writer::ProviderKind;
use genai::{
    ModelIden, ServiceTarget,
    adapter::AdapterKind,
    resolver::{AuthData, Endpoint},
};
use secrecy::ExposeSecret as _;
use url::Url;

use crate::Secret;

/// What a provider that wants no key is sent in its place: the header has to be there.
const NO_KEY: &str = "none";

/// Whom to call.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Which protocol it speaks.
    pub kind: ProviderKind,
    /// Where its interface begins, such as `https://api.openai.com/v1/`.
    pub base: Url,
    /// The model's id.
    pub model: String,
    /// The key, where it wants one.
    pub key: Option<Secret>,
}

impl Provider {
    /// Scheme, host and port: what a breaker belongs to.
    pub fn address(&self) -> String {
        self.base.origin().ascii_serialization()
    }

    /// A path below the base, which may or may not end in a slash.
    pub(crate) fn path(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/{path}", self.base.path().trim_end_matches('/')));
        url
    }

    /// The key in the clear, for the one header that carries it.
    pub(crate) fn key(&self) -> &str {
        self.key.as_ref().map_or(NO_KEY, |key| key.expose_secret())
    }

    pub(crate) fn target(&self) -> ServiceTarget {
        let adapter = match self.kind {
            ProviderKind::OpenAi => AdapterKind::OpenAI,
            ProviderKind::Anthropic => AdapterKind::Anthropic,
            ProviderKind::Gemini => AdapterKind::Gemini,
        };
        let mut base = self.base.to_string();
        if !base.ends_with('/') {
            base.push('/');
        }
        ServiceTarget {
            endpoint: Endpoint::from_owned(base),
            auth: AuthData::from_single(self.key()),
            model: ModelIden::new(adapter, self.model.clone()),
        }
    }
}
