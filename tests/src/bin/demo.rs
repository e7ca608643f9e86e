//! `make demo`: windows where there is a screen; with HEADLESS=1 one citizen's visit under virtual screens, whose
//! pictures stay in target/demo.

use std::{env, fs, process::Command};

use anyhow::{Result, ensure};
use motcua_tests::{
    office::Office,
    process::{Process, program, root},
    read, visit,
};

fn main() -> Result<()> {
    let folder = root().join("target/demo");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let office = Office::open()?;
    // A password of its own for each demo: none is built in.
    let password = office.token("clerk", "mau-mat-khau")?[..12].to_owned();
    office.account("clerk", visit::CLERK, &password, Some("le-minh-khoi"))?;
    if env::var("HEADLESS").is_ok_and(|h| h == "1") {
        headless(&office, &folder, &password)
    } else {
        windows(office, &folder, &password)
    }
}

fn headless(office: &Office, folder: &std::path::Path, password: &str) -> Result<()> {
    let visit = visit::play(office, folder, password, &|step| println!("demo: {step}"))?;
    let on_paper = read::qr(&visit.ticket)?;
    ensure!(!on_paper.is_empty(), "the paper's QR cannot be read");
    println!("demo: {} on paper, console and wall; the QR leads to {on_paper}", visit.number);
    for name in ["kiosk.png", "ticket.png", "ticket.bin", "console.png", "display.png"] {
        println!("demo: {}", folder.join(name).display());
    }
    Ok(())
}

fn windows(mut office: Office, folder: &std::path::Path, password: &str) -> Result<()> {
    let kiosk_token = office.token_file("kiosk", "kiosk-1")?;
    let display_token = office.token_file("display", "bang-1")?;
    let paper = folder.join("paper");
    let printer = format!("png:{}", paper.display());
    let mut kiosk = Command::new(program("kiosk")?);
    kiosk
        .args(["--server", office.url(), "--printer", &printer, "--window", "540x960", "--token-file"])
        .arg(kiosk_token);
    let mut kiosk = Process::start("kiosk", &mut kiosk)?;
    let zone = office.zone()?;
    let mut wall = Command::new(program("display")?);
    wall.args(["--server", office.url(), "--zone", &zone, "--window", "960x540", "--token-file"]).arg(display_token);
    let mut wall = Process::start("display", &mut wall)?;
    println!("Kiosk and wall are open. Tickets are printed into {}", paper.display());
    println!("Console: {}  sign in as {} with password {password}", office.url(), visit::CLERK);
    println!("Press Enter to end the demo.");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    kiosk.check()?;
    wall.check()?;
    office.stop()
}
