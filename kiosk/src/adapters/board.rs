//! The notice board: what was typed, what it found, and the open sheet.

use std::rc::Rc;

use queue_protocol::core::{Procedure, ProcedureId, Text};
use slint::{ComponentHandle, ModelRc, SharedString, VecModel};

use super::{Send, count, ticket, wait, words};
use crate::{
    model::{Hall, Key, Model, Touch},
    ui::{BoardPage, KioskWindow, Row, Sheet},
};

/// Lines of a sheet above which its letters become smaller, so that it ends above the keys.
const AIRY: usize = 8;

/// Letters of a line of the sheet.
const LINE: usize = 40;

pub fn bind(window: &KioskWindow, send: &Send) {
    let page = window.global::<BoardPage>();
    let to = |touch: Touch| {
        let send = send.clone();
        move || send(touch.clone())
    };
    let (letter, open) = (send.clone(), send.clone());
    page.on_letter(move |text| text.chars().for_each(|c| letter(Touch::Key(Key::Letter(c)))));
    page.on_open_sheet(move |id| open(Touch::Procedure(ProcedureId::new(id.as_str()))));
    page.on_delete(to(Touch::Key(Key::Delete)));
    page.on_clear(to(Touch::Key(Key::Clear)));
    page.on_switch(to(Touch::Key(Key::Symbols)));
    page.on_more(to(Touch::More));
    page.on_take(to(Touch::Take));
}

pub fn show(window: &KioskWindow, model: &Model) {
    let Some(hall) = model.hall() else { return };
    let page = window.global::<BoardPage>();
    page.set_query(model.query().into());
    page.set_symbols(model.symbols());
    page.set_found(i32::try_from(model.found().count()).unwrap_or(i32::MAX));
    page.set_sample(model.found().any(|p| p.sample));
    page.set_turned((model.turned() % 1_000) as i32);
    let open = model.open_procedure();
    let rest = model.found().filter(|p| open.is_none_or(|o| o.id != p.id));
    let rows: Vec<_> = rest
        .map(|p| Row {
            id: p.id.as_str().into(),
            name: line(model, &p.name),
            code: p.code.as_deref().unwrap_or_default().into(),
        })
        .collect();
    if !same(&page.get_rows(), &rows) {
        page.set_rows(ModelRc::from(Rc::new(VecModel::from(rows))));
    }
    // The sheet first, then that it is open: it is complete when it appears.
    if let Some(procedure) = open {
        show_sheet(&page, model, hall, procedure);
    }
    page.set_open(open.is_some());
}

fn show_sheet(page: &BoardPage<'_>, model: &Model, hall: &Hall, procedure: &Procedure) {
    let service = hall.service(&procedure.service);
    let choice = model.choice_of(procedure);
    let serving: Vec<_> =
        hall.site().counters.iter().filter(|c| c.serves.contains(&procedure.service)).map(|c| c.id.clone()).collect();
    let documents: Vec<_> = procedure.documents.iter().map(|d| line(model, d)).collect();
    let mut sheet = Sheet {
        id: procedure.id.as_str().into(),
        name: line(model, &procedure.name),
        field: service.map(|s| line(model, &s.name)).unwrap_or_default(),
        code: procedure.code.as_deref().unwrap_or_default().into(),
        documents: ModelRc::default(),
        fee: line(model, &procedure.fee),
        time_limit: line(model, &procedure.time_limit),
        form: line(model, &procedure.form),
        basis: procedure.basis.as_ref().map(|b| line(model, b)).unwrap_or_default(),
        several_counters: serving.len() > 1,
        counters: ticket::counters(hall.site(), &serving),
        ahead: count(choice.as_ref().and_then(|c| c.ahead)),
        wait: wait(choice.as_ref().and_then(|c| c.wait)),
        sample: procedure.sample,
        can_take: model.gives_tickets() && choice.as_ref().is_some_and(|c| c.offered),
        offered: choice.as_ref().is_none_or(|c| c.offered),
        dense: false,
    };
    let texts = documents.iter().chain([&sheet.fee, &sheet.time_limit, &sheet.form, &sheet.basis]);
    let lines: usize = texts.map(|t| t.chars().count().div_ceil(LINE)).sum();
    sheet.dense = lines + sheet.name.chars().count() / LINE > AIRY;
    let before = page.get_sheet();
    // The same list is the same model: rows that stay are not drawn again.
    sheet.documents = if before.id == sheet.id && same(&before.documents, &documents) {
        before.documents
    } else {
        ModelRc::from(Rc::new(VecModel::from(documents)))
    };
    page.set_sheet(sheet);
}

fn line(model: &Model, text: &Text) -> SharedString {
    words::one_line(text.get(model.lang())).into()
}

fn same<T: PartialEq + Clone + 'static>(shown: &ModelRc<T>, rows: &[T]) -> bool {
    use slint::Model as _;
    shown.row_count() == rows.len() && shown.iter().zip(rows).all(|(a, b)| a == *b)
}
