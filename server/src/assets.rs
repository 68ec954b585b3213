//! The built site: the browser's half of the program, styles, icons.

use std::{
    env,
    path::{Path, PathBuf},
    sync::Arc,
};

use leptos::config::LeptosOptions;

/// The name that the build gives to script, WASM and style.
const OUTPUT_NAME: &str = "song-master";
/// Written by cargo-leptos beside the binary when file names carry hashes.
const HASH_FILE: &str = "hash.txt";

/// Where the built site lies, and under which names the browser finds its parts.
#[derive(Clone, Debug)]
pub struct Site {
    options: LeptosOptions,
    stylesheet: Arc<str>,
}

impl Site {
    /// Finds the site: `LEPTOS_SITE_ROOT`, else `site` beside the binary, else `target/site`.
    /// Pages are rendered even where no site has been built.
    pub fn find() -> Self {
        let beside = binary_folder();
        let root = env::var_os("LEPTOS_SITE_ROOT")
            .map(PathBuf::from)
            .or_else(|| Some(beside.as_ref()?.join("site")).filter(|site| site.is_dir()))
            .unwrap_or_else(|| PathBuf::from("target/site"));
        // Leptos reads the same file when it writes the names into a page, and stops the program
        // when it is promised hashes and finds none.
        let hashes = beside.and_then(|folder| std::fs::read_to_string(folder.join(HASH_FILE)).ok());
        Self::at(&root, hashes.as_deref())
    }

    /// A site in a folder, with the content of `hash.txt` where file names carry hashes.
    pub fn at(root: &Path, hashes: Option<&str>) -> Self {
        let options = LeptosOptions::builder()
            .output_name(OUTPUT_NAME)
            .site_root(root.to_string_lossy().as_ref())
            .hash_files(hashes.is_some())
            .build();
        let hash = hashes.and_then(|hashes| hash_of(hashes, "css")).map(|hash| format!(".{hash}"));
        let stylesheet = format!("/pkg/{OUTPUT_NAME}{}.css", hash.unwrap_or_default());
        Self { options, stylesheet: stylesheet.into() }
    }

    /// What Leptos needs to know.
    pub(crate) fn options(&self) -> &LeptosOptions {
        &self.options
    }

    /// The folder with the site's files.
    pub(crate) fn root(&self) -> &Path {
        Path::new(&*self.options.site_root)
    }

    /// The address of the stylesheet.
    pub(crate) fn stylesheet(&self) -> &str {
        &self.stylesheet
    }

    /// How long a browser may keep what the build made: for ever where a new build has new names.
    pub(crate) fn cache_control(&self) -> &'static str {
        if self.options.hash_files { "public, max-age=31536000, immutable" } else { "no-cache" }
    }
}

fn binary_folder() -> Option<PathBuf> {
    Some(env::current_exe().ok()?.parent()?.to_owned())
}

/// The hash of a part in `hash.txt`, whose lines read `css: 4aXc…`.
fn hash_of<'a>(hashes: &'a str, part: &str) -> Option<&'a str> {
    hashes
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.trim() == part)
        .map(|(_, hash)| hash.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_hashes_of_the_build_and_may_be_kept_for_ever() {
        let site = Site::at(Path::new("site"), Some("js: abc\nwasm: def\ncss: 4aXc_9\n"));
        assert_eq!(site.stylesheet(), "/pkg/song-master.4aXc_9.css");
        assert!(site.cache_control().contains("immutable"));
    }

    #[test]
    fn names_without_hashes_are_asked_for_again() {
        let site = Site::at(Path::new("site"), None);
        assert_eq!((site.stylesheet(), site.cache_control()), ("/pkg/song-master.css", "no-cache"));
    }
}
