//! Codes under the scanner of the built kiosk: a slip brings paper without a touch, and that paper's own code is known.
#![allow(missing_docs, clippy::unwrap_used)]

mod scanner;

use motcua_tests::{office::Office, process::wait_for, read, screen::Screen, visit::papers};
use queue_protocol::core::{Intent, Lane, TicketId};
use scanner::{Log, Scanner, start};

const SLIP: &str = "000.00.14.H20-190801-0002";

#[test]
fn a_slip_brings_paper_and_the_paper_is_known() {
    let office = Office::open().unwrap();
    let screen = Screen::open(1080, 1920).unwrap();
    let mut scanner = Scanner::plug_in();
    let log = Log(office.folder().join("kiosk.log"));
    let mut kiosk = start(&office, &screen, &scanner, &log);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let desk = office.client("clerk", "ban-huong-dan").unwrap();

    // Somebody of 78 years: the box is ticked, and the slip that follows gets a number of that lane.
    let card = "087041000123||Nguyễn Thị Mẫu|17021941|Nữ|Ấp 1, Mỹ Quý, Tháp Mười|25062021";
    scanner.show_until("a card to be read", card, || log.count("card") > 0);
    let folder = office.folder().join("paper");
    scanner.show_until("the slip to be read", SLIP, || log.count("file-code") > 0);
    let paper = wait_for("the paper", || papers(&folder).first().cloned()).unwrap();

    let address = read::qr(&paper).unwrap();
    let id: TicketId = address.rsplit('/').next().unwrap().parse().unwrap();
    let ticket = runtime.block_on(desk.ticket(id)).unwrap();
    assert_eq!((ticket.intent, ticket.lane), (Intent::Collect, Lane::Priority));

    // Still on the glass: no second number.
    scanner.show_until("the slip to be read again", SLIP, || log.count("file-code") > 1);
    scanner.show_until("the paper's code to be read", &address, || log.count("ticket") > 0);
    let waits = runtime.block_on(desk.board()).unwrap().waits;
    let waiting: u32 = waits.iter().filter(|w| w.service == ticket.service).map(|w| w.waiting).sum();
    assert_eq!((waiting, papers(&folder).len()), (1, 1), "one number, one paper");
    kiosk.check().unwrap();
}
