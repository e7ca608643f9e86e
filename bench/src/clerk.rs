//! A clerk at a counter, by the public API.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::json;
use uuid::Uuid;

use crate::http::{Caller, Connection};

/// A clerk who has taken a counter.
pub struct Clerk {
    connection: Connection,
    counter: String,
}

/// A citizen called.
pub struct Call {
    /// The ticket's id.
    pub ticket: String,
    /// From the key to the answer.
    pub took: Duration,
}

impl Clerk {
    /// Opens a counter.
    pub async fn sit(caller: &Caller, counter: &str) -> Result<Self> {
        let mut clerk = Self { connection: Connection::open(caller).await?, counter: counter.to_owned() };
        let path = format_args!("/api/v1/counters/{counter}/open");
        clerk.connection.ask("POST", path, &command()).await?.expect(200)?;
        Ok(clerk)
    }

    /// Calls the next citizen, if anyone waits.
    pub async fn call_next(&mut self) -> Result<Option<Call>> {
        let (body, counter) = (command(), &self.counter);
        let begun = Instant::now();
        let answer = self.connection.ask("POST", format_args!("/api/v1/counters/{counter}/call-next"), &body).await?;
        let took = begun.elapsed();
        if answer.status == 204 {
            return Ok(None);
        }
        let called = answer.expect(200)?.json()?;
        let ticket = called["id"].as_str().context("a ticket without id")?.to_owned();
        Ok(Some(Call { ticket, took }))
    }

    /// Does something with a ticket: `start`, `finish`, `no-show`.
    pub async fn ticket(&mut self, ticket: &str, verb: &str) -> Result<()> {
        let path = format_args!("/api/v1/tickets/{ticket}/{verb}");
        self.connection.ask("POST", path, &command()).await?.expect(200)?;
        Ok(())
    }
}

fn command() -> String {
    json!({"command_id": Uuid::now_v7()}).to_string()
}
