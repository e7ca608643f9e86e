//! Placeholder main until the room is furnished.
fn main() {}
