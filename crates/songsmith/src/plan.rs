//! The plan of a song: its parts in order, what each tells, and how it is sung.

use crate::brief::{Brief, FormWishes};
use crate::compose::Shape;
use crate::material::{Form, Role, genre_named};
use crate::rng::Dice;

/// A part of a song.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The name in its header, without a number: "Verse".
    pub(crate) kind: &'static str,
    /// What it tells; `None` for a part without words. [`Role::Answer`] stands for the refrain.
    pub(crate) role: Option<Role>,
    /// How many lines it has, before answers.
    pub(crate) lines: usize,
    pub(crate) shape: Shape,
    /// Whether a crew answers each line.
    pub(crate) answers: bool,
    /// How it is sung or played, for its header.
    pub(crate) cues: Vec<&'static str>,
}

impl Part {
    fn new(kind: &'static str, role: Role, lines: usize) -> Self {
        Self { kind, role: Some(role), lines, shape: Shape::Couplets, answers: false, cues: Vec::new() }
    }

    fn played(kind: &'static str) -> Self {
        Self { kind, role: None, lines: 0, shape: Shape::Couplets, answers: false, cues: Vec::new() }
    }

    fn is(&self, role: Role) -> bool {
        self.role == Some(role)
    }
}

/// V verse, P pre-chorus, C chorus, B bridge, R refrain, S solo, D drop, I interlude, O outro.
fn outline(form: Form) -> &'static str {
    match form {
        Form::Pop => "VPCVPCBC",
        Form::Waltz => "VCVCIVBCO",
        Form::Ballad => "VVCVCVC",
        Form::Aaba => "VRVRBVRO",
        Form::Blues => "VVCVSVC",
        Form::Hymn => "VRVRVRVR",
        Form::Lullaby => "VRVRVRO",
        Form::Shanty => "VCVCVCVC",
        Form::Rap | Form::Punk => "VCVCBC",
        Form::Dance => "VPCDVPCDBC",
        Form::Metal => "VPCVPCSBC",
        Form::Children => "VCVCVC",
    }
}

/// Plans a song for the brief.
pub(crate) fn plan(brief: &Brief, dice: &mut Dice) -> Vec<Part> {
    let form = genre_named(&brief.genre).map_or(Form::Pop, |genre| genre.form);
    let letters = with_wishes(outline(form), &brief.form);
    let verses = letters.matches('V').count();
    let crossed = !matches!(form, Form::Blues | Form::Rap | Form::Shanty) && dice.one_in(4);
    let mut verse = 0;
    let mut parts: Vec<Part> = letters
        .chars()
        .map(|letter| {
            let mut part = part_of(letter, form);
            if letter == 'V' {
                part.role = Some(verse_role(verse, verses));
                verse += 1;
                if crossed {
                    part.shape = Shape::Crossed;
                }
            }
            part
        })
        .collect();
    if brief.form.spoken_outro
        && let Some(last) = parts.last_mut().filter(|last| last.is(Role::Close))
    {
        last.cues = vec!["spoken"];
    }
    add_cues(&mut parts, form);
    if brief.form.instrumental_intro {
        parts.insert(0, Part::played("Short Instrumental Intro"));
    }
    parts.push(Part::played(if matches!(form, Form::Lullaby) { "Fade Out" } else { "End" }));
    parts
}

fn part_of(letter: char, form: Form) -> Part {
    match letter {
        'P' if form == Form::Dance => Part::new("Build", Role::Rise, 2),
        'P' => Part::new("Pre-Chorus", Role::Rise, 2),
        'C' if form == Form::Rap => Part::new("Hook", Role::Chorus, 4),
        'C' => Part::new("Chorus", Role::Chorus, 4),
        'B' => Part::new("Bridge", Role::Bridge, if form == Form::Punk { 2 } else { 4 }),
        'R' => Part::new("Refrain", Role::Answer, 2),
        'O' => Part::new("Outro", Role::Close, 2),
        'S' => Part::played("Solo"),
        'D' => Part::played("Drop"),
        'I' => Part::played("Interlude"),
        _ => Part {
            shape: if form == Form::Blues { Shape::Blues } else { Shape::Couplets },
            answers: form == Form::Shanty,
            ..Part::new("Verse", Role::Where, if form == Form::Rap { 8 } else { 4 })
        },
    }
}

/// What a verse tells, by its place: where we are, what changed, what it costs.
fn verse_role(index: usize, verses: usize) -> Role {
    match (index, verses) {
        (0, _) | (1, 4..) => Role::Where,
        _ if verses > 2 && index + 1 == verses => Role::Cost,
        _ => Role::Changed,
    }
}

