//! The fields: one tile each, counted for the lane that the priority box chooses.

use std::rc::Rc;

use queue_protocol::core::{Intent, ServiceId};
use slint::{ComponentHandle, Model as _, VecModel};

use super::{Send, count, wait, words};
use crate::{
    model::{Choice, Model, Touch},
    ui::{FieldsPage, KioskWindow, Tile},
};

pub fn bind(window: &KioskWindow, send: &Send) {
    let page = window.global::<FieldsPage>();
    page.set_tiles(Rc::new(VecModel::<Tile>::default()).into());
    let (choose, toggle) = (send.clone(), send.clone());
    page.on_choose(move |id| choose(Touch::Field(ServiceId::new(id.as_str()))));
    page.on_toggle_priority(move || toggle(Touch::Priority));
}

pub fn show(window: &KioskWindow, model: &Model, intent: Intent) {
    let Some(hall) = model.hall() else { return };
    let page = window.global::<FieldsPage>();
    let groups = &hall.site().priority_groups;
    page.set_collect(intent == Intent::Collect);
    page.set_has_priority(!groups.is_empty());
    page.set_priority(model.priority());
    page.set_has_board(model.has_notices());
    page.set_groups(words::groups(groups, model.lang()));
    let list: Vec<_> = groups.iter().map(|g| words::capital(&words::one_line(g.name.get(model.lang())))).collect();
    if !page.get_group_list().iter().eq(list.iter().cloned()) {
        page.set_group_list(Rc::new(VecModel::from(list)).into());
    }
    let tiles: Vec<_> =
        model.choices(intent, model.lane()).iter().filter_map(|choice| tile(window, model, choice)).collect();
    // One model for good, changed row by row: a tile that stays the same is not drawn again.
    let rows = page.get_tiles();
    let Some(rows) = rows.as_any().downcast_ref::<VecModel<Tile>>() else { return };
    if rows.row_count() == tiles.len() {
        for (row, tile) in tiles.into_iter().enumerate() {
            if rows.row_data(row).as_ref() != Some(&tile) {
                rows.set_row_data(row, tile);
            }
        }
    } else {
        rows.set_vec(tiles);
    }
}

fn tile(window: &KioskWindow, model: &Model, choice: &Choice) -> Option<Tile> {
    let service = model.hall()?.service(&choice.service)?;
    let asked = model.answer_is_slow() && model.attempt().is_some_and(|a| a.request.service == service.id);
    Some(Tile {
        id: service.id.as_str().into(),
        letter: slint::format!("{}", service.letter),
        name: service.name.get(model.lang()).into(),
        name_in_two: words::in_two(service.name.get(model.lang())),
        flat_name: words::one_line(service.name.get(model.lang())).into(),
        offered: choice.offered,
        ahead: count(choice.ahead),
        wait: wait(choice.wait),
        days: service.days.as_deref().map(|days| words::days_list(window, days)).unwrap_or_default(),
        asked,
    })
}
