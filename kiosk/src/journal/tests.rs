use queue_protocol::{
    client::new_command_id,
    core::{CommandId, DeviceId, TicketId},
};

use super::*;

fn line(n: i64) -> Line {
    let ticket = TicketId(new_command_id().0);
    Line { at: UtcMillis(n), entry: Entry::Printed { ticket, command: new_command_id() } }
}

#[test]
fn what_was_written_is_read_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal");
    let (mut journal, past) = Journal::open(&path).unwrap();
    assert!(past.lines.is_empty() && !past.torn);
    let lines = [line(1), line(2), line(3)];
    journal.append(&lines[..1]).unwrap();
    journal.append(&lines[1..]).unwrap();
    let (mut journal, past) = Journal::open(&path).unwrap();
    assert_eq!(past.lines, lines);
    journal.rewrite(&lines[2..]).unwrap();
    let more = line(4);
    journal.append(std::slice::from_ref(&more)).unwrap();
    let (journal, past) = Journal::open(&path).unwrap();
    assert_eq!(past.lines, [lines[2].clone(), more]);
    assert_eq!(journal.bytes(), std::fs::metadata(&path).unwrap().len());
}

#[test]
fn wherever_the_power_goes_only_the_last_line_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal");
    let lines = [line(1), line(2)];
    Journal::open(&path).unwrap().0.append(&lines).unwrap();
    let text = std::fs::read(&path).unwrap();
    let first = text.iter().position(|b| *b == b'\n').unwrap() + 1;
    for cut in first..text.len() {
        std::fs::write(&path, &text[..cut]).unwrap();
        let (mut journal, past) = Journal::open(&path).unwrap();
        assert_eq!(past.lines, lines[..1], "cut at {cut}");
        assert_eq!((past.torn, past.damaged), (cut > first, 0), "cut at {cut}");
        journal.append(&lines[1..]).unwrap();
        assert_eq!(Journal::open(&path).unwrap().1.lines, lines, "the next line begins a line, cut at {cut}");
    }
}

#[test]
fn a_line_that_rotted_is_counted() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal");
    Journal::open(&path).unwrap().0.append(&[line(1), line(2)]).unwrap();
    let mut text = std::fs::read(&path).unwrap();
    text[3] = 0xff;
    std::fs::write(&path, text).unwrap();
    let past = Journal::open(&path).unwrap().1;
    assert_eq!((past.lines.len(), past.damaged, past.torn), (1, 1, false));
}

#[test]
fn every_entry_travels() {
    let (ticket, command) = (TicketId(new_command_id().0), new_command_id());
    let entries = [
        Entry::Device { device: DeviceId(command.0) },
        Entry::Printing { ticket, command },
        Entry::PrintFailed { ticket, command, fault: "paper-out".into() },
        Entry::Withdrawn { ticket, command },
        Entry::Told { command: CommandId(ticket.0) },
        Entry::Refused { ticket, command, why: "number-not-leased".into() },
        Entry::Used {
            day: "2019-08-01".parse().unwrap(),
            series: "R001".parse::<queue_protocol::core::TicketNumber>().unwrap().series,
            count: 7,
        },
        Entry::Begun { tickets: vec![ticket] },
    ];
    for entry in entries {
        let line = Line { at: UtcMillis(5), entry };
        let text = serde_json::to_string(&line).unwrap();
        assert_eq!(serde_json::from_str::<Line>(&text).unwrap(), line, "{text}");
    }
}
