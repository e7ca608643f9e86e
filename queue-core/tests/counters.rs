//! Cases by table of what clerks do beside the usual round: picks, returns, support, pairs, notes.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{Office, site};
use proptest::prelude::*;
use queue_core::{
    CallReason, CounterConfig, CounterId, Event, Lane, MAX_NOTE, Refusal, Site, StaffId, Support, SupportId, Task,
    TicketId, TicketState, looks_personal,
};
use uuid::Uuid;

#[test]
fn a_pick_out_of_order_needs_a_reason_and_takes_nobodys_turn() {
    let mut office = Office::open();
    let first = office.issue("dat-dai", Lane::Regular).unwrap();
    let second = office.issue("dat-dai", Lane::Regular).unwrap();
    let other = office.issue("tra-ket-qua", Lane::Regular).unwrap();
    let pick =
        |counter: &str, ticket, reason: &str| Task::Call { counter: counter.into(), ticket, reason: reason.into() };
    assert!(matches!(office.act(pick("quay-2", second, "suc-khoe")), Err(Refusal::CounterClosed { .. })));
    office.act(Task::Open { counter: "quay-2".into() }).unwrap();
    let refused = Err(Refusal::UnknownReason { reason: "quen-biet".into() });
    assert_eq!(office.act(pick("quay-2", second, "quen-biet")), refused);
    assert!(matches!(office.act(pick("quay-2", other, "suc-khoe")), Err(Refusal::NotServedHere { .. })));
    let before = office.state.turns(&"quay-2".into());
    let events = office.act(pick("quay-2", second, "suc-khoe")).unwrap();
    let reason = CallReason::OutOfOrder { reason: "suc-khoe".into() };
    assert!(matches!(&events[..], [Event::TicketCalled { ticket, reason: why, turns, .. }]
        if *ticket == second && *why == reason && *turns == before));
    assert_eq!(
        serde_json::to_value(&events[0]).unwrap()["reason"],
        serde_json::json!({ "rule": "out_of_order", "reason": "suc-khoe" })
    );
    assert_eq!(office.state.call_reason(&"quay-2".into()), Some(&reason));
    assert!(matches!(office.act(pick("quay-2", first, "suc-khoe")), Err(Refusal::TicketStillOpen { .. })));
    assert!(matches!(office.act(pick("quay-3", second, "suc-khoe")), Err(Refusal::CounterClosed { .. })));
    office.act(Task::NoShow(second)).unwrap();
    assert!(matches!(office.act(pick("quay-2", second, "suc-khoe")), Err(Refusal::WrongState { .. })));
    assert_eq!(office.call("quay-2"), Ok(first));
    assert_eq!(office.replayed(), office.state);
}

#[test]
fn an_office_with_reasons_of_its_own_takes_no_others() {
    let own = queue_core::Reason { id: "khan".into(), name: common::text("khẩn") };
    let site = Site { pick_reasons: vec![own], ..site() };
    assert!(site.allows_picking("khan") && !site.allows_picking("suc-khoe"));
}

#[test]
fn who_missed_the_call_stands_where_the_first_time_puts_them() {
    let mut office = Office::open();
    let [early, missed, late] = std::array::from_fn(|_| {
        office.now = office.now.plus_s(60);
        office.issue("dat-dai", Lane::Regular).unwrap()
    });
    office.act(Task::Open { counter: "quay-2".into() }).unwrap();
    office.call("quay-2").unwrap();
    assert!(matches!(office.act(Task::Return(early)), Err(Refusal::WrongState { .. })), "it was not missed");
    office.act(Task::NoShow(early)).unwrap();
    office.call("quay-2").unwrap();
    office.act(Task::NoShow(missed)).unwrap();
    // The later one comes back first, and yet stands behind.
    let events = office.act(Task::Return(missed)).unwrap();
    assert!(matches!(events[..], [Event::TicketReturned { lane: Lane::Returning, .. }]), "{events:?}");
    office.act(Task::Return(early)).unwrap();
    let upcoming: Vec<_> = queue_core::upcoming(&office.state, &"quay-2".into(), 9).iter().map(|u| u.ticket).collect();
    assert_eq!(upcoming.iter().filter(|t| **t != late).copied().collect::<Vec<_>>(), [early, missed]);
    assert_eq!(office.state.ticket(missed).unwrap().ended_at, None);
    assert!(matches!(office.act(Task::Return(missed)), Err(Refusal::WrongState { .. })));
    // Only within the day: tomorrow nobody knows it any more.
    office.now = office.now.plus_s(24 * 3600);
    assert!(matches!(office.act(Task::Return(missed)), Err(Refusal::UnknownTicket { .. })));
    assert_eq!(office.replayed(), office.state);
}

