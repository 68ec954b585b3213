//! `sqlx::migrate!` reads the folder when it expands; cargo has to be told that the folder matters.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
