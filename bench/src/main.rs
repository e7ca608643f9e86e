//! The figures that the README quotes. Each is a ratio, measured in one run against the raw thing beneath it, so that it
//! says something about the program and not about the machine. This file is the list; each figure has a file of its own.

mod call_next_depth;
mod clerk;
mod click_to_wall;
mod crowd;
mod eye;
mod fanout_vs_raw;
mod figure;
mod finger;
mod growth_1m;
mod house;
mod http;
mod issue_vs_noop;
mod kiosk_rest;
mod memory;
mod million;
mod phone_page;
mod picture;
mod raster_vs_ticket;
mod raw;
mod report;
mod restart_1m;
mod search;
mod server;
mod subscriber;
mod ticket_bytes;
mod touch_to_page;
mod touch_to_paper;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, builder::PossibleValuesParser};

use crate::{
    figure::{Figure, Outcome},
    house::House,
};

/// All figures, in the order in which they are measured.
const FIGURES: [Figure; 21] = [
    issue_vs_noop::FIGURE,
    growth_1m::FIGURE,
    call_next_depth::FIGURE,
    fanout_vs_raw::FIGURE,
    restart_1m::FIGURE,
    memory::SERVER,
    memory::KIOSK,
    memory::WALL,
    kiosk_rest::FIGURE,
    touch_to_page::FIGURE,
    click_to_wall::FIGURE,
    touch_to_paper::FIGURE,
    search::P99,
    search::VS_SCAN,
    ticket_bytes::STORED,
    ticket_bytes::FALLBACK,
    raster_vs_ticket::FIGURE,
    phone_page::MEMORY,
    phone_page::CALL,
    phone_page::WEIGHT,
    phone_page::FIRST_VIEW,
];

/// Sockets of five thousand phones or on both sides of a fan-out to a thousand, and some; the server takes as many.
const SOCKETS: u64 = 16_384;

/// Measures the built release against the raw things beneath it.
#[derive(Parser)]
struct Line {
    /// Only this figure; may be given several times.
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(FIGURES.map(|f| f.name)))]
    only: Vec<String>,
    /// Fewer rounds: for a look, not for the README.
    #[arg(long)]
    quick: bool,
    #[command(subcommand)]
    raw: Option<raw::Raw>,
}

fn main() -> Result<ExitCode> {
    let line = Line::parse();
    rlimit::increase_nofile_limit(SOCKETS)?;
    if let Some(raw) = line.raw {
        return raw.run().map(|()| ExitCode::SUCCESS);
    }
    let house = House::open(line.quick)?;
    let wanted = |f: &&Figure| line.only.is_empty() || line.only.iter().any(|n| n == f.name);
    let outcomes: Vec<Outcome> = FIGURES.iter().filter(wanted).map(|f| f.measure(&house)).collect();
    report::write(&outcomes, &house.file("report.json"))?;
    picture::draw(&outcomes, &house.file("report.svg"))?;
    println!("{}", report::table(&outcomes));
    let missed = outcomes.iter().filter(|o| !o.holds()).count();
    if missed > 0 {
        println!("{missed} of {} figures do not hold.", outcomes.len());
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}
