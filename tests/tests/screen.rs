//! The virtual screens that other tests stand on open every time.

#![allow(clippy::unwrap_used)]

use motcua_tests::screen::Screen;

/// An X server that starts anew when its last client leaves loses the window manager that is just connecting.
#[test]
fn a_window_manager_is_always_there() {
    for _ in 0..25 {
        Screen::open(640, 480).unwrap();
    }
}
