//! The installer's file: what is taken, and what is said of a mistake.

use super::*;

const WHOLE: &str = r#"[[bus]]
port = "/dev/serial/by-id/usb-A"
baud = 9600
answer_ms = 50

[[bus.panel]]
counter = "quay-1"
unit = 1
model = "own"

[[bus.panel]]
counter = "quay-2"
unit = 2
model = "dm36"

[[bus.keypad]]
counter = "quay-1"
unit = 101

[[bus]]
port = "/dev/serial/by-id/usb-B"
parity = "even"

[[bus.panel]]
counter = "quay-3"
unit = 1
model = "own"

[[model]]
id = "own"
name = "Own"
digits = 4
ascii = { frame = "{text}" }
"#;

#[test]
fn a_whole_file() {
    let plan = Plan::parse("p.toml".as_ref(), WHOLE).unwrap();
    let places: Vec<Vec<_>> =
        plan.buses.iter().map(|bus| bus.panels.iter().map(|p| (p.counter.as_str(), p.unit)).collect()).collect();
    assert_eq!(places, [vec![("quay-1", 1), ("quay-2", 2)], vec![("quay-3", 1)]]);
    assert_eq!((plan.buses[0].keypads[0].unit, plan.buses[1].parity), (101, Parity::Even));
    assert_eq!((plan.buses[1].baud, plan.buses[0].panels[0].model.name.as_str()), (9_600, "Own"));
}

#[test]
fn a_mistake_is_named_by_file_line_and_remedy() {
    let cases = [
        ("port = \"/dev/serial/by-id/usb-A\"", "port = \"serial:/dev/x\"", 2, "without serial:"),
        ("port = \"/dev/serial/by-id/usb-A\"\n", "", 1, "missing field `port`"),
        ("baud = 9600", "baud = 12", 3, "9600 is usual"),
        ("baud = 9600", "baud = \"fast\"", 3, "invalid type"),
        ("baud = 9600", "bauds = 9600", 3, "unknown field"),
        ("answer_ms = 50", "answer_ms = 5", 4, "50 is usual"),
        ("unit = 2", "unit = 1", 13, "its own address"),
        ("unit = 2", "unit = 0", 13, "from 1 to 247"),
        ("unit = 2", "unit = 256", 13, "256"),
        ("unit = 101", "unit = 2", 18, "its own address"),
        ("counter = \"quay-2\"", "counter = \" \"", 12, "such as quay-3"),
        ("model = \"dm36\"", "model = \"dm3\"", 14, "dm36-number"),
        ("parity = \"even\"", "parity = \"mark\"", 22, "unknown variant"),
        ("usb-B", "usb-A", 21, "below one [[bus]]"),
        ("digits = 4", "digits = 0", 32, "1 to 12 digits"),
        ("ascii = { frame = \"{text}\" }", "ascii = { frame = \"{txt}\" }", 33, "the gaps are unit"),
        ("ascii = { frame = \"{text}\" }", "", 30, "either modbus"),
        (
            "ascii = { frame = \"{text}\" }",
            "modbus = { first = 65533, layout = \"ascii\", write = \"single\" }",
            33,
            "65535",
        ),
        ("[[bus]]", "[[bus", 1, ""),
    ];
    for (from, to, line, words) in cases {
        let text = WHOLE.replacen(from, to, 1);
        let error = Plan::parse("p.toml".as_ref(), &text).unwrap_err();
        let FileError::Wrong { line: found, .. } = &error else { panic!("{error}") };
        let said = error.to_string();
        assert_eq!(*found, line, "{to}: {said}");
        assert!(said.contains(words) && said.starts_with("p.toml:") && !said.contains('\n'), "{to}: {said}");
    }
    assert!(Plan::parse("p.toml".as_ref(), "").unwrap_err().to_string().contains("[[bus]]"));
    assert!(Plan::read("/nowhere/p.toml".as_ref()).unwrap_err().to_string().contains("check the path"));
}

#[test]
fn any_text_is_a_plan_or_a_sentence() {
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..5_000 {
        let mut bytes = WHOLE.as_bytes().to_vec();
        for _ in 0..random.usize(1..8) {
            let at = random.usize(..bytes.len());
            match random.u8(..3) {
                0 => bytes[at] = random.u8(..),
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, random.u8(32..127)),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Err(error) = Plan::parse("p.toml".as_ref(), &text) {
            assert!(error.to_string().contains("mend this line"), "{error}");
        }
    }
}
