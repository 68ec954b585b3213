//! What changed from one sheet to the next, line by line.

/// Lines of two sheets in order: `' '` for one that stayed, `'-'` for one that went, `'+'` for one that came. Empty when
/// nothing changed. Takes time in proportion to the product of their lengths, which are some dozens of lines.
pub(super) fn changes(before: &str, after: &str) -> Vec<(char, String)> {
    if before == after || before.is_empty() {
        return Vec::new();
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    // The longest common subsequence of the tails that begin at (i, j).
    let mut common = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            lines.push((' ', old[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            lines.push(('-', old[i].to_owned()));
            i += 1;
        } else {
            lines.push(('+', new[j].to_owned()));
            j += 1;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::changes;

    #[test]
    fn what_went_and_what_came_stand_where_they_were() {
        let lines = changes("a\nb\nc", "a\nX\nc\nd");
        let told: Vec<String> = lines.into_iter().map(|(mark, line)| format!("{mark}{line}")).collect();
        assert_eq!(told, [" a", "-b", "+X", " c", "+d"]);
    }

    #[test]
    fn without_a_change_or_a_sheet_before_there_is_nothing_to_show() {
        assert!(changes("a\nb", "a\nb").is_empty());
        assert!(changes("", "a\nb").is_empty());
    }
}
