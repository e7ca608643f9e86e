//! Tickets: once each, whoever asks how often, and known after a restart and after the day.

use queue_core::{Lane, TicketState};
use queue_protocol::wire::{CounterDesk, Explanation, TicketView};
use queue_server::testing::TestApp;
use serde_json::json;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixteen_connections_put_one_ticket() {
    let app = TestApp::start().await;
    let token = app.token(queue_core::Role::Kiosk, "kiosk-1");
    let id = Uuid::now_v7();
    let put = |_| {
        // A connection of its own each.
        let kiosk = app.bearer(&token);
        async move { kiosk.put(&format!("/tickets/{id}"), json!({ "service": "dat-dai" })).await }
    };
    let answers = futures_util::future::join_all((0..16).map(put)).await;
    let mut statuses: Vec<_> = answers.iter().map(|a| a.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [vec![200; 15], vec![201]].concat());
    let numbers: std::collections::BTreeSet<_> =
        answers.iter().map(|a| a.read::<TicketView>().number.to_string()).collect();
    assert_eq!(numbers.into_iter().collect::<Vec<_>>(), ["A001"]);
    assert_eq!(app.kiosk().issue("dat-dai").await.number.to_string(), "A002");
}

#[tokio::test]
async fn said_or_left_out_a_default_is_the_same_request_and_anything_else_is_not() {
    let app = TestApp::start().await;
    let kiosk = app.kiosk();
    let path = format!("/tickets/{}", Uuid::now_v7());
    assert_eq!(kiosk.put(&path, json!({ "service": "dat-dai" })).await.status, 201);
    let spelled = json!({ "service": "dat-dai", "lane": "regular", "lang": "vi" });
    assert_eq!(kiosk.put(&path, spelled).await.status, 200);
    let other = kiosk.put(&path, json!({ "service": "dat-dai", "lane": "priority" })).await;
    assert_eq!((other.status, other.problem().as_str()), (422, "other-body"));
}

#[tokio::test]
async fn a_repeated_call_next_is_the_same_citizen() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    let first = kiosk.issue("dat-dai").await;
    kiosk.issue("dat-dai").await;
    clerk.open("quay-3").await;
    let call = json!({ "command_id": Uuid::now_v7() });
    let once: TicketView = clerk.post("/counters/quay-3/call-next", call.clone()).await.read();
    let again: TicketView = clerk.post("/counters/quay-3/call-next", call.clone()).await.read();
    assert_eq!((once.id, again.id, again.calls), (first.id, first.id, 1));
    // The same id elsewhere is another request.
    let elsewhere = clerk.post("/counters/quay-4/call-next", call).await;
    assert_eq!((elsewhere.status, elsewhere.problem().as_str()), (422, "other-body"));
}

#[tokio::test]
async fn a_refused_command_may_be_tried_again_with_its_id() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    kiosk.issue("dat-dai").await;
    let call = json!({ "command_id": Uuid::now_v7() });
    let closed = clerk.post("/counters/quay-3/call-next", call.clone()).await;
    assert_eq!((closed.status, closed.problem().as_str()), (409, "counter-closed"));
    clerk.open("quay-3").await;
    assert_eq!(clerk.post("/counters/quay-3/call-next", call).await.status, 200);
}

#[tokio::test]
async fn a_visit_from_paper_to_goodbye() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    let ticket = kiosk.issue("dat-dai").await;
    let path = format!("/tickets/{}", ticket.id);
    kiosk.command(&format!("{path}/printed")).await.read::<TicketView>();
    clerk.open("quay-3").await;
    assert_eq!(clerk.call_next("quay-3").await.map(|t| t.id), Some(ticket.id));
    for (verb, state) in [
        ("recall", TicketState::Called),
        ("start", TicketState::Serving),
        ("park", TicketState::Parked),
        ("resume", TicketState::Waiting),
    ] {
        let answer: TicketView = clerk.command(&format!("{path}/{verb}")).await.read();
        assert_eq!(answer.state, state, "{verb}");
    }
    let moved = json!({ "command_id": Uuid::now_v7(), "service": "ho-tich" });
    let moved: TicketView = clerk.post(&format!("{path}/transfer"), moved).await.read();
    assert!(moved.transferred && moved.number == ticket.number, "{moved:?}");
    let board = kiosk.board().await;
    assert_eq!(board.waits.iter().map(|w| w.waiting).sum::<u32>(), 1);
    kiosk.command(&format!("{path}/cancel")).await.read::<TicketView>();
    let over = clerk.command(&format!("{path}/start")).await;
    assert_eq!((over.status, over.problem().as_str()), (409, "wrong-state"));
}

