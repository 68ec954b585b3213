//! The song that the benchmarks measure, natively and in a browser.

/// A song of about 5,000 characters: the golden song with other words in each verse, so that no line repeats.
pub(crate) fn long_song() -> String {
    let places = ["harbour", "kitchen", "garden", "station", "valley", "window", "river"];
    let verse = |number: usize, place: &str| {
        format!(
            "[Verse {number}]\n[Female Vocal]\nThe {place} wakes at number {number}\nYour letter {number} is by the {place} door\n\
             I count the steps from {place} to midnight\nAnd sweep the {number} shadows off the floor\n\n"
        )
    };
    let mut song = String::new();
    for (number, place) in places.iter().cycle().enumerate() {
        if song.len() > 4_800 {
            break;
        }
        song.push_str(&verse(number + 1, place));
    }
    song.push_str("[Chorus]\n[Duet]\nLeave the porch light on\nI'll be home by dawn\n");
    song
}
