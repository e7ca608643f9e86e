//! The API under `/api/v1`, one module a noun, and what stands beside it. [`router`] is the one list of routes.

mod authorize;
mod body;
mod console;
mod counters;
mod events;
mod health;
mod kiosks;
mod paper;
mod phone;
mod problem;
mod procedures;
mod rating;
mod router;
mod session;
mod setup;
mod site;
mod speak;
mod submit;
mod support;
mod tickets;
mod users;

pub use self::{
    problem::Fault,
    router::{openapi, router},
};

/// Bytes of a request's body. A command is some hundred; nothing that the API takes comes near.
pub const BODY: usize = 64 << 10;
