//! What the compiler makes of the kiosk's `*.slint`: a window, its globals, and nothing that knows of queues or printers.
//! The crate is compiled code, so the lints of the house do not judge its style.

slint::include_modules!();
