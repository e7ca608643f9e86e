//! Mistakes on the command line: one sentence with the remedy, and no window.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it failed")]

use std::{fs, process::Command};

#[test]
fn every_mistake_is_one_sentence_with_a_remedy() {
    let dir = tempfile::tempdir().unwrap();
    let token = dir.path().join("token");
    fs::write(&token, "0123456789abcdef0123456789abcdef\n").unwrap();
    let token = token.to_str().unwrap();
    let printer = format!("png:{}", dir.path().join("paper").display());
    let missing = dir.path().join("missing").display().to_string();
    let (server, good) = ("http://127.0.0.1:9", printer.as_str());
    let cases: [(&[&str], &str); 7] = [
        (&["--server", "10.0.0.2:8080", "--token-file", token, "--printer", good], "http://"),
        (&["--server", server, "--token-file", &missing, "--printer", good], "token new"),
        (&["--server", server, "--token-file", token, "--printer", "usb:1"], "tcp://"),
        (&["--server", server, "--token-file", token, "--printer", good, "--window", "big"], "1080x1920"),
        (&["--server", server, "--token-file", token, "--printer", good, "--data", token], "data folder"),
        (&["--server", server, "--token-file", token, "--printer", good, "--lang", "fr"], "vi, en"),
        (&["--server", server, "--token-file", token], "--printer"),
    ];
    for (args, remedy) in cases {
        // Without a display even a good command line could not go further than this.
        let out = Command::new(env!("CARGO_BIN_EXE_kiosk"))
            .args(args)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env("LC_ALL", "en_GB.UTF-8")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&out.stderr);
        assert!(!out.status.success(), "{args:?}");
        assert!(said.contains(remedy), "{args:?} should name {remedy:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn a_kiosk_that_does_not_start_says_so_in_the_terminals_language() {
    let line = ["--server", "http://127.0.0.1:9", "--token-file", "/nowhere/token", "--printer", "png:/nowhere/paper"];
    let cases: [(&str, &[&str], &str); 4] = [
        ("vi_VN.UTF-8", &[], "Không đọc được tệp mã truy cập"),
        ("C.UTF-8", &[], "Không đọc được tệp mã truy cập"),
        ("en_US.UTF-8", &[], "cannot be read"),
        ("vi_VN.UTF-8", &["--lang", "en"], "cannot be read"),
    ];
    for (locale, more, words) in cases {
        let out =
            Command::new(env!("CARGO_BIN_EXE_kiosk")).args(line).args(more).env("LC_ALL", locale).output().unwrap();
        let said = String::from_utf8_lossy(&out.stderr);
        assert!(!out.status.success() && said.contains(words) && said.contains("token new"), "{locale}: {said}");
    }
}
