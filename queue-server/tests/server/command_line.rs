//! The program as an operator meets it: what it prints, and one sentence with the remedy when it cannot run.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use queue_core::Role;
use queue_server::{
    log,
    testing::{Api, MORNING, sample_site},
};
use serde_json::json;

#[test]
fn what_is_wrong_is_one_sentence_and_nothing_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().to_string();
    let broken = dir.path().join("broken.toml");
    std::fs::write(&broken, "not a site").unwrap();
    let site = sample_site().display().to_string();
    let data = dir.path().join("data");
    let newer = dir.path().join("newer");
    std::fs::create_dir(&newer).unwrap();
    log::open_writer(&newer.join(log::FILE)).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let live = live_site(dir.path());
    let file = dir.path().join("file");
    std::fs::write(&file, "").unwrap();
    let beneath = file.join("data");
    let (broken, live) = (broken.display().to_string(), live.display().to_string());

    let cases: [(&str, &Path, &str, &[&str], &str); 5] = [
        (&site, &data, &port, &[], "--listen"),
        (&broken, &data, "127.0.0.1:0", &[], "check-site"),
        (&live, &data, "127.0.0.1:0", &["--clock-from", MORNING], "--clock-from"),
        (&site, &newer, "127.0.0.1:0", &[], "newer version"),
        (&site, &beneath, "127.0.0.1:0", &[], "--data"),
    ];
    for (site, data, listen, more, remedy) in cases {
        let existed = data.exists();
        let mut line = vec!["serve", "--site", site, "--data", data.to_str().unwrap(), "--listen", listen];
        line.extend(more);
        let output = run(&line);
        one_sentence(&output, remedy);
        assert_eq!(data.exists(), existed, "{line:?} left something behind");
    }
}

#[test]
fn a_folder_without_permission_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let locked = dir.path().join("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o500)).unwrap();
    // Root may write anywhere, so the folder then stands where even root may not.
    let data = if std::fs::write(locked.join("probe"), "").is_ok() { "/proc/motcua" } else { locked.to_str().unwrap() };
    let site = sample_site();
    one_sentence(
        &run(&["serve", "--site", site.to_str().unwrap(), "--data", data, "--listen", "127.0.0.1:0"]),
        "--data",
    );
}

#[test]
fn commands_without_a_database_say_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("nothing");
    let data = data.to_str().unwrap();
    for line in [["verify", "--data", data], ["rebuild", "--data", data], ["setup-link", "--data", data]] {
        one_sentence(&run(&line), "check the path");
    }
    assert!(!Path::new(data).exists());
}

#[test]
fn a_token_is_printed_and_nothing_else_before_the_first_start() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let data = data.to_str().unwrap();
    let output = run(&["token", "new", "--data", data, "--role", "kiosk", "--name", "kiosk-1"]);
    let token = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(token.ends_with('\n') && token.trim().len() == 64 && token.trim().bytes().all(|b| b.is_ascii_hexdigit()));
    let wrong = run(&["token", "new", "--data", data, "--role", "king", "--name", "x"]);
    assert!(!wrong.status.success());
}

