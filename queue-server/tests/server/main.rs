//! The server through its public surface: real requests to a real socket, a real database in a folder of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "failing loudly is what a test does")]

mod access;
mod bad_input;
mod command_line;
mod counters;
mod description;
mod durability;
mod kiosks;
mod log;
mod phone;
mod rating;
mod stream;
mod tickets;
