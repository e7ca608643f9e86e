//! The harness of the end-to-end tests and of the demo: the built programs as processes, windows on a virtual screen
//! touched by xdotool, the console in headless Chromium, paper read back by eye (OCR) and scanner (QR). Everything
//! waits for a state with a deadline; nothing sleeps for luck.

pub mod browser;
pub mod office;
pub mod process;
pub mod proxy;
pub mod read;
pub mod screen;
pub mod visit;