#[tokio::test]
async fn a_server_is_started_used_and_stopped() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let mut server = Server::start(&data, &[]);
    let setup = server.line();
    assert!(setup.starts_with(&format!("{}/setup#token=", server.url)), "{setup}");

    let path = data.to_str().unwrap();
    let second = run(&["serve", "--site", sample_site().to_str().unwrap(), "--data", path, "--listen", "127.0.0.1:0"]);
    one_sentence(&second, "another folder");
    one_sentence(&run(&["rebuild", "--data", path]), "another folder");

    let token =
        String::from_utf8(run(&["token", "new", "--data", path, "--role", "kiosk", "--name", "k"]).stdout).unwrap();
    let kiosk = Api::new(server.url.strip_prefix("http://").unwrap().parse().unwrap(), Some(token.trim()));
    let ticket = kiosk.issue("dat-dai").await;
    assert_eq!(ticket.issued_at.to_string()[..16], *"2019-08-01T01:00");

    let mut user = command(&["user", "new", "--data", path, "--role", "clerk", "--name", "lan"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    user.stdin.take().unwrap().write_all(b"mat-khau-dai\n").unwrap();
    assert!(user.wait().unwrap().success());
    let signed_in = kiosk.post("/session", json!({ "name": "lan", "password": "mat-khau-dai" })).await;
    assert_eq!(signed_in.json()["role"], serde_json::to_value(Role::Clerk).unwrap());

    let copy = dir.path().join("copy.db");
    assert!(run(&["backup", "--data", path, "--to", copy.to_str().unwrap()]).status.success());
    one_sentence(&run(&["backup", "--data", path, "--to", copy.to_str().unwrap()]), "--to");
    assert!(run(&["verify", "--data", path]).status.success());
    server.stop();

    let restored = dir.path().join("restored");
    let restored = restored.to_str().unwrap();
    assert!(run(&["restore", "--from", copy.to_str().unwrap(), "--data", restored]).status.success());
    one_sentence(&run(&["restore", "--from", copy.to_str().unwrap(), "--data", restored]), "new data folder");
    assert!(run(&["rebuild", "--data", restored]).status.success());
    let (log, copy) = (run(&["export", "--data", path]), run(&["export", "--data", restored]));
    assert_eq!(log.stdout, copy.stdout);
    let last: serde_json::Value =
        serde_json::from_str(String::from_utf8(log.stdout).unwrap().lines().last().unwrap()).unwrap();
    assert_eq!((&last["event"]["type"], &last["event"]["number"]), (&json!("ticket-issued"), &json!("A001")));

    // The shift is on record, so a later start without it goes on in the same time.
    let server = Server::start(&data, &[]);
    let kiosk = Api::new(server.url.strip_prefix("http://").unwrap().parse().unwrap(), Some(token.trim()));
    assert_eq!(kiosk.issue("dat-dai").await.number.to_string(), "A002");
    server.stop();
}

#[test]
fn a_real_log_is_not_turned_back() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let site = sample_site();
    let line = ["serve", "--site", site.to_str().unwrap(), "--data", data.to_str().unwrap(), "--listen", "127.0.0.1:0"];
    let server = Server::spawn(&line);
    server.stop();
    let shifted: Vec<&str> = line.into_iter().chain(["--clock-from", MORNING]).collect();
    one_sentence(&run(&shifted), "new data folder");
}

struct Server {
    child: Child,
    out: BufReader<std::process::ChildStdout>,
    url: String,
}

impl Server {
    fn start(data: &Path, more: &[&str]) -> Self {
        let site = sample_site();
        let mut line = vec!["serve", "--site", site.to_str().unwrap(), "--data", data.to_str().unwrap()];
        line.extend(["--listen", "127.0.0.1:0"]);
        if !data.exists() {
            line.extend(["--clock-from", MORNING]);
        }
        line.extend(more);
        Self::spawn(&line)
    }

    fn spawn(line: &[&str]) -> Self {
        let mut child = command(line).stdout(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let mut server = Self { child, out, url: String::new() };
        let first = server.line();
        first.strip_prefix("listening on ").expect(&first).clone_into(&mut server.url);
        server
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Stops the server as systemd does, and reads what else it said.
    fn stop(mut self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(line: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_queue-server"));
    command.args(line).env("LC_ALL", "en_GB.UTF-8").env_remove("MOTCUA_LOG").stdin(Stdio::null());
    command
}

fn run(line: &[&str]) -> Output {
    command(line).output().unwrap()
}

fn one_sentence(output: &Output, remedy: &str) {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(!output.status.success(), "{said}");
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains(remedy), "no word of {remedy}: {said}");
}

fn live_site(dir: &Path) -> std::path::PathBuf {
    let from = sample_site().parent().unwrap().to_owned();
    let to = dir.join("live");
    std::fs::create_dir(&to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let text = std::fs::read_to_string(entry.path()).unwrap().replace("live = false", "live = true");
        std::fs::write(to.join(entry.file_name()), text).unwrap();
    }
    to.join("site.toml")
}
