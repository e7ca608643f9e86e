//! Kiosks: numbers in advance and their return, paper, reports, help, and orders from afar.

use queue_core::{PrintState, Role, TicketState};
use queue_protocol::wire::{Board, KioskView, Lease, TicketView, Waits};
use queue_server::testing::{Api, TestApp};
use serde_json::{Value, json};
use uuid::Uuid;

#[tokio::test]
async fn numbers_given_while_the_server_was_away_come_home_once() {
    let app = TestApp::start().await;
    let kiosk = app.kiosk();
    let blocks = lease(&kiosk, Uuid::from_u128(1), "2019-08-01", 10).await;
    assert_eq!(blocks.iter().map(|b| (b.from, b.to)).collect::<Vec<_>>(), [(1, 10)]);
    let offline = json!({ "number": "R001", "day": "2019-08-01", "issued_at": "2019-08-01T01:30:00Z" });
    let body = json!({ "service": "dat-dai", "offline": offline });
    let path = format!("/tickets/{}", Uuid::now_v7());
    app.at("2019-08-01T20:00:00+07:00");
    let first = kiosk.put(&path, body.clone()).await;
    assert_eq!(first.status, 201, "{}", first.text);
    assert_eq!(kiosk.put(&path, body.clone()).await.status, 200, "told twice, it is one ticket");
    let ticket: TicketView = first.read();
    assert_eq!((ticket.number.to_string().as_str(), ticket.state), ("R001", TicketState::Waiting));
    assert_eq!(ticket.issued_at.to_string(), "2019-08-01T01:30:00.000Z");
    let other = kiosk.put(&format!("/tickets/{}", Uuid::now_v7()), body.clone()).await;
    assert_eq!((other.status, other.problem().as_str()), (409, "number-not-leased"));
    let clerk = app.clerk().put(&format!("/tickets/{}", Uuid::now_v7()), body).await;
    assert_eq!((clerk.status, clerk.problem().as_str()), (403, "wrong-role"));
}

#[tokio::test]
async fn a_ticket_of_yesterday_is_on_record_and_waits_nowhere() {
    let app = TestApp::start().await;
    let kiosk = app.kiosk();
    lease(&kiosk, Uuid::from_u128(1), "2019-08-01", 10).await;
    app.at("2019-08-02T08:00:00+07:00");
    app.tick().await;
    let offline = json!({ "number": "R003", "day": "2019-08-01", "issued_at": "2019-08-01T09:30:00Z" });
    let id = Uuid::now_v7();
    let body = json!({ "service": "dat-dai", "offline": offline });
    let answer = kiosk.put(&format!("/tickets/{id}"), body.clone()).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let app = app.restart().await;
    let ticket: TicketView = app.kiosk().get(&format!("/tickets/{id}")).await.read();
    assert_eq!((ticket.day.to_string().as_str(), ticket.state), ("2019-08-01", TicketState::Unserved));
    assert_eq!(app.kiosk().put(&format!("/tickets/{id}"), body).await.status, 200);
}

/// The cabinet is new, its token has the old name: it must not hand out numbers that the old one has on paper.
#[tokio::test]
async fn a_replaced_kiosk_gets_blocks_of_its_own() {
    let app = TestApp::start().await;
    let kiosk = app.kiosk();
    let (old, new) = (Uuid::from_u128(1), Uuid::from_u128(2));
    lease(&kiosk, old, "2019-08-01", 10).await;
    let blocks = lease(&kiosk, new, "2019-08-01", 5).await;
    assert_eq!(blocks.iter().map(|b| (b.from, b.to)).collect::<Vec<_>>(), [(11, 15)]);
    // The old one's journal, found later, is still taken.
    let offline = json!({ "number": "R002", "day": "2019-08-01", "issued_at": "2019-08-01T01:30:00Z" });
    let body = json!({ "service": "dat-dai", "offline": offline });
    assert_eq!(kiosk.put(&format!("/tickets/{}", Uuid::now_v7()), body).await.status, 201);
    let command = json!({ "command_id": Uuid::now_v7(), "device": new, "day": "2019-08-02", "count": 7 });
    let once: Vec<Lease> = kiosk.post("/leases", command.clone()).await.read();
    let again: Vec<Lease> = kiosk.post("/leases", command).await.read();
    assert_eq!((once.len(), once), (2, again), "asked twice with one id, it is one block");
}

