//! What an installer gets wrong at the command line: one sentence with the remedy, an exit code, nothing half-written.
#![allow(missing_docs, clippy::unwrap_used)]

use std::{fs, path::Path, process::Command};

use motcua_tests::{
    office::{FIRST_MORNING, Office},
    process::{program, run},
};

/// Starts a server that must refuse, and gives what it says.
fn refused(site: &Path, data: &Path, listen: &str) -> String {
    let mut serve = Command::new(program("queue-server").unwrap());
    serve.arg("serve").arg("--site").arg(site).arg("--data").arg(data);
    sentence(serve.args(["--listen", listen, "--clock-from", FIRST_MORNING]))
}

/// Runs what must fail, and gives its one sentence.
fn sentence(command: &mut Command) -> String {
    let out = run(command).unwrap();
    let said = String::from_utf8_lossy(&out.stderr).trim().to_owned();
    assert!(!out.status.success(), "{command:?} should have failed: {said}");
    assert!(!said.is_empty() && !said.contains("panicked"), "{said}");
    said
}

fn one_line(said: &str) {
    assert_eq!(said.lines().count(), 1, "one sentence, not: {said}");
}

#[test]
fn a_port_in_use() {
    let office = Office::open().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let listen = office.url().trim_start_matches("http://");
    let said = refused(&Office::sample_site(), &folder.path().join("d"), listen);
    one_line(&said);
    assert!(said.contains(listen), "{said}");
}

#[test]
fn a_data_folder_that_cannot_be_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "no folder").unwrap();
    let said = refused(&Office::sample_site(), &file.join("data"), "127.0.0.1:0");
    one_line(&said);
    assert!(said.contains("file"), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "no folder");
}

#[test]
fn a_second_server_over_the_same_data() {
    let office = Office::open().unwrap();
    let said = refused(&Office::sample_site(), &office.data(), "127.0.0.1:0");
    one_line(&said);
}

#[test]
fn a_broken_site_names_every_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let source = Office::sample_site();
    for entry in fs::read_dir(source.parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let site = folder.path().join("site.toml");
    let text = fs::read_to_string(&site).unwrap();
    fs::write(&site, format!("khong_ai_biet = 1\n{text}")).unwrap();
    let data = folder.path().join("data");
    let said = refused(&site, &data, "127.0.0.1:0");
    assert!(said.contains("site.toml:1"), "{said}");
    assert!(!data.join("motcua.db").exists() && fs::read_dir(&data).map_or(0, Iterator::count) == 0, "half-written");
}

#[test]
fn a_database_of_a_newer_version() {
    let mut office = Office::open().unwrap();
    office.stop().unwrap();
    let database = fs::read_dir(office.data())
        .unwrap()
        .map(|e| e.unwrap().path())
        .find(|p| p.extension().is_some_and(|e| e == "db"))
        .unwrap();
    let sql = "PRAGMA user_version = 9999;";
    assert!(run(Command::new("sqlite3").arg(&database).arg(sql)).unwrap().status.success());
    let said = refused(&Office::sample_site(), &office.data(), "127.0.0.1:0");
    one_line(&said);
}

#[test]
fn a_printer_that_cannot_be_named() {
    let office = Office::open().unwrap();
    let token = office.token_file("kiosk", "kiosk-1").unwrap();
    for uri in ["may-in", "serial:", "tcp://", "tcp://10.0.0.7:0", "png:", "usb:1"] {
        let mut kiosk = Command::new(program("kiosk").unwrap());
        kiosk.args(["--server", office.url(), "--printer", uri, "--token-file"]).arg(&token);
        let said = sentence(&mut kiosk);
        assert!(said.contains(uri), "{uri}: {said}");
    }
}

#[test]
fn a_token_file_that_is_missing() {
    let office = Office::open().unwrap();
    for name in ["kiosk", "display"] {
        let mut command = Command::new(program(name).unwrap());
        command.args(["--server", office.url(), "--token-file", "khong-co.token"]);
        command.args(if name == "kiosk" { ["--printer", "tcp://127.0.0.1:9100"] } else { ["--zone", "x"] });
        let said = sentence(&mut command);
        assert!(said.contains("khong-co.token"), "{name}: {said}");
    }
}
