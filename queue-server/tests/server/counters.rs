//! What clerks do beside the usual round, over the API: picks, returns, support, pairs, notes; and two who share.

use std::collections::BTreeSet;

use queue_core::{Lane, Role, StaffId, Support, TicketState, UnitId};
use queue_protocol::wire::{Board, CounterDesk, Explanation, LogEvent, SessionView, SiteView, TicketView};
use queue_server::testing::{Api, TestApp};
use serde_json::{Value, json};
use uuid::Uuid;

#[tokio::test]
async fn a_pick_out_of_order_has_a_reason_that_is_told() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    kiosk.issue("dat-dai").await;
    let second = kiosk.issue("dat-dai").await;
    clerk.open("quay-3").await;
    let site: SiteView = clerk.get("/site").await.read();
    let reason = &site.pick_reasons[0];
    let unknown = call(&clerk, "quay-3", &second, "quen-biet").await;
    assert_eq!(
        (unknown.status, unknown.problem(), &unknown.json()["field"]),
        (422, "unknown-reason".into(), &json!("reason"))
    );
    let missing =
        clerk.post("/counters/quay-3/call", json!({ "command_id": Uuid::now_v7(), "ticket": second.id })).await;
    assert_eq!((missing.status, missing.problem()), (422, "missing-field".into()));
    let picked: TicketView = call(&clerk, "quay-3", &second, &reason.id).await.read();
    assert_eq!((picked.id, picked.state), (second.id, TicketState::Called));
    let why: Explanation = clerk.get(&format!("/tickets/{}/explain", second.id)).await.read();
    assert!(why.sentence.contains(&second.number.to_string()) && why.sentence.contains(&reason.name.vi), "{why:?}");
    let english = clerk.clone().with("accept-language", "en");
    let why: Explanation = english.get(&format!("/tickets/{}/explain", second.id)).await.read();
    assert!(why.sentence.contains(&reason.name.en), "{}", why.sentence);
    let elsewhere = kiosk.issue("ho-tich").await;
    clerk.open("quay-4").await;
    let foreign = call(&clerk, "quay-4", &elsewhere, &reason.id).await;
    assert_eq!((foreign.status, foreign.problem()), (409, "not-served-here".into()));
}

#[tokio::test]
async fn a_missed_call_is_undone_within_the_day() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    let ticket = kiosk.issue("dat-dai").await;
    clerk.open("quay-3").await;
    clerk.call_next("quay-3").await;
    let path = format!("/tickets/{}", ticket.id);
    clerk.command(&format!("{path}/no-show")).await.read::<TicketView>();
    let mut stream = clerk.listen(Some(0)).await;
    let back: TicketView = clerk.command(&format!("{path}/return")).await.read();
    assert_eq!((back.state, back.lane, back.number), (TicketState::Waiting, Lane::Returning, ticket.number));
    assert_eq!(stream.wait_for("ticket-returned").await.data["lane"], "returning");
    let twice = clerk.command(&format!("{path}/return")).await;
    assert_eq!((twice.status, twice.problem()), (409, "wrong-state".into()));
    app.at("2019-08-02T08:00:00+07:00");
    app.tick().await;
    let late = clerk.command(&format!("{path}/return")).await;
    assert_eq!((late.status, late.problem()), (409, "wrong-state".into()));
}

