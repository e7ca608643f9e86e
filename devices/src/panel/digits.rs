//! A text in the places of a panel: what does not fit loses its letters first, and then its front, because the last
//! digits are what tells two tickets apart.

use super::{Align, Model, Shown};

/// What each place shows: ASCII digits and capitals, `-`, or a space.
pub(super) fn places(model: &Model, shown: &Shown) -> Vec<u8> {
    let width = usize::from(model.digits);
    let text = match shown {
        Shown::Blank => return vec![b' '; width],
        Shown::Dashes => return vec![b'-'; width],
        Shown::Text(text) => text,
    };
    let clean = |letters: bool| {
        let upper = text.bytes().map(|byte| byte.to_ascii_uppercase());
        upper.filter(|b| b.is_ascii_digit() || (letters && b.is_ascii_uppercase())).collect::<Vec<_>>()
    };
    let whole = clean(model.letters);
    let fits = if whole.len() > width { clean(false) } else { whole };
    let kept = &fits[fits.len().saturating_sub(width)..];
    let fill = vec![b' '; width - kept.len()];
    match model.align {
        Align::Right => [&fill, kept].concat(),
        Align::Left => [kept, &fill].concat(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn model(digits: u8, letters: bool, align: Align) -> Model {
        Model { digits, letters, align, ..Model::find("generic-ascii-registers", &[]).unwrap() }
    }

    #[test]
    fn numbers_in_their_places() {
        let cases = [
            (4, true, Align::Right, "A012", "A012"),
            (6, true, Align::Right, "A012", "  A012"),
            (6, true, Align::Left, "A012", "A012  "),
            (4, false, Align::Right, "A012", " 012"),
            (3, true, Align::Right, "A012", "012"),
            (4, true, Align::Right, "A1000", "1000"),
            (2, true, Align::Right, "A012", "12"),
            (4, true, Align::Right, "đ-7", "   7"),
        ];
        for (digits, letters, align, text, expected) in cases {
            let shown = places(&model(digits, letters, align), &Shown::Text(text.into()));
            assert_eq!(str::from_utf8(&shown).unwrap(), expected, "{text} in {digits}");
        }
        assert_eq!(places(&model(3, true, Align::Left), &Shown::Dashes), b"---");
        assert_eq!(places(&model(3, true, Align::Left), &Shown::Blank), b"   ");
    }

    proptest! {
        #[test]
        fn any_text_fills_the_panel_exactly(text in ".*", digits in 1_u8..=12, letters: bool) {
            let shown = places(&model(digits, letters, Align::Right), &Shown::Text(text));
            prop_assert_eq!(shown.len(), usize::from(digits));
            prop_assert!(shown.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || *b == b' '));
        }
    }
}