#[test]
fn support_is_asked_for_once_answered_once_and_over_with_the_counter() {
    let mut office = Office::open();
    let ask = |n, counter: &str, unit: Option<&str>| Task::AskSupport {
        support: support(n),
        counter: counter.into(),
        unit: unit.map(Into::into),
    };
    assert!(matches!(office.act(ask(1, "quay-2", None)), Err(Refusal::CounterClosed { .. })));
    for counter in ["quay-1", "quay-2"] {
        office.act(Task::Open { counter: counter.into() }).unwrap();
    }
    let ticket = office.issue("dat-dai", Lane::Regular).unwrap();
    office.call("quay-2").unwrap();
    assert_eq!(office.act(ask(1, "quay-2", Some("bo"))), Err(Refusal::UnknownUnit { unit: "bo".into() }));
    let events = office.act(ask(1, "quay-2", None)).unwrap();
    let asked = Event::SupportAsked {
        support: support(1),
        counter: "quay-2".into(),
        unit: "huyen".into(),
        ticket: Some(ticket),
    };
    assert_eq!(events, [asked]);
    assert_eq!(office.act(ask(2, "quay-2", None)), Ok(vec![]), "it is called already");
    assert_eq!(office.act(Task::AnswerSupport(support(2))), Err(Refusal::UnknownSupport { support: support(2) }));
    office.now = office.now.plus_s(40);
    assert_eq!(office.act_as("phong", Task::AnswerSupport(support(1))).unwrap().len(), 1);
    assert_eq!(office.act_as("khac", Task::AnswerSupport(support(1))), Ok(vec![]), "the first answer stands");
    let call = &office.state.support()[0];
    assert_eq!(call.answered_by.as_ref().map(|by| by.name.as_str()), Some("phong"));
    assert_eq!(call.answered_at.unwrap().since_s(call.asked_at), 40);
    assert_eq!(office.act(Task::EndSupport(support(1))).unwrap().len(), 1);
    assert_eq!(office.act(Task::EndSupport(support(1))), Ok(vec![]));
    assert_eq!(office.act(Task::AnswerSupport(support(1))), Err(Refusal::SupportOver));
    // A counter that closes needs nobody.
    assert_eq!(office.act(ask(3, "quay-1", None)).unwrap().len(), 1);
    let closing = office.act(Task::Close { counter: "quay-1".into() }).unwrap();
    assert!(matches!(closing[..], [Event::SupportEnded { .. }, Event::CounterClosed { .. }]), "{closing:?}");
    assert!(office.state.support().iter().all(|call| !call.is_open()));
    office.now = office.now.plus_s(24 * 3600);
    office.act(Task::Tick).unwrap();
    assert!(office.state.support().is_empty(), "yesterday's calls are in the log");
    assert_eq!(office.replayed(), office.state);
}

#[test]
fn a_counter_that_only_hands_out_results_must_say_whom_it_calls() {
    let results = CounterConfig { serves: vec!["tra-ket-qua".into()], ..site().counters[0].clone() };
    let mut office = Office::with(Site { counters: vec![results], ..site() });
    office.act(Task::Open { counter: "quay-1".into() }).unwrap();
    let ask = |unit: Option<&str>| Task::AskSupport {
        support: support(1),
        counter: "quay-1".into(),
        unit: unit.map(Into::into),
    };
    assert_eq!(office.act(ask(None)), Err(Refusal::UnitNeeded));
    assert_eq!(office.act(ask(Some("huyen"))).unwrap().len(), 1);
}