#[tokio::test]
async fn a_division_is_called_answers_and_the_time_is_kept() {
    let app = TestApp::start().await;
    let admin = app.caller(Role::Admin, "quan-tri");
    let account = json!({ "name": "phong", "password": "mat-khau-dai", "role": "clerk", "unit": "phong-tnmt" });
    let unknown = json!({ "name": "khac", "password": "mat-khau-dai", "role": "clerk", "unit": "khong-co" });
    assert_eq!(admin.post("/users", unknown).await.json()["field"], "unit");
    let made: SessionView = admin.post("/users", account).await.read();
    assert_eq!(made.unit.as_ref().map(UnitId::as_str), Some("phong-tnmt"));
    let signed = app.stranger().post("/session", json!({ "name": "phong", "password": "mat-khau-dai" })).await;
    let cookie = signed.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let app = app.restart().await;
    let (clerk, division) = (app.clerk(), app.stranger().with("cookie", &cookie));
    assert_eq!(division.get("/session").await.read::<SessionView>().unit, made.unit, "also after a restart");

    let closed = ask(&clerk, "quay-3", None).await;
    assert_eq!((closed.status, closed.problem()), (409, "counter-closed".into()));
    let desk = clerk.open("quay-3").await;
    assert_eq!(desk.owner.as_ref().map(UnitId::as_str), Some("phong-tnmt"));
    let body = json!({ "command_id": Uuid::now_v7() });
    let asked: Support = clerk.post("/counters/quay-3/support", body.clone()).await.read();
    assert_eq!((asked.unit.as_str(), asked.counter.as_str()), ("phong-tnmt", "quay-3"));
    let again: Support = clerk.post("/counters/quay-3/support", body).await.read();
    let once_more: Support = ask(&clerk, "quay-3", None).await.read();
    assert_eq!((&again, &once_more), (&asked, &asked), "it is one call, however often it is made");
    assert_eq!(division.get("/board").await.read::<Board>().support, std::slice::from_ref(&asked));
    app.at("2019-08-01T08:01:30+07:00");
    let answered: Support = division.command(&format!("/support/{}/answer", asked.id)).await.read();
    assert_eq!(answered.answered_by.as_ref().map(|by| by.name.as_str()), Some("phong"));
    assert!(answered.answered_at.unwrap() > answered.asked_at);
    let ended: Support = clerk.command(&format!("/support/{}/end", asked.id)).await.read();
    assert!(ended.ended_at.is_some());
    assert!(division.get("/board").await.read::<Board>().support.is_empty());
    assert_eq!(division.get("/support").await.read::<Vec<Support>>(), [ended]);
    let over = division.command(&format!("/support/{}/answer", asked.id)).await;
    assert_eq!((over.status, over.problem()), (409, "support-over".into()));
    let nobody = clerk.command(&format!("/support/{}/answer", Uuid::now_v7())).await;
    assert_eq!((nobody.status, nobody.problem()), (404, "unknown-support".into()));
    assert_eq!(clerk.command("/support/7/answer").await.problem(), "malformed-id");
    let unknown = ask(&clerk, "quay-3", Some("khong-co")).await;
    assert_eq!((unknown.status, unknown.problem()), (422, "unknown-unit".into()));
}

#[tokio::test]
async fn the_one_who_leads_a_pair_changes_and_is_on_the_stream() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    clerk.open("quay-3").await;
    clerk.open("quay-4").await;
    let lead = |counter: &'static str, staff: &'static str| {
        let clerk = clerk.clone();
        let body = json!({ "command_id": Uuid::now_v7(), "staff": staff });
        async move { clerk.post(&format!("/counters/{counter}/lead"), body).await }
    };
    assert_eq!(lead("quay-4", "tran-van-loc").await.problem(), "not-paired");
    assert_eq!(lead("quay-3", "tran-van-loc").await.problem(), "not-on-roster");
    let desk: CounterDesk = lead("quay-3", "nguyen-thi-thu-ha").await.read();
    assert_eq!(desk.counter.lead.as_ref().map(StaffId::as_str), Some("nguyen-thi-thu-ha"));
    let ticket = kiosk.issue("dat-dai").await;
    clerk.call_next("quay-3").await;
    let mut stream = clerk.listen(Some(0)).await;
    clerk.command(&format!("/tickets/{}/start", ticket.id)).await.read::<TicketView>();
    let started = stream.wait_for("ticket-started").await.data;
    assert_eq!((&started["lead"], &started["assists"]), (&json!("nguyen-thi-thu-ha"), &json!(["le-minh-khoi"])));
}

#[tokio::test]
async fn a_note_holds_nothing_personal_and_no_kiosk_sees_it() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    let ticket = kiosk.issue("dat-dai").await;
    let path = format!("/tickets/{}", ticket.id);
    let note = |text: String| {
        let (clerk, path) = (clerk.clone(), format!("{path}/note"));
        async move { clerk.post(&path, json!({ "command_id": Uuid::now_v7(), "text": text })).await }
    };
    for personal in ["087 044 000 123", "gọi 0912.345.678", "lan@example.vn"] {
        let refused = note(personal.to_owned()).await;
        assert_eq!((refused.status, refused.problem()), (422, "note-looks-personal".into()), "{personal}");
        assert_eq!(refused.json()["field"], "text");
        assert!(!refused.text.contains(personal), "the answer repeats it");
    }
    assert_eq!(note("x".repeat(141)).await.problem(), "note-too-long");
    let mut wall = app.caller(Role::Display, "wall-1").listen(None).await;
    wall.wait_for("snapshot").await;
    let noted: TicketView = note("thiếu bản vẽ".to_owned()).await.read();
    let told = wall.wait_for("ticket-noted").await.data;
    assert!(told["number"] == "A001" && told.get("text").is_none(), "{told}");
    serde_json::from_value::<LogEvent>(told).unwrap();
    assert_eq!(noted.note.as_deref(), Some("thiếu bản vẽ"));
    assert_eq!(clerk.ticket(ticket.id).await.note.as_deref(), Some("thiếu bản vẽ"));
    assert_eq!(kiosk.ticket(ticket.id).await.note, None);
    let log = serde_json::to_string(&*app.app().replica.read()).unwrap();
    assert!(!log.contains("0912"), "what was refused left no trace");
}

