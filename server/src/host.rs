//! What every route has at hand.

use std::sync::Arc;

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use studio::Studio;
use tokio::sync::watch;

use crate::{assets::Site, forms::returned::ReturnedForms, origin::PublicUrl};

/// The studio, the built site and how the world reaches them; cheap to clone.
#[derive(Clone)]
pub struct Host {
    pub(crate) studio: Studio,
    pub(crate) site: Site,
    pub(crate) public_url: Option<PublicUrl>,
    pub(crate) stopping: watch::Receiver<bool>,
    pub(crate) returned: Arc<ReturnedForms>,
}

impl Host {
    /// A host whose event streams end when `stopping` turns true. Without a public address the
    /// server is taken to be reached by plain HTTP under whatever name the browser uses.
    pub fn new(
        studio: Studio,
        site: Site,
        public_url: Option<PublicUrl>,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        Self { studio, site, public_url, stopping, returned: Arc::default() }
    }

    /// Whether browsers come over TLS.
    pub(crate) fn is_secure(&self) -> bool {
        self.public_url.as_ref().is_some_and(PublicUrl::is_secure)
    }
}

impl FromRef<Host> for LeptosOptions {
    fn from_ref(host: &Host) -> Self {
        host.site.options().clone()
    }
}
