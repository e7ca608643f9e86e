//! The touch screen in the hall: a citizen touches twice and takes a number on paper.
//!
//! [`model`] decides, without a window. The screens of `ui/` show what [`adapters`] tell them and report touches.
//! [`link`] talks with the server and [`printing`] with the printer, each on a thread of its own, so that neither can
//! hold up a finger. [`app`] ties them together.

pub use kiosk_paper as paper;
pub use kiosk_ui as ui;

pub mod adapters;
pub mod app;
pub mod follow;
pub mod journal;
pub mod lease;
pub mod link;
pub mod model;
pub mod options;
pub mod outbox;
pub mod print_job;
pub mod printing;
pub mod report;
pub mod run;
pub mod scan;
pub mod smoke;
pub mod speech;
pub mod start_error;
pub mod storage;
pub mod watch;
pub mod words;
