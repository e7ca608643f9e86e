//! Who may come in, and how far: every route and every role, tokens, sessions, the one-time link.

use std::time::{Duration, Instant};

use queue_core::Role;
use queue_protocol::wire::SessionView;
use queue_server::{
    auth::{
        policy::{Access, RULES},
        tokens,
    },
    log,
    testing::{Answer, PATIENCE, TestApp},
};
use serde_json::json;
use uuid::Uuid;

const ROLES: [Role; 5] = [Role::Kiosk, Role::Display, Role::Clerk, Role::Supervisor, Role::Admin];

#[tokio::test]
async fn every_route_answers_the_roles_of_its_line_and_no_other() {
    let app = TestApp::start().await;
    let callers = ROLES.map(|role| (role, app.caller(role, "someone")));
    for rule in RULES {
        let path = rule.path.replace("{id}", &Uuid::now_v7().to_string()).replace("{name}", "kiosk-9");
        let path = format!("/api/v1{path}");
        if rule.path == "/events" {
            continue; // An answer without an end: see the next test.
        }
        let stranger = app.stranger().send(rule.method, &path, None).await;
        match rule.access {
            Access::Anyone => assert!(![401, 403].contains(&stranger.status), "{rule:?} {}", stranger.text),
            Access::Roles(_) => assert_eq!((stranger.status, stranger.problem()), (401, "no-token".into()), "{rule:?}"),
        }
        for (role, caller) in &callers {
            let answer = caller.send(rule.method, &path, None).await;
            let allowed = match rule.access {
                Access::Anyone => true,
                Access::Roles(roles) => roles.contains(role),
            };
            if allowed {
                assert!(![401, 403].contains(&answer.status), "{role:?} {rule:?} {}", answer.text);
            } else {
                assert_eq!((answer.status, answer.problem()), (403, "wrong-role".into()), "{role:?} {rule:?}");
            }
        }
    }
}

#[tokio::test]
async fn events_are_for_everyone_with_a_token() {
    let app = TestApp::start().await;
    for role in ROLES {
        app.caller(role, "someone").listen(None).await.wait_for("snapshot").await;
    }
    let answer = app.stranger().get("/events").await;
    assert_eq!((answer.status, answer.problem()), (401, "no-token".into()));
}

#[tokio::test]
async fn bad_tokens_are_told_what_to_do() {
    let app = TestApp::start().await;
    for bad in ["x", "", &"0".repeat(64)] {
        let answer = app.stranger().with("authorization", &format!("Bearer {bad}")).get("/board").await;
        assert_eq!((answer.status, answer.problem()), (401, "bad-token".into()), "{bad}");
        assert_eq!(answer.headers["www-authenticate"], "Bearer");
    }
    let basic = app.stranger().with("authorization", "Basic eDp5").get("/board").await;
    assert_eq!(basic.status, 401);
}

#[tokio::test]
async fn a_revoked_token_stops_working_within_the_time_it_is_believed() {
    let app = TestApp::start().await;
    let kiosk = app.kiosk();
    assert_eq!(kiosk.get("/board").await.status, 200);
    let conn = log::open_writer(&app.database()).unwrap();
    assert_eq!(tokens::revoke(&conn, "kiosk-1", queue_core::UtcMillis(1)).unwrap(), 1);
    let revoked = Instant::now();
    while kiosk.get("/board").await.status != 401 {
        assert!(revoked.elapsed() < tokens::BELIEVED + PATIENCE, "still believed");
    }
    assert!(revoked.elapsed() < tokens::BELIEVED + Duration::from_secs(2), "{:?}", revoked.elapsed());
}

#[tokio::test]
async fn secrets_are_not_in_the_database() {
    let app = TestApp::start().await;
    let token = app.token(Role::Kiosk, "kiosk-1");
    app.user(Role::Clerk, "lan", "mat-khau-dai", None);
    let signed_in = sign_in(&app, "lan", "mat-khau-dai").await;
    let cookie = cookie(&signed_in);
    let secret = cookie.split_once('=').unwrap().1.to_owned();
    let setup = app.setup().unwrap().to_owned();
    let folder = app.folder().to_owned();
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        bytes.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    for secret in [token, "mat-khau-dai".to_owned(), secret, setup] {
        assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()), "{secret} is in the data folder");
    }
}

