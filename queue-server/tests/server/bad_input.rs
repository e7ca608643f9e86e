//! The table of bad input: each row its status, its stable type, and the field that is wrong.

use queue_server::testing::{Api, TestApp};
use serde_json::{Value, json};
use uuid::Uuid;

/// Method, path, body, status, type, field.
type Row<'a> = (&'a str, String, Option<&'a str>, u16, &'a str, Option<&'a str>);

#[tokio::test]
async fn every_row_of_the_table() {
    let app = TestApp::start().await;
    let clerk = app.clerk();
    let done = finished(&app).await;
    let waiting = app.kiosk().issue("dat-dai").await.id;
    let id = Uuid::now_v7();
    let ticket = format!("/api/v1/tickets/{id}");
    let next = "/api/v1/counters/quay-3/call-next".to_owned();
    let command = json!({ "command_id": Uuid::now_v7() }).to_string();
    let (unknown_counter, unknown_reason) = (
        json!({ "command_id": Uuid::now_v7(), "counter": "quay-99" }).to_string(),
        json!({ "command_id": Uuid::now_v7(), "fault": "khách tên Lan" }).to_string(),
    );
    let large = format!("{{\"service\":\"{}\"}}", "a".repeat(64 << 10));
    let extra = format!("{}/x", "y".repeat(300));
    let rows: Vec<Row> = vec![
        ("GET", "/api/v1/nothing".into(), None, 404, "no-such-route", None),
        ("GET", format!("/api/{extra}"), None, 404, "no-such-route", None),
        ("GET", "/assets/no-such-file.js".into(), None, 404, "no-such-route", None),
        ("PUT", ticket.clone(), Some(r#"{"service":"khong-co"}"#), 404, "unknown-service", Some("service")),
        ("POST", "/api/v1/counters/quay-99/open".into(), Some(&command), 404, "unknown-counter", None),
        ("GET", "/api/v1/counters/quay-99".into(), None, 404, "unknown-counter", None),
        ("GET", ticket.clone(), None, 404, "unknown-ticket", None),
        ("POST", format!("{ticket}/start"), Some(&command), 404, "unknown-ticket", None),
        ("POST", format!("/api/v1/tickets/{waiting}/transfer"), Some(&unknown_counter), 404, "unknown-counter", None),
        ("GET", "/api/v1/tickets/17".into(), None, 400, "malformed-id", Some("id")),
        ("PUT", "/api/v1/tickets/A001".into(), Some(r#"{"service":"dat-dai"}"#), 400, "malformed-id", Some("id")),
        ("GET", "/api/v1/counters/%ff".into(), None, 400, "malformed-path", None),
        ("PUT", ticket.clone(), Some("{\"service\":"), 400, "malformed-body", Some("body")),
        ("PUT", ticket.clone(), Some(""), 400, "malformed-body", Some("body")),
        ("PUT", ticket.clone(), Some("{}"), 422, "missing-field", Some("service")),
        ("PUT", ticket.clone(), Some(r#"{"service":1}"#), 422, "wrong-field", Some("service")),
        ("PUT", ticket.clone(), Some(r#"{"service":"dat-dai","intent":"eat"}"#), 422, "wrong-field", Some("intent")),
        ("PUT", ticket.clone(), Some(r#"{"service":"dat-dai","name":"Lan"}"#), 422, "unknown-field", Some("name")),
        ("POST", next.clone(), Some("{}"), 422, "missing-field", Some("command_id")),
        ("POST", next.clone(), Some(r#"{"command_id":"7"}"#), 422, "wrong-field", Some("command_id")),
        ("POST", format!("{ticket}/print-failed"), Some(&unknown_reason), 422, "wrong-field", Some("fault")),
        ("POST", format!("/api/v1/tickets/{done}/transfer"), Some(&command), 422, "missing-field", Some("service")),
        ("GET", format!("/api/v1/procedures?q={}", "a".repeat(201)), None, 422, "wrong-field", Some("q")),
        ("PUT", ticket.clone(), Some(&large), 413, "body-too-large", None),
        ("DELETE", ticket.clone(), None, 405, "no-such-method", None),
        ("POST", "/healthz".into(), None, 405, "no-such-method", None),
        ("POST", "/setup".into(), None, 405, "no-such-method", None),
        ("POST", next, Some(&command), 409, "counter-closed", None),
        ("POST", format!("/api/v1/tickets/{done}/start"), Some(&command), 409, "wrong-state", None),
    ];
    for (method, path, body, status, kind, field) in rows {
        for (lang, other) in [("vi", "en"), ("en", "vi")] {
            let caller = clerk.clone().with("accept-language", lang);
            let answer = caller.send(method, &path, body.map(|b| b.as_bytes().to_vec())).await;
            let row = format!("{method} {path} {}", body.unwrap_or_default().chars().take(80).collect::<String>());
            assert_eq!((answer.status, answer.problem().as_str()), (status, kind), "{row}: {}", answer.text);
            let problem = answer.json();
            assert_eq!(problem["field"].as_str(), field, "{row}");
            let told = spoken(&caller, method, &path, body, other).await;
            assert_ne!(problem["title"], told["title"], "{row} says the same in both languages");
            assert!(!problem["detail"].as_str().unwrap().starts_with("problem-"), "{row} has no words");
        }
    }
}

#[tokio::test]
async fn without_a_body_declared_as_json_nothing_is_taken() {
    let app = TestApp::start().await;
    let form = app.kiosk().with("content-type", "text/plain");
    let answer = form.put(&format!("/tickets/{}", Uuid::now_v7()), json!({ "service": "dat-dai" })).await;
    assert_eq!((answer.status, answer.problem().as_str()), (415, "wrong-media-type"));
}

#[tokio::test]
async fn a_counter_with_its_ticket_open_is_409_and_nobody_waiting_is_204() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    clerk.open("quay-3").await;
    assert_eq!(clerk.command("/counters/quay-3/call-next").await.status, 204);
    kiosk.issue("dat-dai").await;
    kiosk.issue("dat-dai").await;
    clerk.call_next("quay-3").await.unwrap();
    let open = clerk.command("/counters/quay-3/call-next").await;
    assert_eq!((open.status, open.problem().as_str()), (409, "ticket-still-open"));
    assert!(open.json()["detail"].as_str().unwrap().contains("A001"), "{}", open.text);
}

#[tokio::test]
async fn outside_hours_the_answer_says_when() {
    let app = TestApp::start().await;
    app.at("2019-08-01T19:00:00+07:00");
    let path = format!("/tickets/{}", Uuid::now_v7());
    let kiosk = app.kiosk().with("accept-language", "en");
    let answer = kiosk.put(&path, json!({ "service": "dat-dai" })).await;
    assert_eq!((answer.status, answer.problem().as_str()), (409, "outside-hours"));
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("02/08/2019"), "{detail}");
}

async fn spoken(caller: &Api, method: &str, path: &str, body: Option<&str>, lang: &str) -> Value {
    let caller = caller.clone().with("accept-language", lang);
    caller.send(method, path, body.map(|b| b.as_bytes().to_vec())).await.json()
}

/// The id of a ticket that is done.
async fn finished(app: &TestApp) -> queue_core::TicketId {
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    let ticket = kiosk.issue("ho-tich").await;
    let counter = ticket.counters[0].as_str();
    clerk.open(counter).await;
    clerk.call_next(counter).await.unwrap();
    for verb in ["start", "finish"] {
        assert_eq!(clerk.command(&format!("/tickets/{}/{verb}", ticket.id)).await.status, 200);
    }
    ticket.id
}
