//! How far each text is read from: a capital of 1 mm for every 0.3 m of distance where it is a number or a counter, and for
//! every 0.2 m where it is anything else, on a 55-inch panel of 1920 by 1080. Sizes are those of the tree that was drawn;
//! that a capital is as high as its size says is measured on the pixels.

use queue_protocol::core::Lang;

use crate::{
    draw, open_platform,
    picture::Picture,
    scenes::scenes,
    tree::{Area, Lettering, Tree},
};

/// Millimetres a pixel.
const PIXEL: f32 = 1218.0 / 1920.0;

/// Height of a capital of Be Vietnam Pro, as part of its size.
const CAPITAL: f32 = 0.735;

/// Metres for a millimetre.
const NUMBER: f32 = 0.3;
const REST: f32 = 0.2;

#[test]
fn from_the_last_row() {
    open_platform();
    // The scene, the text, the rule, the metres that it must reach wide and tall, and the pixels of its capital that the
    // drawing asks for.
    let cases = [
        ("called", "A015", NUMBER, [40.0, 40.0], 220.0),
        ("called", "3", NUMBER, [40.0, 30.0], 160.0),
        ("called", "T021", NUMBER, [10.0, 10.0], 53.0),
        ("called", "25–35", REST, [3.2, 3.2], 25.0),
        ("called", "MỜI KHÁCH HÀNG SỐ", REST, [4.0, 4.0], 32.0),
        ("rush", "B018", NUMBER, [18.0, 20.0], 95.0),
        ("rush", "5", NUMBER, [18.0, 20.0], 95.0),
        ("many", "B015", NUMBER, [7.0, 5.5], 30.0),
        ("stale", "Mất kết nối 12 giây", REST, [4.5, 4.0], 33.0),
        ("trial", "VẬN HÀNH THỬ", REST, [4.5, 4.0], 33.0),
    ];
    for (shape, size) in [(0, (1920, 1080)), (1, (1080, 1920))] {
        let mut scenes = scenes(Lang::Vi);
        for (name, wanted, rule, metres, pixels) in cases {
            let scene = scenes.iter_mut().find(|s| s.name == name).unwrap();
            let window = draw(scene, Lang::Vi, size);
            let tree = Tree::read(&window);
            let texts = || tree.texts.iter().filter(|t| t.text == wanted);
            // The largest of its kind: the block's number, the list's.
            let largest = texts().max_by(|a, b| a.size.total_cmp(&b.size));
            let text = largest.unwrap_or_else(|| panic!("{name}: no {wanted:?}"));
            let capital = text.size * CAPITAL;
            let reach = capital * PIXEL * rule;
            assert!(
                capital >= pixels && reach >= metres[shape],
                "{name} {size:?}: {wanted:?} {capital:.0} px, {reach:.1} m"
            );
            if wanted == "A015" {
                measured(&window, text, capital);
            }
        }
    }
}

/// The letters of a text really are as high as its size says.
fn measured(window: &display::ui::DisplayWindow, text: &Lettering, capital: f32) {
    let picture = Picture::of(window);
    // The title stands above and the field below, in boxes of their own that this one overlaps: the letters are the
    // longest run of rows.
    let (mut longest, mut run) = (0, 0);
    for y in text.area.top as i32..text.area.bottom as i32 {
        let row = Area { top: y as f32, bottom: (y + 1) as f32, ..text.area };
        run = if picture.letters(row, text.colour).ink > 0 { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    assert!((longest as f32 - capital).abs() <= 0.04 * capital, "{longest} px instead of {capital:.0}");
}
