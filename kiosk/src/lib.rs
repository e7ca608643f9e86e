//! The touch screen in the hall: a citizen touches twice and takes a number on paper.
//!
//! [`model`] decides, without a window. The screens of `ui/` show what [`adapters`] tell them and report touches.
//! [`link`] talks with the server and [`printing`] with the printer, each on a thread of its own, so that neither can
//! hold up a finger. [`app`] ties them together.

pub mod adapters;
pub mod app;
pub mod follow;
pub mod link;
pub mod model;
pub mod options;
pub mod outbox;
pub mod paper;
pub mod printing;
pub mod run;

/// What the compiler makes of `ui/*.slint`, fenced off: its style is not ours to judge.
#[allow(
    missing_docs,
    unsafe_code,
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::todo
)]
pub mod ui {
    slint::include_modules!();
}
