//! What the program says to whoever installs it: one sentence with the remedy, and an exit code that is not 0.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{fs, process::Command};

#[test]
fn every_mistake_is_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let (good, empty) = (folder.path().join("good"), folder.path().join("empty"));
    fs::write(&good, "abc-123\n").unwrap();
    fs::write(&empty, "").unwrap();
    let (good, empty) = (good.to_str().unwrap(), empty.to_str().unwrap());
    let missing = folder.path().join("missing");
    let missing = missing.to_str().unwrap();
    let panels = folder.path().join("panels.toml");
    fs::write(&panels, "[[bus]]\nport = \"/dev/ttyS0\"\n[[bus.keypad]]\ncounter = \"quay-1\"\nunit = 0\n").unwrap();
    let panels = panels.to_str().unwrap();
    let keypad = folder.path().join("keypad.toml");
    fs::write(&keypad, "[[bus]]\nport = \"/dev/ttyS0\"\n[[bus.keypad]]\ncounter = \"quay-1\"\nunit = 1\n").unwrap();
    let keypad = keypad.to_str().unwrap();
    let cases: [(&[&str], &[&str]); 9] = [
        (&["--server", "http://h", "--token-file", good, "--panels", panels], &["panels.toml:5:", "from 1 to 247"]),
        (&["--server", "http://h", "--token-file", good, "--panels", missing], &[missing, "check the path"]),
        (&["--server", "http://h", "--token-file", good, "--panels", keypad], &["--keypad-token-file", "clerk"]),
        (&["--server", "10.0.0.2", "--token-file", good], &["10.0.0.2", "http://"]),
        (&["--server", "https://h", "--token-file", good], &["https://h", "http://"]),
        (&["--server", "http://h", "--token-file", missing], &[missing, "token new"]),
        (&["--server", "http://h", "--token-file", empty], &[empty, "token new"]),
        (&["--server", "http://h", "--token-file", good, "--window", "12x9"], &["12x9", "1920x1080"]),
        (
            &["--server", "http://h", "--token-file", good, "--window", "big", "--lang", "en"],
            &["\"big\" is no window size"],
        ),
    ];
    for (args, expected) in cases {
        let output = Command::new(env!("CARGO_BIN_EXE_display")).args(["--zone", "sanh"]).args(args).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        assert_eq!(said.trim_end().lines().count(), 1, "{args:?}: {said}");
        assert!(expected.iter().all(|part| said.contains(part)), "{args:?}: {said}");
    }
}

#[test]
fn a_loudspeaker_that_there_is_not_is_refused_by_name() {
    let args = ["--server", "http://h", "--token-file", "t", "--zone", "sanh", "--speaker", "loud"];
    let output = Command::new(env!("CARGO_BIN_EXE_display")).args(args).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("--speaker") && said.contains("wav:FILE"), "{said}");
}
