//! The wall of a One-Stop hall: who is called to which counter, what each counter does, how long a newcomer waits.
//! The model decides what is shown, the screens draw it, the link hears the server.

pub mod adapter;
pub mod announcer;
pub mod link;
pub mod model;
pub mod options;
pub mod panels;
#[doc(hidden)]
pub mod ui;
pub mod voice;
pub mod words;