#[tokio::test]
async fn paper_is_told_and_asked_for() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    let ticket = kiosk.issue("dat-dai").await;
    let path = format!("/tickets/{}", ticket.id);
    let nameless = clerk.command(&format!("{path}/reprint")).await;
    assert_eq!((nameless.status, nameless.problem().as_str()), (422, "missing-field"));
    let ask = json!({ "command_id": Uuid::now_v7(), "kiosk": "kiosk-1" });
    let unknown = clerk.post(&format!("{path}/reprint"), ask.clone()).await;
    assert_eq!((unknown.status, unknown.problem().as_str()), (404, "unknown-kiosk"));
    report(&kiosk, json!({ "version": "0.1.0", "printer": "tcp", "printer_fault": "paper-out" })).await;
    let printing: TicketView = kiosk.command(&format!("{path}/printing")).await.read();
    assert_eq!((printing.print, printing.copies), (PrintState::Printing, 1));
    let failed = json!({ "command_id": Uuid::now_v7(), "fault": "paper-out" });
    kiosk.post(&format!("{path}/print-failed"), failed).await.read::<TicketView>();
    assert_eq!(clerk.post(&format!("{path}/reprint"), ask).await.status, 200);
    let board: Board = kiosk.get("/board").await.read();
    assert_eq!(board.kiosks[0].status.reprints, [ticket.id]);
    let other = json!({ "command_id": Uuid::now_v7(), "kiosk": "kiosk-2" });
    let foreign = kiosk.post(&format!("{path}/reprint"), other).await;
    assert_eq!((foreign.status, foreign.problem().as_str()), (403, "wrong-role"));
    let printing: TicketView = kiosk.command(&format!("{path}/printing")).await.read();
    assert_eq!(printing.copies, 2);
    let found: Vec<TicketView> = clerk.get("/tickets?number=A001").await.read();
    assert_eq!(found.iter().map(|t| t.id).collect::<Vec<_>>(), [ticket.id]);
    assert!(clerk.get("/tickets?number=A999").await.read::<Vec<TicketView>>().is_empty());
    assert_eq!(clerk.get("/tickets?number=huh").await.problem(), "wrong-field");
    assert_eq!(clerk.get("/tickets").await.problem(), "missing-field");
    let without = async || clerk.get("/tickets?print=failed").await.read::<Vec<TicketView>>();
    assert!(without().await.is_empty());
    let failed = json!({ "command_id": Uuid::now_v7(), "fault": "paper-out" });
    kiosk.post(&format!("{path}/print-failed"), failed).await.read::<TicketView>();
    assert_eq!(without().await[0].id, ticket.id);
    // The desk has a printer of its own, and its paper counts.
    assert_eq!(clerk.command(&format!("{path}/printing")).await.read::<TicketView>().copies, 3);
    assert_eq!(clerk.command(&format!("{path}/printed")).await.read::<TicketView>().print, PrintState::Printed);
    assert!(without().await.is_empty());
}

#[tokio::test]
async fn staff_see_who_listens_what_ails_it_and_who_needs_help() {
    let app = TestApp::start().await;
    let (kiosk, clerk, boss) = (app.kiosk(), app.clerk(), app.caller(Role::Supervisor, "boss"));
    let mut staff = clerk.listen(None).await;
    staff.wait_for("snapshot").await;
    let mut stream = kiosk.listen(None).await;
    stream.wait_for("snapshot").await;
    loop {
        let waits: Waits = serde_json::from_value(staff.wait_for("waits").await.data).unwrap();
        if waits.connected == ["kiosk-1"] {
            break;
        }
    }
    report(&kiosk, json!({ "version": "0.1.0", "printer": "tcp", "printer_fault": "cover-open" })).await;
    assert_eq!(staff.wait_for("kiosk-reported").await.data["report"]["printer_fault"], "cover-open");
    let help = json!({ "command_id": Uuid::now_v7(), "help": "wheelchair" });
    assert_eq!(kiosk.post("/kiosk/help", help).await.status, 204);
    assert_eq!(staff.wait_for("help-asked").await.data["help"], "wheelchair");
    let seen: Vec<KioskView> = clerk.get("/kiosks").await.read();
    assert!(seen[0].connected && seen[0].kiosk.status.help.is_some(), "{seen:?}");
    assert_eq!(clerk.command("/kiosks/kiosk-1/answer-help").await.status, 204);
    let order = |what: &str| json!({ "command_id": Uuid::now_v7(), "order": what });
    assert_eq!(clerk.post("/kiosks/kiosk-1/order", order("blank")).await.problem(), "wrong-role");
    assert_eq!(boss.post("/kiosks/kiosk-1/order", order("blank")).await.status, 204);
    assert_eq!(stream.wait_for("kiosk-ordered").await.data["order"], "blank");
    assert_eq!(boss.post("/kiosks/kiosk-9/order", order("blank")).await.problem(), "unknown-kiosk");
    drop(stream);
    loop {
        let waits: Waits = serde_json::from_value(staff.wait_for("waits").await.data).unwrap();
        if waits.connected.is_empty() {
            break;
        }
    }
    let away = boss.post("/kiosks/kiosk-1/order", order("restart")).await;
    assert_eq!((away.status, away.problem().as_str()), (409, "kiosk-away"));
    assert_eq!(boss.post("/kiosks/kiosk-1/order", order("unblank")).await.status, 204, "it finds this when it is back");
}

#[tokio::test]
async fn a_report_carries_codes_and_no_sentences() {
    let app = TestApp::start().await;
    for (report, field) in [
        (json!({ "version": "0.1.0", "printer": "tcp", "printer_fault": "khách tên Lan" }), "report.printer_fault"),
        (json!({ "version": "0.1.0", "printer": "a".repeat(121) }), "report.printer"),
        (json!({ "version": "0\u{1b}[0m", "printer": "tcp" }), "report.version"),
    ] {
        let answer = app.kiosk().post("/kiosk/report", json!({ "command_id": Uuid::now_v7(), "report": report })).await;
        let problem: Value = serde_json::from_str(&answer.text).unwrap();
        assert_eq!((answer.status, problem["field"].as_str()), (422, Some(field)), "{}", answer.text);
    }
}

async fn lease(kiosk: &Api, device: Uuid, day: &str, count: u32) -> Vec<Lease> {
    let body = json!({ "command_id": Uuid::now_v7(), "device": device, "day": day, "count": count });
    kiosk.post("/leases", body).await.read()
}

async fn report(kiosk: &Api, report: Value) {
    let answer = kiosk.post("/kiosk/report", json!({ "command_id": Uuid::now_v7(), "report": report })).await;
    assert_eq!(answer.status, 204, "{}", answer.text);
}