/// Both press at once, again and again: nobody is called twice, nobody is lost, and the loser of a race is told what is open.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_clerks_at_one_counter() {
    let app = TestApp::start().await;
    let kiosk = app.kiosk();
    let clerks = [app.caller(Role::Clerk, "lan"), app.caller(Role::Clerk, "minh")];
    clerks[0].open("quay-3").await;
    let desk: CounterDesk = clerks[1].open("quay-3").await;
    assert_eq!(desk.counter.id.as_str(), "quay-3");
    let mut issued = BTreeSet::new();
    for _ in 0..12 {
        issued.insert(kiosk.issue("dat-dai").await.id);
    }
    let mut served = BTreeSet::new();
    while served.len() < issued.len() {
        let calls = clerks.each_ref().map(|clerk| clerk.command("/counters/quay-3/call-next"));
        let [one, other] = <[_; 2]>::try_from(futures_util::future::join_all(calls).await).unwrap();
        let (won, lost) = if one.status == 200 { (one, other) } else { (other, one) };
        assert_eq!((lost.status, lost.problem()), (409, "ticket-still-open".into()));
        let called: TicketView = won.read();
        assert!(served.insert(called.id), "{} was called twice", called.number);
        // Both start, one finishes, the other marks as absent: exactly one of the two last is so.
        let path = format!("/tickets/{}", called.id);
        let starts = clerks.each_ref().map(|clerk| {
            let path = format!("{path}/start");
            async move { clerk.command(&path).await.status }
        });
        let mut statuses = futures_util::future::join_all(starts).await;
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(clerks[1].command(&format!("{path}/no-show")).await.problem(), "wrong-state");
        assert_eq!(clerks[0].command(&format!("{path}/finish")).await.status, 200);
        assert_eq!(clerks[1].command(&format!("{path}/finish")).await.problem(), "wrong-state");
    }
    assert_eq!(served, issued);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_clerk_at_two_counters() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    for counter in ["quay-3", "quay-4"] {
        clerk.open(counter).await;
    }
    let mut issued = BTreeSet::new();
    for _ in 0..10 {
        issued.insert(kiosk.issue("dat-dai").await.id);
    }
    let mut served = BTreeSet::new();
    for _ in 0..5 {
        let calls = ["quay-3", "quay-4"].map(|counter| clerk.call_next(counter));
        let called = futures_util::future::join_all(calls).await;
        let at: Vec<_> = called.iter().flatten().map(|t| t.counter.clone().unwrap().to_string()).collect();
        assert_eq!(at, ["quay-3", "quay-4"], "each counter has a citizen of its own");
        for ticket in called.into_iter().flatten() {
            assert!(served.insert(ticket.id));
            let path = format!("/tickets/{}", ticket.id);
            clerk.command(&format!("{path}/start")).await.read::<TicketView>();
            clerk.command(&format!("{path}/finish")).await.read::<TicketView>();
        }
    }
    assert_eq!(served, issued);
    // What is done at one counter leaves the other as it is.
    clerk.command("/counters/quay-3/pause").await.read::<CounterDesk>();
    let board = clerk.board().await;
    let status = |id: &str| serde_json::to_value(board.counters.iter().find(|c| c.id.as_str() == id).unwrap().status);
    assert_eq!((status("quay-3").unwrap(), status("quay-4").unwrap()), (json!("paused"), json!("open")));
}

async fn call(clerk: &Api, counter: &str, ticket: &TicketView, reason: &str) -> queue_server::testing::Answer {
    let body = json!({ "command_id": Uuid::now_v7(), "ticket": ticket.id, "reason": reason });
    clerk.post(&format!("/counters/{counter}/call"), body).await
}

async fn ask(clerk: &Api, counter: &str, unit: Option<&str>) -> queue_server::testing::Answer {
    let mut body: Value = json!({ "command_id": Uuid::now_v7() });
    unit.into_iter().for_each(|unit| body["unit"] = json!(unit));
    clerk.post(&format!("/counters/{counter}/support"), body).await
}