#[tokio::test]
async fn a_clerk_signs_in_works_and_signs_out() {
    let app = TestApp::start().await;
    let staff = app.app().replica.read().site().unwrap().staff[0].id.clone();
    app.user(Role::Clerk, "lan", "mat-khau-dai", Some(staff.as_str()));
    let answer = sign_in(&app, "lan", "mat-khau-dai").await;
    let view: SessionView = answer.read();
    assert_eq!((view.name.as_str(), view.role, view.staff.as_ref()), ("lan", Role::Clerk, Some(&staff)));
    let header = answer.headers["set-cookie"].to_str().unwrap();
    assert!(header.contains("HttpOnly") && header.contains("SameSite=Strict"), "{header}");
    let clerk = app.stranger().with("cookie", &cookie(&answer));
    assert_eq!(clerk.get("/session").await.read::<SessionView>(), view);
    assert_eq!(clerk.open("quay-3").await.counter.staff, Some(staff));
    assert_eq!(clerk.send("DELETE", "/api/v1/session", None).await.status, 204);
    assert_eq!(clerk.get("/session").await.status, 401);
}

#[tokio::test]
async fn a_session_survives_a_restart_and_ends_when_idle() {
    let app = TestApp::start().await;
    app.user(Role::Clerk, "lan", "mat-khau-dai", None);
    let session = cookie(&sign_in(&app, "lan", "mat-khau-dai").await);
    let app = app.restart().await;
    let clerk = app.stranger().with("cookie", &session);
    assert_eq!(clerk.get("/session").await.status, 200);
    app.at("2019-08-01T11:59:00+07:00");
    assert_eq!(clerk.get("/session").await.status, 200);
    app.at("2019-08-01T16:00:00+07:00");
    assert_eq!(clerk.get("/session").await.status, 401);
}

#[tokio::test]
async fn a_cookie_does_nothing_for_another_site() {
    let app = TestApp::start().await;
    app.user(Role::Clerk, "lan", "mat-khau-dai", None);
    let session = cookie(&sign_in(&app, "lan", "mat-khau-dai").await);
    let clerk = app.stranger().with("cookie", &session);
    for (header, value) in [("sec-fetch-site", "cross-site"), ("origin", "http://elsewhere.example")] {
        let answer = clerk.clone().with(header, value).command("/counters/quay-3/open").await;
        assert_eq!((answer.status, answer.problem()), (403, "cross-site".into()), "{header}");
    }
    let own = clerk.with("sec-fetch-site", "same-origin").command("/counters/quay-3/open").await;
    assert_eq!(own.status, 200, "{}", own.text);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let app = TestApp::start().await;
    app.user(Role::Clerk, "lan", "mat-khau-dai", None);
    for name in ["lan", "nobody"] {
        let answer = sign_in(&app, name, "sai-mat-khau").await;
        assert_eq!((answer.status, answer.problem()), (401, "wrong-password".into()));
    }
    let mut statuses = Vec::new();
    for _ in 0..12 {
        statuses.push(sign_in(&app, "lan", "sai-mat-khau").await.status);
    }
    assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
    // Even the right password waits: who guessed it must not learn so.
    let waits = sign_in(&app, "lan", "mat-khau-dai").await;
    assert_eq!((waits.status, waits.problem()), (429, "too-many-attempts".into()));
    assert!(waits.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn the_link_makes_one_administrator_who_makes_accounts() {
    let app = TestApp::start().await;
    let link = app.setup().unwrap();
    let body = |token: &str, password: &str| json!({ "token": token, "name": "quan-tri", "password": password });
    let short = app.stranger().post("/setup", body(link, "ngan")).await;
    assert_eq!((short.status, short.problem()), (422, "password-too-short".into()));
    let wrong = app.stranger().post("/setup", body("0000", "mat-khau-dai")).await;
    assert_eq!((wrong.status, wrong.problem()), (403, "no-such-link".into()));
    let made = app.stranger().post("/setup", body(link, "mat-khau-dai")).await;
    assert_eq!((made.status, made.read::<SessionView>().role), (201, Role::Admin));
    let again = app.stranger().post("/setup", body(link, "mat-khau-dai")).await;
    assert_eq!((again.status, again.problem()), (403, "no-such-link".into()));

    let admin = app.stranger().with("cookie", &cookie(&made));
    let account = json!({ "name": "lan", "password": "mat-khau-dai", "role": "clerk" });
    assert_eq!(admin.post("/users", account.clone()).await.status, 201);
    let taken = admin.post("/users", account).await;
    assert_eq!((taken.status, taken.problem()), (409, "name-taken".into()));
    let nobody = json!({ "name": "minh", "password": "mat-khau-dai", "role": "clerk", "staff": "khong-co" });
    assert_eq!(admin.post("/users", nobody).await.json()["field"], "staff");
    assert_eq!(sign_in(&app, "lan", "mat-khau-dai").await.status, 200);
}

async fn sign_in(app: &TestApp, name: &str, password: &str) -> Answer {
    app.stranger().post("/session", json!({ "name": name, "password": password })).await
}

fn cookie(answer: &Answer) -> String {
    answer.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned()
}
