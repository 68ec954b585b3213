//! Providers that many people have, so that nobody has to look up an address.

use super::ProviderKind;

/// A provider with its usual address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The word in the form.
    pub id: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// The protocol.
    pub kind: ProviderKind,
    /// The address, as the provider's documentation has it (checked November 2026).
    pub base_url: &'static str,
    /// Whether it runs on a machine of one's own.
    pub local: bool,
}

/// All presets, in the order of the form.
pub const PRESETS: [Preset; 8] = [
    remote("openai", "OpenAI", ProviderKind::OpenAi, "https://api.openai.com/v1/"),
    remote("openrouter", "OpenRouter", ProviderKind::OpenAi, "https://openrouter.ai/api/v1/"),
    remote("anthropic", "Anthropic", ProviderKind::Anthropic, "https://api.anthropic.com/v1/"),
    remote("gemini", "Gemini", ProviderKind::Gemini, "https://generativelanguage.googleapis.com/v1beta/"),
    local("ollama", "Ollama", "http://localhost:11434/v1/"),
    local("lm-studio", "LM Studio", "http://localhost:1234/v1/"),
    local("llama-cpp", "llama.cpp", "http://localhost:8080/v1/"),
    local("litellm", "LiteLLM", "http://localhost:4000/v1/"),
];

const fn remote(id: &'static str, name: &'static str, kind: ProviderKind, base_url: &'static str) -> Preset {
    Preset { id, name, kind, base_url, local: false }
}

const fn local(id: &'static str, name: &'static str, base_url: &'static str) -> Preset {
    Preset { id, name, kind: ProviderKind::OpenAi, base_url, local: true }
}
