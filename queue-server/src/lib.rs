//! The server that coordinates the queues: one writer, one log, one stream of events.
//!
//! A command comes in by [`http`], goes through the [`writer`] into the [`log`], and what happened goes out by the
//! [`hub`]. [`serve`] puts the parts together.

pub mod app;
pub mod auth;
pub mod clock;
pub mod data_dir;
pub mod explain;
pub mod http;
pub mod hub;
mod listen;
pub mod log;
pub mod metrics;
pub mod phone;
pub mod procedures;
pub mod serve;
pub mod site_file;
pub mod start_error;
#[cfg(feature = "testing")]
pub mod testing;
pub mod view;
pub mod words;
pub mod writer;
