//! `procedures.toml`: the notice board, with the service to which each procedure leads.

use queue_core::{BusinessDay, Intent, Procedure, ProcedureId, ServiceId};

use super::{
    item::Item,
    limits::{DETAIL, DOCUMENTS, PROCEDURE, PROCEDURES},
    names::Names,
    services::Services,
    table::Table,
};

/// Reads the file.
pub(super) fn read(root: Option<Table<'_>>, services: &Services<'_>) -> Vec<Procedure> {
    let Some(root) = root else { return Vec::new() };
    let mut known = Names::only_given();
    let tables = root.tables("procedure", PROCEDURES);
    tables.iter().filter_map(|table| procedure(table, services, &mut known)).collect()
}

fn procedure(table: &Table<'_>, services: &Services<'_>, known: &mut Names) -> Option<Procedure> {
    let id = table.need("id").and_then(|item| known.give(&item));
    let code = table.may("code").and_then(|item| code(&item));
    let name = table.need("name").and_then(|item| item.text(PROCEDURE));
    let service = table.need("service").and_then(|item| leads_to(&item, services));
    let documents = table.need("documents").map(|item| item.list(DOCUMENTS)).unwrap_or_default();
    let documents = documents.iter().filter_map(|item| item.text(DETAIL)).collect();
    let fee = table.need("fee").and_then(|item| item.text(DETAIL));
    let time_limit = table.need("time_limit").and_then(|item| item.text(DETAIL));
    let form = table.need("form").and_then(|item| item.text(DETAIL));
    let basis = table.may("basis").and_then(|item| item.text(DETAIL));
    let (from, until) = days(table);
    let sample = table.need("sample").and_then(|item| item.yes());
    Some(Procedure {
        id: ProcedureId::new(id?),
        code,
        name: name?,
        service: ServiceId::new(service?),
        documents,
        fee: fee?,
        time_limit: time_limit?,
        form: form?,
        basis,
        from,
        until,
        sample: sample?,
    })
}

/// The kiosk gives a number for handing in, so it cannot lead to where results are handed out.
fn leads_to<'a>(item: &Item<'a>, services: &Services<'_>) -> Option<&'a str> {
    let id = services.known.refer(item)?;
    if services.intents.get(id) == Some(&Intent::Collect) {
        item.tell("site-procedure-collects", &[("found", &id)]);
    }
    Some(id)
}

/// The first and the last day on which it holds.
fn days(table: &Table<'_>) -> (Option<BusinessDay>, Option<BusinessDay>) {
    let from = table.may("from").and_then(|item| item.date());
    let item = table.may("until");
    let until = item.and_then(|item| item.date());
    if let (Some(from), Some(until), Some(item)) = (from, until, item)
        && until < from
    {
        item.tell("site-procedure-backwards", &[("from", &from), ("until", &until)]);
    }
    (from, until)
}

/// A national code: one digit, a dot, six digits.
fn code(item: &Item<'_>) -> Option<String> {
    let text = item.str()?;
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    if !text.split_once('.').is_some_and(|(book, number)| digits(book, 1) && digits(number, 6)) {
        item.tell("site-code-bad", &[("found", &text)]);
    }
    Some(text.to_owned())
}
