//! A scanner that types into the real window: its code is heard on every page, and its keys press no button.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it failed")]

mod support;

use std::time::Duration;

use kiosk::model::Effect;
use queue_protocol::core::Intent;
use slint::{ComponentHandle, SharedString, platform::WindowEvent};
use support::{PORTRAIT, Stage};

const SLIP: &str = "000.00.14.H20-190801-0002";

#[test]
fn a_slip_is_heard_wherever_the_focus_is() {
    let stage = stage();
    types(&stage, SLIP, 4);
    let effects = stage.effects();
    assert!(
        matches!(effects.as_slice(), [Effect::Issue { request, .. }, Effect::Tone { good: true }]
            if request.intent == Some(Intent::Collect)),
        "{effects:?}"
    );

    let stage = self::stage();
    // The first button has the focus: Enter, which ends the code, must not press it.
    stage.key(slint::platform::Key::Tab);
    types(&stage, "8936036020014", 4);
    assert!(stage.find("Nộp hồ sơ").is_some(), "still the start page: {:?}", stage.controls());
    stage.key(slint::platform::Key::Tab);
    types(&stage, SLIP, 4);
    assert!(matches!(stage.effects().as_slice(), [.., Effect::Issue { .. }, Effect::Tone { good: true }]));
}

#[test]
fn a_slip_is_heard_after_the_page_changed() {
    let stage = stage();
    stage.touch("Nhận kết quả");
    types(&stage, SLIP, 4);
    assert!(matches!(stage.effects().as_slice(), [.., Effect::Issue { .. }, Effect::Tone { good: true }]));
}

#[test]
fn a_persons_keys_are_left_to_the_page() {
    let stage = stage();
    types(&stage, SLIP, 120);
    assert_eq!(stage.effects(), []);
    // Tab, and then Enter: a keyboard drives the kiosk.
    stage.key(slint::platform::Key::Tab);
    stage.key(slint::platform::Key::Return);
    assert!(stage.find("A Đất đai").is_some(), "{:?}", stage.controls());
}

#[test]
fn without_the_option_nothing_typed_is_a_code() {
    let stage = Stage::open(PORTRAIT, None);
    types(&stage, SLIP, 4);
    assert_eq!(stage.effects(), []);
}

fn stage() -> Stage {
    let stage = Stage::open(PORTRAIT, None);
    stage.kiosk.watch_keys();
    stage
}

/// Types a line at a pace in milliseconds.
fn types(stage: &Stage, text: &str, pace: u64) {
    for c in text.chars().chain(['\n']) {
        stage.pass(Duration::from_millis(pace));
        let text: SharedString = c.into();
        let window = stage.window().window();
        window.dispatch_event(WindowEvent::KeyPressed { text: text.clone() });
        window.dispatch_event(WindowEvent::KeyReleased { text });
    }
}
