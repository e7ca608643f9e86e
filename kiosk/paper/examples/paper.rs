//! Prints the sample ticket on any printer: `cargo run -p kiosk-paper --example paper -- png:target/paper`.
//! Behind the printer may stand `full`, `trial`, `priority`, `offline`, `reprint`, `en`.

use anyhow::Context as _;
use devices::printer::PrinterUri;
use kiosk_paper::{Layout, Note, PaperLane, Press, TicketPaper, sample};
use queue_protocol::core::Lang;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let given = arguments.next().context("say where to print, for example png:target/paper")?;
    let uri: PrinterUri = if given.contains(':') { given.parse()? } else { format!("png:{given}").parse()? };
    let mut ticket = sample();
    let mut layout = Layout::default();
    for variant in arguments {
        match variant.as_str() {
            "full" => layout = Layout::Full,
            variant => vary(&mut ticket, variant)?,
        }
    }
    let job = Press::new()?.ticket(&ticket, layout, uri.paper, uri.digits)?;
    let printed = uri.printer().print(&job)?;
    println!("{} bytes, confirmed {:?}", job.plain().len(), printed.confirmed);
    Ok(())
}

fn vary(ticket: &mut TicketPaper, variant: &str) -> anyhow::Result<()> {
    match variant {
        "trial" => {
            let note = |text: &str, strong| Note { text: text.into(), strong };
            ticket.trial = true;
            ticket.number = "X018".into();
            (ticket.ahead, ticket.wait_min) = (Some(2), Some((5, 10)));
            (ticket.time, ticket.date) = ("14:31".into(), "30/7/2019".into());
            ticket.papers.clear();
            ticket.notes = vec![
                note(
                    "Đây là phiếu của đợt vận hành thử. Hôm nay hồ sơ vẫn nộp tại trụ sở cũ, Ủy ban nhân dân huyện Tháp Mười.",
                    false,
                ),
                note("Phục vụ chính thức tại Bưu điện từ 7 giờ ngày 1/8/2019.", true),
            ];
        }
        "priority" => ticket.lane = PaperLane::Priority(Some("người cao tuổi".into())),
        "offline" => (ticket.ahead, ticket.wait_min, ticket.number) = (None, None, "R007".into()),
        "reprint" => ticket.reprint = true,
        "en" => ticket.lang = Lang::En,
        other => anyhow::bail!("{other:?} is no variant: full, trial, priority, offline, reprint or en"),
    }
    Ok(())
}
