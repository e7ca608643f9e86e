//! What is plugged in: a trait, the drivers and a fake for each device. A driver moves bytes and tells what is wrong in
//! words that help; it cannot know what a ticket is. Beside the drivers stands [`raster`], which turns Vietnamese text
//! into the dots that every printer can print.

mod backoff;
pub mod bus;
pub mod keypad;
pub mod panel;
pub mod printer;
pub mod raster;
pub mod scanner;
pub mod speaker;
pub mod voice;
