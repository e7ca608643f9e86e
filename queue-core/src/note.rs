//! Notes that clerks write for each other about a ticket, and how one is recognised that would put a citizen's data on
//! record. Strict on purpose: what only looks like a number of a person is refused too, and the clerk says it in words.

/// Characters of a note: one line on the console.
pub const MAX_NOTE: usize = 140;

/// Whether a text has what looks like an identity number (9 or 12 digits), a telephone number or an e-mail address, also
/// with spaces, dots and dashes in between.
pub fn looks_personal(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    has_address(&chars) || numbers(&chars).iter().any(|groups| (0..groups.len()).any(|i| is_someones(&groups[i..])))
}

/// Digits in a row, and whether a dash or bracket stands before them.
struct Group {
    digits: String,
    dashed: bool,
}

/// Longer rows of digits are nothing that a clerk needs to write, and could hide any number.
const LONGEST: usize = 9;

/// Whether a number of a person begins with the first group.
fn is_someones(groups: &[Group]) -> bool {
    let (mut digits, mut dashed) = (String::new(), false);
    for (i, group) in groups.iter().enumerate() {
        // A file code (`H20-200703-0002`) has as many digits as an identity number: those are written without dashes.
        dashed |= i > 0 && group.dashed;
        digits.push_str(&group.digits);
        let identity = !dashed && matches!(digits.len(), 9 | 12);
        let telephone = matches!((digits.len(), digits.get(..2)), (11 | 12, Some("84")))
            || (digits.starts_with('0') && matches!(digits.len(), 10 | 11));
        if identity || telephone || group.digits.len() >= LONGEST {
            return true;
        }
        if digits.len() > 12 {
            return false;
        }
    }
    false
}

/// Numbers as people write them: groups of digits with at most two separators between.
fn numbers(chars: &[char]) -> Vec<Vec<Group>> {
    let mut found: Vec<Vec<Group>> = Vec::new();
    let mut current: Vec<Group> = Vec::new();
    let mut between: Option<(usize, bool)> = None;
    for c in chars {
        if let Some(digit) = digit(*c) {
            match (current.last_mut(), between) {
                (Some(group), None) => group.digits.push(digit),
                (_, gap) => {
                    current.push(Group { digits: digit.into(), dashed: gap.is_some_and(|(_, dashed)| dashed) });
                }
            }
            between = None;
            continue;
        }
        let dash = matches!(c, '-' | '–' | '(' | ')' | '/');
        let (count, dashed) = between.unwrap_or((0, false));
        if (dash || c.is_whitespace() || matches!(c, '.' | ',' | '_')) && count < 2 {
            between = Some((count + 1, dashed || dash));
        } else {
            found.push(std::mem::take(&mut current));
            between = None;
        }
    }
    found.push(current);
    found
}

/// A digit, also one of the wide ones that an input method may give.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

fn has_address(chars: &[char]) -> bool {
    chars.windows(3).any(|w| matches!(w[1], '@' | '＠') && w[0].is_alphanumeric() && w[2].is_alphanumeric())
}
