//! What the disk has, and what happens when it does not take more.

use queue_core::{Actor, Command, Lang, Role, ServiceId, Task, TicketId};
use queue_protocol::wire::TicketView;
use queue_server::{log, testing::TestApp};
use rusqlite::TransactionBehavior;
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use uuid::Uuid;

#[tokio::test]
async fn a_commit_that_fails_never_happened() {
    use queue_server::{
        clock::Clock,
        hub::Hub,
        log::{answers::OWN, snapshots},
        metrics::Metrics,
        writer::{Declined, Parts, Replica, Submission, Writer},
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(log::FILE);
    let conn = log::open_writer(&file).unwrap();
    let refuse = Arc::new(AtomicBool::new(false));
    conn.commit_hook(Some({
        let refuse = refuse.clone();
        // True turns the commit into a rollback, as a full disk does.
        move || refuse.load(Ordering::SeqCst)
    }))
    .unwrap();
    let (state, snapshot) = snapshots::restore(&conn).unwrap();
    let (replica, hub) = (Replica::new(state), Arc::new(Hub::new(queue_core::Seq(0))));
    let clock = Clock::manual(queue_server::testing::MORNING.parse().unwrap());
    let parts =
        Parts { conn, replica: replica.clone(), snapshot, hub: hub.clone(), clock, metrics: Arc::new(Metrics::new()) };
    let (writer, thread) = Writer::start(parts).unwrap();
    let by = Actor { role: Role::Kiosk, name: "kiosk-1".to_owned(), staff: None };
    let submit = |id: [u8; 16], task: Task| {
        let command = Command { by: by.clone(), task };
        writer.submit(Submission { id, request: OWN, command })
    };
    let site = queue_server::site_file::load(&queue_server::testing::sample_site()).unwrap();
    submit(OWN, Task::Configure(Box::new(site))).await.unwrap();
    let issue = || {
        let ticket = TicketId(Uuid::now_v7());
        let service = ServiceId::new("dat-dai");
        let task = Task::Issue { ticket, service, intent: None, lane: None, lang: Lang::Vi, leased: None };
        (ticket, task)
    };
    let (first, task) = issue();
    submit(first.0.into_bytes(), task).await.unwrap();
    let before = replica.read().clone();

    refuse.store(true, Ordering::SeqCst);
    let (lost, task) = issue();
    assert_eq!(submit(lost.0.into_bytes(), task.clone()).await, Err(Declined::Failing));
    assert!(!writer.healthy());
    assert_eq!(*replica.read(), before);
    assert_eq!(hub.newest(), before.seq());

    // A look at the clock is enough to find out that the disk accepts again.
    refuse.store(false, Ordering::SeqCst);
    submit(OWN, Task::Tick).await.unwrap();
    assert!(writer.healthy());
    let answer = submit(lost.0.into_bytes(), task).await.unwrap();
    assert!(!answer.again, "the failed attempt left no record");
    let numbers: Vec<_> = replica.read().tickets().map(|t| t.number.to_string()).collect();
    assert_eq!(numbers, ["A001", "A002"]);
    writer.stop().await;
    thread.join().unwrap();
    let head = log::verify::verify(&log::open_reader(&file).unwrap()).unwrap();
    assert_eq!(head.seq, replica.read().seq());
}

#[tokio::test]
async fn while_the_disk_refuses_the_answer_is_503_and_nothing_is_told() {
    let app = TestApp::start().await;
    let kiosk = app.kiosk().with("accept-language", "en");
    kiosk.issue("dat-dai").await;
    let board = kiosk.get("/board").await.json();
    // Another process that holds the database's write lock for longer than the server waits.
    let mut other = log::open_writer(&app.database()).unwrap();
    let hold = other.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    let path = format!("/tickets/{}", Uuid::now_v7());
    let answer = kiosk.put(&path, json!({ "service": "dat-dai" })).await;
    assert_eq!((answer.status, answer.problem()), (503, "failing".into()));
    assert_eq!(answer.headers["retry-after"], "1");
    assert_eq!(app.stranger().send("GET", "/readyz", None).await.status, 503);
    assert_eq!(kiosk.get("/board").await.json()["seq"], board["seq"]);
    drop(hold);
    let again: TicketView = kiosk.put(&path, json!({ "service": "dat-dai" })).await.read();
    assert_eq!(again.number.to_string(), "A002");
    assert_eq!(app.stranger().send("GET", "/readyz", None).await.status, 200);
}

#[tokio::test]
async fn a_backup_taken_beside_a_running_server_is_whole() {
    let app = TestApp::start().await;
    let kiosk = app.kiosk();
    kiosk.issue("dat-dai").await;
    let copies = tempfile::tempdir().unwrap();
    let to = copies.path().join("copy.db");
    let head = log::backup::backup(&app.database(), &to).unwrap();
    assert_eq!(head.seq, kiosk.board().await.seq);
    kiosk.issue("dat-dai").await;
    let restored = copies.path().join("restored.db");
    assert_eq!(log::backup::restore(&to, &restored).unwrap(), head);
    assert!(log::backup::restore(&to, &restored).is_err(), "a database is never overwritten");
}
