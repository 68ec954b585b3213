//! See the description.
fn main() {}
