//! A decent model on script: every task of the pipeline, answered as it asks.

use serde_json::json;

use crate::{Call, Reply};

/// The sheet that the scripted model writes.
pub const SHEET: &str = "\
[Verse 1 - quiet]
[Female Vocal]
The boy on the pier is selling the ropes
A nun with a suitcase is counting her hopes
The timetable curls on the ticket office wall
And nobody's here for the last boat at all

[Chorus]
[Female Vocal]
Carry me over, the season is done
Carry me over, the end of the sun
The lamp on the water is swinging for two
And I am still waving, and waving at you

[Verse 2]
[Female Vocal]
The captain is folding the flag on his knee
The coffee machine has a sticker for me
We talked about winter, we talked about rain
You said you would write, and you said it again

[Chorus]
[Female Vocal]
Carry me over, the season is done
Carry me over, the end of the sun
The lamp on the water is swinging for two
And I am still waving, and waving at you

[Bridge - stripped back]
[Female Vocal]
And maybe a harbor is only a bend
That looks from the railing as if it would end
The engine is asking, the gulls disagree
There's half of an island between you and me

[Chorus - full]
[Female Vocal]
Carry me over, the season is done
Carry me over, the end of the sun
The lamp on the water is swinging for two
And I am still waving, and waving at you

[End]
";

/// The title of [`SHEET`].
const TITLE: &str = "Carry Me Over";

/// Answers every task of the pipeline.
pub fn song_writer(call: &Call) -> Reply {
    Reply::Text(answer(&call.task()))
}

/// The answer to a task. An unknown one gets a friendly word, as from a model that was only greeted.
pub fn answer(task: &str) -> String {
    let json = match task {
        "brief" => json!({
            "subject": "the last ferry of the season", "mood": "wistful", "genre": "waltz", "bpm": 92,
            "point_of_view": "i", "content_words": ["last", "ferry", "season"]
        }),
        "draft" | "revise" => return format!("Title: {TITLE}\n\n{SHEET}"),
        "critic" => {
            return format!("5: the wall is only there for its rhyme\n---\nTitle: {TITLE}\n\n{SHEET}");
        }
        "review-story" => json!({ "notes": [{ "line": 4, "text": "The nun is there and does nothing." }] }),
        "review-singability" => json!({ "notes": [{ "line": 6, "text": "The stress falls on “all”." }] }),
        "review-hook" => {
            json!({ "notes": [{ "line": null, "text": "The chorus could say the title once more." }] })
        }
        "score" => json!({ "score": 7.5, "reason": "A clear picture and a chorus to join." }),
        "fit" => json!({ "fits": true, "missing": [] }),
        "repair" => json!({ "lines": [] }),
        "metadata" => json!({
            "description": "A waltz about the last boat of the year.", "styles": ["folk waltz", "accordion", "wistful"],
            "exclude_styles": ["trap", "screamed"], "audience": "People who have left a place by water.",
            "commercial_potential": "Could close a film that ends at the sea.", "vocal": "a woman's voice, close",
            "bpm": 92, "key": "G major", "instruments": ["accordion", "double bass"]
        }),
        _ => return "Hello.".to_owned(),
    };
    json.to_string()
}
