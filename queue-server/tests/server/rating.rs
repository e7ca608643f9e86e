//! Rating: once, by whoever holds the ticket, after it was served, and nobody reads off what the last citizen said.

use queue_core::Role;
use queue_protocol::wire::{RatingsView, TicketView};
use queue_server::testing::{Api, TestApp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::phone::hidden;

#[tokio::test]
async fn the_first_rating_stands_and_only_of_a_ticket_that_was_served_today() {
    let app = TestApp::start().await;
    let citizen = app.stranger();
    let ticket = app.kiosk().issue("dat-dai").await;
    let path = format!("/tickets/{}/rating", ticket.id);
    let early = citizen.post(&path, score(2)).await;
    assert_eq!((early.status, early.problem().as_str()), (409, "wrong-state"));
    serve(&app).await;
    for wrong in [json!(3), json!(-1), json!("2"), json!(null)] {
        let refused = citizen.post(&path, json!({ "command_id": Uuid::now_v7(), "score": wrong })).await;
        assert_eq!((refused.status, refused.problem().as_str()), (422, "wrong-field"), "{wrong}");
    }
    let rated = score(2);
    for _ in 0..2 {
        let answer = citizen.post(&path, rated.clone()).await;
        assert_eq!((answer.status, answer.json()), (200, json!({ "ticket": ticket.id, "rated": true })));
    }
    let again = citizen.post(&path, score(0)).await;
    assert_eq!((again.status, again.problem().as_str()), (409, "already-rated"));
    let unknown = citizen.post(&format!("/tickets/{}/rating", Uuid::now_v7()), score(2)).await;
    assert_eq!((unknown.status, unknown.problem().as_str()), (404, "unknown-ticket"));
    app.at("2019-08-02T08:00:00+07:00");
    let late = citizen.post(&path, score(2)).await;
    assert_eq!((late.status, late.problem().as_str()), (404, "unknown-ticket"), "yesterday is no stranger's business");
}

#[tokio::test]
async fn a_phone_rates_by_a_form_without_script() {
    let app = TestApp::start().await;
    let ticket = app.kiosk().issue("dat-dai").await;
    serve(&app).await;
    let address = format!("/t/{}", ticket.id);
    let phone = app.stranger();
    let page = phone.send("GET", &address, None).await.text;
    assert_eq!(page.matches("name=\"score\"").count(), 3, "{page}");
    let form = |score: u8| Some(format!("command_id={}&score={score}", hidden(&page, "command_id")).into_bytes());
    let thanks = phone.send("POST", &format!("{address}/rating"), form(1)).await;
    assert!(thanks.status == 200 && thanks.text.contains("Cảm ơn Quý khách đã đánh giá"), "{}", thanks.text);
    // Changing one's mind with the same form changes nothing, and says so by the same page.
    let again = phone.send("POST", &format!("{address}/rating"), form(0)).await;
    assert!(again.status == 200 && again.text.contains("Cảm ơn Quý khách đã đánh giá"), "{}", again.text);
    let wrong = phone.send("POST", &format!("{address}/rating"), form(7)).await;
    assert_eq!((wrong.status, wrong.problem().as_str()), (422, "wrong-field"));
    assert_eq!(results(&phone).await.services.iter().map(|s| s.waiting).sum::<u32>(), 1);
}

#[tokio::test]
async fn a_clerk_does_not_see_what_was_said() {
    let app = TestApp::start().await;
    let (clerk, citizen) = (app.clerk(), app.stranger());
    let ticket = app.kiosk().issue("dat-dai").await;
    serve(&app).await;
    let mut live = clerk.listen(None).await;
    let before = app.app().hub.newest();
    citizen.post(&format!("/tickets/{}/rating", ticket.id), score(0)).await;
    let told = live.wait_for("ticket-rated").await;
    assert_eq!(told.data["ticket"], json!(ticket.id));
    assert!(told.data.get("score").is_none(), "{}", told.data);
    let seen = clerk.get(&format!("/tickets/{}", ticket.id)).await.text;
    assert!(!seen.contains("score"), "{seen}");
    // Nor from the log, where a screen that lags is fed from it, nor after a restart.
    let app = app.restart().await;
    let mut later = app.clerk().listen(Some(before.0)).await;
    assert!(later.wait_for("ticket-rated").await.data.get("score").is_none());
    assert!(results(&app.stranger()).await.services.iter().any(|s| s.waiting == 1), "the log has it");
}

#[tokio::test]
async fn results_are_public_in_groups_of_five_and_scored_of_two_points() {
    let app = TestApp::start().await;
    let citizen = app.stranger();
    for points in [2, 2, 1, 0, 2, 0] {
        let ticket = app.kiosk().issue("dat-dai").await;
        serve(&app).await;
        let before = results(&citizen).await;
        citizen.post(&format!("/tickets/{}/rating", ticket.id), score(points)).await;
        let after = results(&citizen).await;
        let published = after.total.count - before.total.count;
        assert!(published == 0 || published == 5, "{published} came out at once");
    }
    let now = results(&citizen).await;
    let service = now.services.iter().find(|s| s.service.as_str() == "dat-dai").unwrap();
    let counts = &service.counts;
    assert_eq!((counts.two, counts.one, counts.zero, counts.count, service.waiting), (3, 1, 1, 5, 1));
    assert_eq!(counts.percent, Some(70.0));
    let days: Vec<_> = now.days.iter().map(|d| (d.day.to_string(), d.service.to_string(), d.counts.count)).collect();
    assert_eq!(days, [("2019-08-01".to_owned(), "dat-dai".to_owned(), 5)]);
    let page = citizen.send("GET", "/ratings", None).await;
    assert!(page.status == 200 && page.text.contains("70,0 %") && page.text.contains("Đất đai"), "{}", page.text);
    let english = citizen.send("GET", "/ratings?lang=en", None).await.text;
    assert!(english.contains("70.0 %"), "{english}");
}

#[tokio::test]
async fn a_tablet_shows_faces_for_who_was_just_served_and_needs_a_key() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    let ticket = app.kiosk().issue("dat-dai").await;
    let other = app.kiosk().issue("dat-dai").await;
    serve(&app).await;
    let closed = stranger.send("GET", "/rate/quay-3", None).await;
    assert!(closed.text.contains("name=\"key\"") && !closed.text.contains("A001"), "{}", closed.text);
    assert_eq!(stranger.send("GET", "/rate/quay-3/events", None).await.status, 401);
    assert_eq!(stranger.send("GET", "/rate/quay-99", None).await.problem(), "unknown-counter");
    for (role, name) in [(Role::Clerk, "clerk-9"), (Role::Supervisor, "boss")] {
        let key = format!("key={}", app.token(role, name));
        assert_eq!(stranger.send("POST", "/rate/quay-3/key", Some(key.into_bytes())).await.status, 403, "{name}");
    }
    let key = app.token(Role::Display, "tablet-3");
    let let_in =
        app.stranger().not_led().send("POST", "/rate/quay-3/key", Some(format!("key={key}").into_bytes())).await;
    let cookie = let_in.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(let_in.status == 303 && cookie.contains("HttpOnly; SameSite=Strict"), "{cookie}");
    let tablet = app.stranger().with("cookie", cookie.split(';').next().unwrap());
    let faces = tablet.send("GET", "/rate/quay-3", None).await.text;
    assert!(faces.contains(">A001<") && faces.matches("name=\"score\"").count() == 3, "{faces}");
    assert!(tablet.send("GET", "/rate/quay-4", None).await.text.contains("Kính chào Quý khách"), "another counter's");
    // A ticket that was not finished here is not rated here.
    let form =
        |ticket: &TicketView| Some(format!("command_id={}&ticket={}&score=2", Uuid::now_v7(), ticket.id).into_bytes());
    tablet.send("POST", "/rate/quay-3", form(&other)).await;
    assert_eq!(results(&stranger).await.services.iter().map(|s| s.waiting).sum::<u32>(), 0);
    let thanks = tablet.send("POST", "/rate/quay-3", form(&ticket)).await.text;
    assert!(thanks.contains("Cảm ơn Quý khách đã đánh giá"), "{thanks}");
    assert_eq!(results(&stranger).await.services.iter().map(|s| s.waiting).sum::<u32>(), 1);
    app.at("2019-08-01T08:01:30+07:00");
    assert!(
        tablet.send("GET", "/rate/quay-3", None).await.text.contains("Kính chào Quý khách"),
        "the citizen has gone"
    );
}

/// Serves the next at counter 3.
async fn serve(app: &TestApp) {
    let clerk = app.clerk();
    clerk.open("quay-3").await;
    let ticket = clerk.call_next("quay-3").await.unwrap();
    for verb in ["start", "finish"] {
        clerk.command(&format!("/tickets/{}/{verb}", ticket.id)).await.read::<TicketView>();
    }
}

fn score(points: u8) -> Value {
    json!({ "command_id": Uuid::now_v7(), "score": points })
}

async fn results(citizen: &Api) -> RatingsView {
    citizen.get("/ratings").await.read()
}
