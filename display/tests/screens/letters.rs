//! No letter is cut: every text has the room that it wants, lies within the window and within whatever clips it, and no
//! stroke of it ends at the edge of its room as if cut with a knife. Slint draws nothing outside of a text's box, so a mark
//! above a capital is the first to go.

use display::ui::DisplayWindow;

use crate::{
    picture::Picture,
    tree::{Lettering, Tree},
};

/// Layouts round to whole pixels; type sizes are sums of fractions.
const ROUNDING: f32 = 1.0;

/// How far a box reaches beyond its lines, in letters, before no mark of theirs can be cut above or below.
const ROOMY: f32 = 0.4;

/// The part of a type size that a figure or a plain capital is high, and a smooth edge.
const FIGURE: f32 = 0.78;

/// The smallest type on a screen of 1080p, for three long names at one counter.
const LEAST: f32 = 13.5;

/// Everything that is wrong with a window's letters: by the room that they have, and where there is a picture of it, by
/// their pixels.
pub fn check(window: &DisplayWindow, picture: Option<&Picture>) -> Vec<String> {
    let tree = Tree::read(window);
    assert!(tree.texts.len() >= 3, "the tree was read");
    let unit = tree.window.width().min(tree.window.height()) / 1080.0;
    tree.texts.iter().flat_map(|text| wrong(text, &tree, picture, unit)).collect()
}

fn wrong(text: &Lettering, tree: &Tree, picture: Option<&Picture>, unit: f32) -> Vec<String> {
    let (area, shown, mut found) = (text.area, text.shown, Vec::new());
    let mut add = |what: &str| {
        let place = format!("x {:.0}–{:.0} y {:.0}–{:.0}", area.left, area.right, area.top, area.bottom);
        found.push(format!("{:?} of {:.1} px at {place} {what}", text.text, text.size));
    };
    if text.size < LEAST * unit {
        add("is too small");
    }
    if !area.is_within(tree.window) {
        add("leaves the window");
    }
    if !area.is_within(shown) {
        add(&format!("is clipped to x {:.0}–{:.0} y {:.0}–{:.0}", shown.left, shown.right, shown.top, shown.bottom));
    }
    let (width, height) = text.wanted;
    // Numbers have neither marks nor tails; a frame of their colour beside them is no knife.
    let marked = !text.text.chars().all(|c| c.is_ascii() || "–·".contains(c));
    let least = if marked { height } else { FIGURE * text.size };
    if width > area.width() + ROUNDING || least > area.height() + ROUNDING {
        add(&format!("wants {width:.0} × {height:.0}"));
    }
    let roomy = area.height() > height + ROOMY * text.size;
    let cut = picture.filter(|_| marked).and_then(|picture| picture.letters(shown, text.colour).cut);
    if let Some(side) = cut.filter(|side| !(roomy && matches!(*side, "top" | "bottom"))) {
        add(&format!("ends at its {side} edge"));
    }
    found
}
