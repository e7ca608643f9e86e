//! What must hold on every page: targets that a shaking finger hits, text that weak eyes read, one language at a time.

use crate::{
    picture::Picture,
    tree::{Area, Tree},
    words::Words,
};

/// 20 mm at 4.03 px/mm.
pub const LEAST_TARGET: f32 = 81.0;

/// 2 mm.
pub const LEAST_GAP: f32 = 8.0;

/// A capital of 6.2 mm.
pub const LEAST_LETTER: f32 = 34.0;

/// WCAG 2, success criterion 1.4.6.
pub const LEAST_CONTRAST: f32 = 7.0;

/// Pixels fully of a text's colour without which it cannot be seen at all.
const LEAST_INK: usize = 4;

/// Layouts round to whole pixels; type sizes are sums of fractions.
const ROUNDING: f32 = 1.0;

/// How far a box reaches beyond its lines, in letters, before no mark of theirs can be cut above or below.
const ROOMY: f32 = 0.4;

/// The part of a type size by which a line may be higher than its room: so much of it is leading. Whether a letter is cut
/// all the same, its pixels tell.
const LEADING: f32 = 0.25;

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    SmallTarget,
    Overlap,
    Near,
    OutsideWindow,
    NoLabel,
    /// It takes touches, but no keyboard and no helping software knows of it.
    NoControl,
    Pale,
    SmallText,
    Cut,
    Unseen,
    OtherLanguage,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    pub kind: Kind,
    /// The text or label of what is wrong.
    pub label: String,
    pub numbers: String,
}

/// Everything that is wrong with a page.
pub fn check(tree: &Tree, picture: &Picture, words: &Words) -> Vec<Finding> {
    let mut found = Vec::new();
    check_targets(tree, &mut found);
    check_texts(tree, picture, &mut found);
    check_words(tree, words, &mut found);
    found.sort();
    found.dedup();
    found
}

fn check_targets(tree: &Tree, found: &mut Vec<Finding>) {
    let mut add = |kind, label: &str, numbers: String| {
        found.push(Finding { kind, label: label.to_owned(), numbers });
    };
    for (at, target) in tree.targets.iter().enumerate() {
        let Some(label) = &target.label else {
            add(Kind::NoControl, "", place(target.area));
            continue;
        };
        if label.is_empty() {
            add(Kind::NoLabel, "", place(target.area));
        }
        let touch = target.touch.unwrap_or(target.area);
        let (width, height) = (touch.width().min(target.area.width()), touch.height().min(target.area.height()));
        if width < LEAST_TARGET || height < LEAST_TARGET {
            add(Kind::SmallTarget, label, format!("{width:.0} × {height:.0}"));
        }
        if !target.area.is_within(tree.window) {
            add(Kind::OutsideWindow, label, place(target.area));
        }
        for other in tree.targets.iter().skip(at + 1) {
            let (apart, pair) = (target.area.apart(other.area), other.label.as_deref().unwrap_or_default());
            if apart < 0.0 {
                add(Kind::Overlap, label, format!("{:.1} px over {pair:?}", -apart));
            } else if apart + 0.5 < LEAST_GAP {
                add(Kind::Near, label, format!("{apart:.1} px from {pair:?}"));
            }
        }
    }
}

fn check_texts(tree: &Tree, picture: &Picture, found: &mut Vec<Finding>) {
    for text in &tree.texts {
        let mut add = |kind, numbers: String| found.push(Finding { kind, label: text.text.clone(), numbers });
        if text.size + 0.01 < LEAST_LETTER {
            add(Kind::SmallText, format!("{:.1} px", text.size));
        }
        let (area, shown) = (text.area, text.shown);
        if !area.is_within(shown) {
            add(Kind::Cut, format!("{} shown of {}", place(shown), place(area)));
        } else if text.wanted.0 > area.width() + ROUNDING || text.wanted.1 > area.height() + LEADING * text.size {
            let (width, height) = text.wanted;
            add(Kind::Cut, format!("wants {width:.0} × {height:.0}, has {:.0} × {:.0}", area.width(), area.height()));
        }
        let letters = picture.letters(shown, text.colour);
        // A box that reaches beyond its lines holds a neighbour's letters there, and cuts none of its own.
        let roomy = area.height() > text.wanted.1 + ROOMY * text.size;
        if let Some(side) = letters.cut.filter(|side| !(roomy && matches!(side.to_string().as_str(), "top" | "bottom")))
        {
            add(Kind::Cut, format!("letters end at the {side} edge of {}", place(area)));
        }
        // Of letters far too small hardly a pixel is plain ink or plain ground: their size is what has to be mended.
        if text.size < LEAST_LETTER / 2.0 {
            continue;
        }
        if letters.ink < LEAST_INK || letters.grounds.is_empty() {
            add(Kind::Unseen, format!("{} px of {}", letters.ink, text.colour));
        }
        for (ground, contrast) in letters.grounds {
            if contrast < LEAST_CONTRAST {
                add(Kind::Pale, format!("{contrast:.2} : 1, {} on {ground}", text.colour));
            }
        }
    }
}

fn check_words(tree: &Tree, words: &Words, found: &mut Vec<Finding>) {
    let labels = tree.targets.iter().filter_map(|t| t.label.as_deref());
    for text in tree.texts.iter().map(|t| t.text.as_str()).chain(labels) {
        if words.is_foreign(text) {
            found.push(Finding { kind: Kind::OtherLanguage, label: text.to_owned(), numbers: String::new() });
        }
    }
}

fn place(area: Area) -> String {
    format!("x {:.0}–{:.0} y {:.0}–{:.0}", area.left, area.right, area.top, area.bottom)
}