fn with_wishes(outline: &str, wishes: &FormWishes) -> String {
    let mut letters = outline.to_owned();
    if wishes.no_bridge {
        letters.retain(|letter| letter != 'B');
    }
    if wishes.no_chorus {
        letters = letters.replace('C', "");
        letters.retain(|letter| letter != 'P');
    }
    if wishes.short && letters.len() > 5 {
        letters.retain(|letter| !matches!(letter, 'B' | 'I' | 'S' | 'D'));
    }
    let wanted = match wishes.verses {
        Some(count) => usize::from(count),
        None if wishes.long => letters.matches('V').count() + 1,
        None => letters.matches('V').count(),
    };
    while letters.matches('V').count() > wanted {
        drop_last_verse(&mut letters);
    }
    while letters.matches('V').count() < wanted {
        let place = letters.rfind(['B', 'S']).or_else(|| letters.rfind(['C', 'R'])).unwrap_or(letters.len());
        letters.insert_str(place, if letters.contains('C') { "VC" } else { "V" });
    }
    letters = letters.replace("CC", "C").replace("RR", "R");
    if wishes.chorus_first {
        letters.insert(0, 'C');
    }
    if wishes.spoken_outro && !letters.ends_with('O') {
        letters.push('O');
    }
    letters
}

fn drop_last_verse(letters: &mut String) {
    if let Some(place) = letters.rfind('V') {
        letters.remove(place);
        if letters[place..].starts_with('P') {
            letters.remove(place);
        }
    }
}

/// One or two cues a header, by the part and how loud the form is.
fn add_cues(parts: &mut [Part], form: Form) {
    let loud = matches!(form, Form::Punk | Form::Metal | Form::Dance | Form::Rap);
    let choruses = parts.iter().filter(|part| part.is(Role::Chorus)).count();
    let (mut verse, mut chorus) = (0, 0);
    for part in parts.iter_mut().filter(|part| part.cues.is_empty()) {
        let cues: &[&'static str] = match part.role {
            Some(Role::Where | Role::Changed | Role::Cost) => {
                verse += 1;
                match (verse, loud, form) {
                    (1, _, Form::Rap) => &["rapped", "sparse beat"],
                    (_, _, Form::Rap) => &["rapped", "fuller beat"],
                    (1, _, Form::Waltz) => &["solo voice", "quiet"],
                    (2, _, Form::Waltz) => &["accordion joins"],
                    (1, false, _) => &["quiet", "close"],
                    (2, false, _) => &["fuller"],
                    (1, true, _) => &["tight", "driving"],
                    _ => &[],
                }
            }
            Some(Role::Chorus) => {
                chorus += 1;
                match (chorus == choruses, form) {
                    (true, Form::Lullaby) => &["softer"],
                    (true, _) => &["everyone", "full"],
                    (false, Form::Waltz) => &["swaying"],
                    (false, _) => &["open"],
                }
            }
            Some(Role::Rise) => &["building"],
            Some(Role::Bridge) => &["stripped back"],
            Some(Role::Close) => &["slowing down"],
            _ => &[],
        };
        part.cues = cues.to_vec();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(brief: &Brief) -> String {
        let names = plan(brief, &mut Dice::new(1, "test"));
        names.iter().filter(|part| part.role.is_some()).map(|part| &part.kind[..1]).collect()
    }

    fn brief(genre: &str, form: FormWishes) -> Brief {
        Brief { genre: genre.to_owned(), form, ..Brief::default() }
    }

    #[test]
    fn the_form_follows_the_genre() {
        assert_eq!(letters(&brief("pop", FormWishes::default())), "VPCVPCBC");
        assert_eq!(letters(&brief("waltz", FormWishes::default())), "VCVCVBCO");
        assert_eq!(letters(&brief("jazz", FormWishes::default())), "VRVRBVRO");
    }

    #[test]
    fn wishes_change_the_form() {
        let wishes = FormWishes { no_bridge: true, verses: Some(3), ..FormWishes::default() };
        assert_eq!(letters(&brief("pop", wishes)), "VPCVPCVC");
        let wishes = FormWishes { chorus_first: true, spoken_outro: true, ..FormWishes::default() };
        assert_eq!(letters(&brief("punk", wishes)), "CVCVCBCO");
    }

    #[test]
    fn the_verses_tell_a_story_in_order() {
        let roles: Vec<Role> = (0..4).map(|index| verse_role(index, 4)).collect();
        assert_eq!(roles, [Role::Where, Role::Where, Role::Changed, Role::Cost]);
    }
}
