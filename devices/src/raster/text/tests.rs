use super::*;

#[test]
fn every_vietnamese_letter_is_in_the_font() {
    let mut typesetter = Typesetter::new();
    let letters = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ";
    let missing: Vec<char> = letters
        .chars()
        .flat_map(|letter| [Some(letter), letter.to_uppercase().next()])
        .flatten()
        .filter(|letter| {
            let buffer = typesetter.layout(&letter.to_string(), TextStyle::new(30.0, 40, Weight::Medium), 200, FAMILY);
            buffer.layout_runs().any(|run| run.glyphs.iter().any(|glyph| glyph.glyph_id == 0))
        })
        .collect();
    assert!(missing.is_empty(), "not in the font: {missing:?}");
}

#[test]
fn decomposed_vietnamese_looks_like_precomposed() {
    let mut typesetter = Typesetter::new();
    let style = TextStyle::new(30.0, 40, Weight::Medium);
    let mut draw = |text: &str| {
        let mut picture = Bitmap::new(200, 50);
        typesetter.draw(&mut picture, (0, 0), 200, text, style, Ink::Black);
        picture
    };
    assert_eq!(draw("\u{1ea7}"), draw("a\u{302}\u{300}"));
    assert!(draw("ầ").black_dots() > draw("a").black_dots());
}

#[test]
fn text_wraps_to_its_width_and_stops_at_its_lines() {
    let mut typesetter = Typesetter::new();
    let style = TextStyle::new(30.0, 40, Weight::Medium).lines(2);
    let long = "Hồ sơ nộp sau 15 giờ được tính từ ngày làm việc tiếp theo, xin Quý khách lưu ý điều này";
    let taken = typesetter.measure(long, style, 300);
    assert_eq!((taken.lines, taken.height), (2, 80));
    assert!(taken.width <= 300, "{taken:?}");
    assert_eq!(typesetter.measure("Đất đai", style, 300).lines, 1);
}

#[test]
fn no_line_begins_with_the_space_at_which_it_broke() {
    let mut typesetter = Typesetter::new();
    for max_lines in [2, 3] {
        let style = TextStyle::new(30.0, 40, Weight::Medium).lines(max_lines);
        let mut picture = Bitmap::new(200, 80);
        typesetter.draw(&mut picture, (0, 0), 200, "Hồ sơ nộp sau Hồ sơ nộp", style, Ink::Black);
        let (left, ..) = ink_box(&picture.cropped(0, 40, 200, 40)).unwrap();
        assert!(left <= 4, "at most {max_lines} lines: the second begins at {left}");
    }
}

#[test]
fn lines_stand_where_they_are_told() {
    let mut typesetter = Typesetter::new();
    let style = TextStyle::new(30.0, 40, Weight::ExtraBold).lines(1);
    let mut middle = |align| {
        let mut picture = Bitmap::new(400, 50);
        typesetter.draw(&mut picture, (0, 0), 400, "SỐ THỨ TỰ", style.aligned(align).tracked(0.08), Ink::Black);
        ink_box(&picture).map(|(left, _, right, _)| left.midpoint(right))
    };
    let (left, center, right) = (middle(Align::Left), middle(Align::Center), middle(Align::Right));
    assert!(left < center && center < right);
    assert!((198..=202).contains(&center.unwrap()), "{center:?}");
}