#[test]
fn calls_for_support_are_bounded() {
    let units = (0..4).map(|i| queue_core::Unit {
        id: queue_core::UnitId::new(format!("don-vi-{i}")),
        name: common::text("-"),
        parent: None,
    });
    let mut office = Office::with(Site { units: units.collect(), ..site() });
    office.act(Task::Open { counter: "quay-2".into() }).unwrap();
    let ask = |n: u128, unit: u128| Task::AskSupport {
        support: support(n),
        counter: "quay-2".into(),
        unit: Some(queue_core::UnitId::new(format!("don-vi-{unit}"))),
    };
    for unit in 0..3 {
        office.act(ask(unit, unit)).unwrap();
    }
    assert!(matches!(office.act(ask(3, 3)), Err(Refusal::TooManySupportCalls { .. })));
    for n in 10..10 + 2 * Support::KEPT as u128 {
        office.act(Task::EndSupport(office.state.support().last().unwrap().id)).unwrap();
        office.act(ask(n, 2)).unwrap();
    }
    assert_eq!(office.state.support().len(), Support::KEPT);
    let open: Vec<_> = office.state.support().iter().filter(|c| c.is_open()).map(|c| c.id).collect();
    assert_eq!(open[..2], [support(0), support(1)], "who is still called is not forgotten");
}

#[test]
fn a_pair_has_one_who_leads_and_it_is_on_the_record() {
    let roster = || ["hoc-viec", "huong-dan"].map(StaffId::new).to_vec();
    let mut site = site();
    site.counters[1].staff = roster();
    let mut office = Office::with(site);
    let lead = |counter: &str, staff: &str| Task::Lead { counter: counter.into(), staff: StaffId::new(staff) };
    assert!(matches!(office.act(lead("quay-2", "huong-dan")), Err(Refusal::CounterClosed { .. })));
    office.act(Task::Open { counter: "quay-2".into() }).unwrap();
    office.act(Task::Open { counter: "quay-3".into() }).unwrap();
    assert!(matches!(office.act(lead("quay-3", "huong-dan")), Err(Refusal::NotPaired { .. })));
    assert!(matches!(office.act(lead("quay-2", "khach")), Err(Refusal::NotOnRoster { .. })));
    assert_eq!(office.act(lead("quay-2", "hoc-viec")), Ok(vec![]), "the first of the roster leads already");
    let serve = |office: &mut Office| -> (TicketId, Vec<Event>) {
        let ticket = office.issue("dat-dai", Lane::Regular).unwrap();
        office.call("quay-2").unwrap();
        (ticket, office.act(Task::Start(ticket)).unwrap())
    };
    let people = |event: &Event| match event {
        Event::TicketStarted { lead, assists, .. } | Event::TicketFinished { lead, assists, .. } => {
            (lead.clone().unwrap().to_string(), assists.iter().map(ToString::to_string).collect::<Vec<_>>())
        }
        other => panic!("{other:?}"),
    };
    let (first, started) = serve(&mut office);
    assert_eq!(people(&started[0]), ("hoc-viec".into(), vec!["huong-dan".into()]));
    // The mentor takes over in the middle: the record says who led at the end.
    office.act(lead("quay-2", "huong-dan")).unwrap();
    let finished = office.act(Task::Finish(first)).unwrap();
    assert_eq!(people(&finished[0]), ("huong-dan".into(), vec!["hoc-viec".into()]));
    let kept = office.state.ticket(first).unwrap();
    assert_eq!((kept.lead.clone(), kept.assists.len()), (Some(StaffId::new("huong-dan")), 1));
    // Nobody shares the third counter.
    let alone = office.issue("dat-dai", Lane::Regular).unwrap();
    office.call("quay-3").unwrap();
    let started = office.act(Task::Start(alone)).unwrap();
    assert!(matches!(&started[0], Event::TicketStarted { lead: None, assists, .. } if assists.is_empty()));
    // A counter that opens again begins with the trainee.
    office.act(Task::Close { counter: "quay-2".into() }).unwrap();
    office.act(Task::Open { counter: "quay-2".into() }).unwrap();
    assert_eq!(office.state.pair(&CounterId::new("quay-2")).0, Some(StaffId::new("hoc-viec")));
    assert_eq!(office.replayed(), office.state);
}

/// Lines of a log from before there were pairs, notes and support: they mean what they meant, and are written as they were.
#[test]
fn lines_of_older_logs_are_read_and_written_as_before() {
    let id = "00000000-0000-0000-0000-000000000001";
    let lines = [
        format!(r#"{{"type":"ticket-started","ticket":"{id}","number":"A001","counter":"quay-2"}}"#),
        format!(
            r#"{{"type":"ticket-finished","ticket":"{id}","number":"A001","service":"dat-dai","counter":"quay-2","staff":"a"}}"#
        ),
        r#"{"type":"counter-opened","counter":"quay-2"}"#.to_owned(),
    ];
    for line in lines {
        let event: Event = serde_json::from_str(&line).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), line);
    }
    let mut office = Office::open();
    office.issue("dat-dai", Lane::Regular).unwrap();
    office.act(Task::Open { counter: "quay-2".into() }).unwrap();
    let mut stored = serde_json::to_value(&office.state).unwrap();
    assert!(stored.as_object_mut().unwrap().remove("support").is_some());
    assert!(stored["counters"]["quay-2"].as_object_mut().unwrap().remove("moved_at").is_some());
    let before: queue_core::State = serde_json::from_value(stored).unwrap();
    assert_eq!((before.support().len(), before.ticket_count()), (0, 1));
}

