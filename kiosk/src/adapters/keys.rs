//! A keyboard or a box with a few buttons in place of a finger: Tab and arrows go from control to control, Enter touches,
//! Escape goes back, and on the notice board letters are typed.

use slint::{ComponentHandle, SharedString, platform::WindowEvent};

use crate::{
    model::{Idle, Key, Model, Page, Touch},
    ui::{KioskWindow, Screen},
};

/// What a key of a person is to do.
#[derive(Debug, PartialEq, Eq)]
enum Act {
    /// To the next control.
    Next,
    /// To the one before.
    Before,
    /// The control that has the focus takes it.
    Control,
    /// The page takes it.
    Touch(Touch),
}

/// Takes a key. True if no control may see it. A touch is handed to `send`.
pub fn press(window: &KioskWindow, model: &Model, text: &str, send: impl FnOnce(Touch)) -> bool {
    let Some(act) = act(model, text) else { return false };
    let screen = window.global::<Screen>();
    screen.set_by_keys(true);
    match act {
        Act::Next => step(window, slint::platform::Key::Tab),
        Act::Before => step(window, slint::platform::Key::Backtab),
        Act::Control => {
            send(Touch::Anywhere);
            return false;
        }
        Act::Touch(touch) => {
            window.invoke_hold_keys();
            if touch == Touch::Back {
                screen.set_refocus(screen.get_refocus().wrapping_add(1));
            }
            send(touch);
            return true;
        }
    }
    send(Touch::Anywhere);
    true
}

/// Goes to the first control of a page that has just appeared, if somebody drives by keys.
pub fn start(window: &KioskWindow) {
    if window.global::<Screen>().get_by_keys() {
        step(window, slint::platform::Key::Tab);
    }
}

fn act(model: &Model, text: &str) -> Option<Act> {
    use slint::platform::Key as K;
    let is = |key: K| text == SharedString::from(key).as_str();
    let enter = is(K::Return);
    let steps = is(K::Tab) || is(K::Backtab);
    let back = is(K::LeftArrow) || is(K::UpArrow);
    let on = is(K::RightArrow) || is(K::DownArrow);
    let typed = text.chars().next().filter(|c| c.is_alphanumeric() || " .-/".contains(*c));
    let typed = typed.filter(|_| text.chars().count() == 1);
    let erases = is(K::Backspace) || is(K::Delete);
    // Whoever is asked whether they are here answers with any key.
    if matches!(model.idle(), Idle::Asking(_))
        && (enter || steps || back || on || erases || is(K::Escape) || typed.is_some())
    {
        return Some(Act::Touch(Touch::Stay));
    }
    match model.page() {
        _ if on => Some(Act::Next),
        _ if back => Some(Act::Before),
        _ if steps || enter => Some(Act::Control),
        Page::Board if erases => Some(Act::Touch(Touch::Key(Key::Delete))),
        Page::Board => match typed {
            Some(letter) => Some(Act::Touch(Touch::Key(Key::Letter(letter.to_lowercase().next().unwrap_or(letter))))),
            None => is(K::Escape).then_some(Act::Touch(Touch::Back)),
        },
        _ if text == " " => Some(Act::Control),
        Page::Ticket if is(K::Escape) => Some(Act::Touch(Touch::Done)),
        // A number that is only on the screen does not go away by a slip of the finger.
        Page::Fault(_) => None,
        _ => is(K::Escape).then_some(Act::Touch(Touch::Back)),
    }
}

/// As if Tab had been pressed: the window knows the order of its controls.
fn step(window: &KioskWindow, key: slint::platform::Key) {
    let text = SharedString::from(key);
    window.window().dispatch_event(WindowEvent::KeyPressed { text: text.clone() });
    window.window().dispatch_event(WindowEvent::KeyReleased { text });
}
