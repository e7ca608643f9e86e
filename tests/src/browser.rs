//! The console in headless Chromium. A small Node program drives it by Playwright; one JSON line asks, one answers.

use std::{path::Path, process::Command};

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::process::{Process, root};

/// A browser with one page. Gone when dropped.
pub struct Browser {
    driver: Process,
}

impl Browser {
    /// Opens a page of this size, speaking this language (`vi`, `en`).
    pub fn open(url: &str, (width, height): (u32, u32), lang: &str) -> Result<Self> {
        let mut node = Command::new("node");
        node.arg(root().join("tests/browser/driver.mjs"));
        let mut browser = Self { driver: Process::start("node", &mut node)? };
        browser.ask(json!({"op": "open", "url": url, "width": width, "height": height, "lang": lang}))?;
        Ok(browser)
    }

    /// Clicks what has this test id.
    pub fn click(&mut self, id: &str) -> Result<()> {
        self.ask(json!({"op": "click", "id": id})).map(drop)
    }

    /// Types into the field with this test id.
    pub fn fill(&mut self, id: &str, text: &str) -> Result<()> {
        self.ask(json!({"op": "fill", "id": id, "text": text})).map(drop)
    }

    /// Presses a key (`Space`, `KeyK`).
    pub fn press(&mut self, key: &str) -> Result<()> {
        self.ask(json!({"op": "press", "key": key})).map(drop)
    }

    /// The text of what has this test id, once it is there.
    pub fn text(&mut self, id: &str) -> Result<String> {
        Ok(self.ask(json!({"op": "text", "id": id}))?.as_str().unwrap_or_default().trim().to_owned())
    }

    /// Waits until what has this test id contains a text.
    pub fn wait_text(&mut self, id: &str, text: &str) -> Result<()> {
        self.ask(json!({"op": "wait-text", "id": id, "text": text})).map(drop)
    }

    /// Waits until a CSS selector matches.
    pub fn wait_selector(&mut self, selector: &str) -> Result<()> {
        self.ask(json!({"op": "wait-selector", "selector": selector})).map(drop)
    }

    /// Evaluates an expression in the page.
    pub fn evaluate(&mut self, script: &str) -> Result<Value> {
        self.ask(json!({"op": "evaluate", "script": script}))
    }

    /// Takes a picture.
    pub fn picture(&mut self, path: &Path) -> Result<()> {
        self.ask(json!({"op": "picture", "path": path})).map(drop)
    }

    fn ask(&mut self, question: Value) -> Result<Value> {
        self.driver.say(&question.to_string())?;
        let answer: Value = serde_json::from_str(&self.driver.line()?)?;
        match answer.get("error").and_then(Value::as_str) {
            Some(error) => bail!("the browser could not do {question}: {error}"),
            None => Ok(answer.get("ok").cloned().unwrap_or_default()),
        }
    }
}