#[test]
fn a_note_is_kept_shown_and_taken_away() {
    let mut office = Office::open();
    let ticket = office.issue("dat-dai", Lane::Regular).unwrap();
    let note = |text: &str| Task::Note { ticket, text: text.into() };
    office.act(note("  còn thiếu \n bản vẽ  ")).unwrap();
    assert_eq!(office.state.ticket(ticket).unwrap().note.as_deref(), Some("còn thiếu bản vẽ"));
    assert_eq!(office.act(note("còn thiếu bản vẽ")), Ok(vec![]));
    assert_eq!(office.act(note(&"ạ".repeat(MAX_NOTE + 1))), Err(Refusal::NoteTooLong { limit: MAX_NOTE }));
    office.act(note(&"ạ".repeat(MAX_NOTE))).unwrap();
    assert_eq!(office.act(note("gọi 0912 345 678")), Err(Refusal::NoteLooksPersonal));
    office.act(note("")).unwrap();
    assert_eq!(office.state.ticket(ticket).unwrap().note, None);
    office.act(Task::Cancel(ticket)).unwrap();
    assert!(matches!(office.act(note("x")), Err(Refusal::WrongState { .. })));
    assert_eq!(office.state.ticket(ticket).unwrap().state, TicketState::Cancelled);
    assert_eq!(office.replayed(), office.state);
}

#[test]
fn what_looks_personal_and_what_does_not() {
    let personal = [
        "087044000123",
        "CCCD 087 044 000 123",
        "087.044.000.123",
        "cmnd 341234567",
        "341 234 567",
        "341.234.567",
        "số０８７０４４０００１２３",
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "(0277) 3824 567",
        "+84912345678",
        "+84 912 345 678",
        "84912345678",
        "01688 123 456",
        "quầy 3 0912345678",
        "3 bản, 087 044 000 123, lệ phí",
        "lan.nguyen@example.vn",
        "lan@ex",
        "a087044000123b",
        "0870440001234567",
    ];
    let harmless = [
        "",
        "còn thiếu bản vẽ",
        "3 bản sao, 2 bản chính",
        "hẹn lại 14:30 ngày 05/08/2019",
        "lệ phí 50.000 đồng",
        "lệ phí 1.500.000",
        "thửa 123, tờ bản đồ số 45",
        "mã 000.00.14.H20-200703-0002",
        "quầy 3, tầng 2, phòng 101",
        "nghị định 61/2018/NĐ-CP",
        "gửi @ phòng khác",
        "diện tích 1 250,5 m2",
    ];
    for text in personal {
        assert!(looks_personal(text), "{text:?} was let through");
    }
    for text in harmless {
        assert!(!looks_personal(text), "{text:?} was refused");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// However it is cut into groups and whatever stands around it.
    #[test]
    fn no_number_of_a_person_is_hidden_by_spaces_and_dots(
        digits in prop_oneof!["[0-9]{12}", "[0-9]{9}", "0[1-9][0-9]{8}", "84[1-9][0-9]{8}"],
        cuts in proptest::collection::vec(0..4_usize, 12),
        before in "[a-zA-Zạếố,;: ]{0,12}",
        after in "[a-zA-Zạếố,;: ]{0,12}",
    ) {
        let separators = ["", " ", ".", ". "];
        let mut written = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 {
                written.push_str(separators[cuts[i % cuts.len()]]);
            }
            written.push(digit);
        }
        let text = format!("{before}{written}{after}");
        prop_assert!(looks_personal(&text), "{text:?}");
    }

    /// Whatever is typed, nothing panics.
    #[test]
    fn any_text_can_be_looked_at(text in any::<String>()) {
        looks_personal(&text);
    }
}

fn support(n: u128) -> SupportId {
    SupportId(Uuid::from_u128(n))
}
