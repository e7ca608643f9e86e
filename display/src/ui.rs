//! The screens as the compiler makes them, fenced in: generated code keeps no house rules.
#![allow(
    missing_docs,
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::todo
)]

slint::include_modules!();