#[tokio::test]
async fn a_desk_shows_who_is_next_and_why() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    let first = kiosk.issue("dat-dai").await;
    let second = kiosk.issue_in("dat-dai", Lane::Priority).await;
    clerk.open("quay-3").await;
    let called = clerk.call_next("quay-3").await.unwrap();
    let desk: CounterDesk = clerk.get("/counters/quay-3").await.read();
    let other = if called.id == first.id { &second } else { &first };
    assert_eq!(desk.current.map(|t| t.id), Some(called.id));
    assert_eq!(desk.waiting.iter().map(|w| w.id).collect::<Vec<_>>(), [other.id]);
    let why: Explanation = clerk.get(&format!("/tickets/{}/explain", called.id)).await.read();
    assert_eq!(why.reason, desk.reason);
    assert!(why.sentence.starts_with(&format!("Số {} được gọi vì", called.number)), "{}", why.sentence);
    let english = clerk.clone().with("accept-language", "en");
    let why: Explanation = english.get(&format!("/tickets/{}/explain", other.id)).await.read();
    assert_eq!(why.sentence, format!("Number {} has not been called yet; 0 people are ahead.", other.number));
}

/// What the wall tells a newcomer is what the paper then says, and what the ticket is told of wherever it is asked after.
#[tokio::test]
async fn wall_paper_and_clerk_tell_one_interval() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    clerk.open("quay-3").await;
    for i in 0..14 {
        let lane = if i % 3 == 2 { Lane::Priority } else { Lane::Regular };
        let wall = kiosk.board().await.waits.into_iter().find(|w| w.service.as_str() == "dat-dai").unwrap();
        let (ahead, wait) = match lane {
            Lane::Priority => (wall.priority_ahead, wall.priority_wait),
            _ => (wall.ahead, wall.wait),
        };
        let paper = kiosk.issue_in("dat-dai", lane).await;
        assert_eq!((paper.ahead, paper.wait), (ahead, wait), "{}", paper.number);
        let asked = clerk.ticket(paper.id).await;
        assert_eq!((asked.ahead, asked.wait), (ahead, wait), "{}", paper.number);
        let found: Vec<TicketView> = clerk.get(&format!("/tickets?number={}", paper.number)).await.read();
        assert_eq!(found[0].wait, wait);
        if i % 4 == 3 {
            let called = clerk.call_next("quay-3").await.unwrap();
            clerk.command(&format!("/tickets/{}/start", called.id)).await.read::<TicketView>();
            app.at(&format!("2019-08-01T08:{:02}:00+07:00", 7 * (i / 4) + 5));
            clerk.command(&format!("/tickets/{}/finish", called.id)).await.read::<TicketView>();
        }
    }
}

#[tokio::test]
async fn a_restart_changes_nothing() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    for _ in 0..5 {
        kiosk.issue("dat-dai").await;
    }
    clerk.open("quay-3").await;
    clerk.call_next("quay-3").await.unwrap();
    let (board, desk) = (kiosk.get("/board").await.text, clerk.get("/counters/quay-3").await.text);
    let (state, setup) = (app.app().replica.read().clone(), app.setup().map(str::to_owned));
    let app = app.restart().await;
    assert!(setup.is_some() && app.setup().is_none(), "the one-time link is made once");
    assert_eq!(*app.app().replica.read(), state);
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    assert_eq!(kiosk.get("/board").await.text, board);
    assert_eq!(clerk.get("/counters/quay-3").await.text, desk);
    assert_eq!(kiosk.issue("dat-dai").await.number.to_string(), "A006");
}

#[tokio::test]
async fn yesterdays_ticket_is_known_and_closed() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    let path = format!("/tickets/{}", Uuid::now_v7());
    let ticket: TicketView = kiosk.put(&path, json!({ "service": "dat-dai" })).await.read();
    app.at("2019-08-02T08:00:00+07:00");
    app.tick().await;
    let now: TicketView = kiosk.get(&path).await.read();
    assert_eq!((now.state, now.number, now.day), (TicketState::Unserved, ticket.number, ticket.day));
    assert_eq!(
        kiosk.put(&path, json!({ "service": "dat-dai" })).await.read::<TicketView>().state,
        TicketState::Unserved
    );
    let late = clerk.command(&format!("{path}/start")).await;
    assert_eq!((late.status, late.problem().as_str()), (409, "wrong-state"));
    assert!(late.json()["detail"].as_str().unwrap().contains("A001"), "{}", late.text);
    assert_eq!(kiosk.issue("dat-dai").await.number.to_string(), "A001");
}
