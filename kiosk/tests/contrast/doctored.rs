//! Pages on which exactly one thing is wrong: proof that the checks find it, and nothing else.

use queue_protocol::core::Lang;
use slint::{ComponentHandle, PhysicalSize};

use crate::{
    picture::Picture,
    rules::{Finding, Kind, check},
    support::{LANDSCAPE, Stage},
    tree::Tree,
    words::Words,
};

#[allow(unsafe_code, missing_docs, clippy::all, clippy::pedantic, unused_qualifications, reason = "compiled code")]
mod page {
    slint::slint! {
        component Key inherits Rectangle {
            in property <string> label: "Tiếp tục";
            accessible-role: button;
            accessible-label: label;
            border-width: 3px;
            border-color: #1B1A18;
            width: 300px;
            height: 120px;
            TouchArea { }
        }

        component Words inherits Text {
            color: #1B1A18;
            font-size: 38px;
        }

        component Asking inherits Rectangle {
            background: #1B1A18D0;
            TouchArea { }
            Rectangle {
                width: 600px;
                height: 300px;
                background: #FBF8F3;
                Words { text: "Quý khách còn ở đây không?"; }
            }
        }

        export component Doctored inherits Window {
            in property <string> case;
            background: #FBF8F3;
            default-font-family: "Be Vietnam Pro";
            default-font-size: 10px;
            default-font-weight: 500;
            TouchArea { }

            // What is right on every one of them.
            Key { x: 40px; y: 40px; Words { text: parent.label; } }
            Words { x: 40px; y: 400px; text: "Xin mời Quý khách Ẵ ỹ"; }

            if case == "small": Key { x: 400px; y: 40px; height: 80px; }
            if case == "overlap": Key { x: 330px; y: 40px; label: "Quay lại"; }
            if case == "near": Key { x: 346px; y: 40px; label: "Quay lại"; }
            if case == "outside": Key { x: root.width - 290px; y: 40px; }
            if case == "nameless": Key { x: 400px; y: 40px; label: ""; }
            if case == "no control": TouchArea { x: 400px; y: 40px; width: 120px; height: 120px; }
            if case == "pale": Words { x: 40px; y: 600px; text: "Hồ sơ"; color: #615A52; }
            if case == "pale on another ground": Rectangle {
                x: 0px; y: 600px; width: 600px; height: 100px;
                background: #86D0A8;
                Words { text: "Hồ sơ"; color: #4A443C; }
            }
            if case == "small text": Words { x: 40px; y: 600px; text: "Hồ sơ"; font-size: 33px; }
            if case == "no size": Text { x: 40px; y: 600px; text: "Hồ sơ"; color: #1B1A18; }
            if case == "elided": Words { x: 40px; y: 600px; width: 100px; text: "Chứng thực chữ ký"; overflow: elide; }
            if case == "too many lines": Words { x: 40px; y: 600px; width: 200px; height: 60px; text: "Chứng thực chữ ký"; wrap: word-wrap; }
            if case == "beyond the window": Words { x: 40px; y: root.height - 20px; text: "Hồ sơ"; }
            if case == "clipped": Rectangle {
                x: 40px; y: 600px; width: 300px; height: 30px;
                clip: true;
                Words { y: 0px; text: "Hồ sơ"; }
            }
            if case == "knifed": Words { x: 40px; y: 600px; text: "HHHHHH"; line-height-factor: 0.4; }
            if case == "covered": Words { x: 40px; y: 600px; text: "Hồ sơ"; }
            if case == "covered": Rectangle { x: 0px; y: 550px; width: 600px; height: 150px; background: root.background; }
            if case == "as its ground": Words { x: 40px; y: 600px; text: "Hồ sơ"; color: root.background; }
            if case == "english": Words { x: 40px; y: 600px; text: "Submit papers"; }
            if case == "hidden": Words { x: 40px; y: 600px; text: "Hồ sơ"; font-size: 12px; visible: false; }
            if case == "under an overlay": Words { x: 40px; y: 700px; text: "Hồ sơ"; color: #A09A92; }
            if case == "under an overlay": Asking { }
        }
    }
}

#[test]
fn each_is_found() {
    let cases: [(&str, &[(Kind, &str)]); 21] = [
        ("", &[]),
        ("small", &[(Kind::SmallTarget, "Tiếp tục")]),
        ("overlap", &[(Kind::Overlap, "Tiếp tục")]),
        ("near", &[(Kind::Near, "Tiếp tục")]),
        ("outside", &[(Kind::OutsideWindow, "Tiếp tục")]),
        ("nameless", &[(Kind::NoLabel, "")]),
        ("no control", &[(Kind::NoControl, "")]),
        ("pale", &[(Kind::Pale, "Hồ sơ")]),
        ("pale on another ground", &[(Kind::Pale, "Hồ sơ")]),
        ("small text", &[(Kind::SmallText, "Hồ sơ")]),
        ("no size", &[(Kind::SmallText, "Hồ sơ")]),
        ("elided", &[(Kind::Cut, "Chứng thực chữ ký")]),
        ("too many lines", &[(Kind::Cut, "Chứng thực chữ ký")]),
        ("beyond the window", &[(Kind::Cut, "Hồ sơ")]),
        ("clipped", &[(Kind::Cut, "Hồ sơ")]),
        ("knifed", &[(Kind::Cut, "HHHHHH")]),
        ("covered", &[(Kind::Unseen, "Hồ sơ")]),
        ("as its ground", &[(Kind::Unseen, "Hồ sơ")]),
        ("english", &[(Kind::OtherLanguage, "Submit papers")]),
        ("hidden", &[]),
        ("under an overlay", &[]),
    ];
    // The kiosk's window brings the platform and the fonts.
    let _stage = Stage::empty(LANDSCAPE, None);
    let words = Words::new(Lang::Vi, []);
    let page = page::Doctored::new().unwrap();
    page.window().set_size(PhysicalSize::new(1080, 900));
    page.show().unwrap();
    for (case, expected) in cases {
        page.set_case(case.into());
        let found = look(&page, &words);
        let mut kinds: Vec<_> = found.iter().map(|f| (f.kind, f.label.as_str())).collect();
        kinds.dedup();
        assert_eq!(kinds, expected, "{case}: {found:#?}");
    }
}

#[test]
fn vietnamese_on_an_english_page() {
    let words = Words::new(Lang::En, ["One-Stop Office of Tháp Mười district"]);
    assert!(words.is_foreign("Nộp hồ sơ"));
    assert!(words.is_foreign("3 người chờ"));
    assert!(!words.is_foreign("Tháp Mười district, 3 waiting"));
    assert!(!words.is_foreign("Tiếng Việt"));
    let words = Words::new(Lang::Vi, []);
    assert!(words.is_foreign("3 waiting"));
    assert!(!words.is_foreign("3 người chờ"));
    assert!(!words.is_foreign("English"));
}

fn look(page: &page::Doctored, words: &Words) -> Vec<Finding> {
    let picture = Picture::of(page);
    check(&Tree::read(page), &picture, words)
}
