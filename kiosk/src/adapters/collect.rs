//! Collecting a result: two large buttons, each counted for its lane.

use queue_protocol::core::{Intent, Lane};
use slint::ComponentHandle;

use super::{Send, count, wait, words};
use crate::{
    model::{Model, Touch},
    ui::{CollectPage, KioskWindow},
};

pub fn bind(window: &KioskWindow, send: &Send) {
    let send = send.clone();
    window.global::<CollectPage>().on_choose(move |priority| {
        send(Touch::CollectIn(if priority { Lane::Priority } else { Lane::Regular }));
    });
}

pub fn show(window: &KioskWindow, model: &Model) {
    let Some(hall) = model.hall() else { return };
    let page = window.global::<CollectPage>();
    let groups = &hall.site().priority_groups;
    page.set_has_priority(!groups.is_empty());
    page.set_groups(words::groups(groups, model.lang()));
    let find = |lane| model.choices(Intent::Collect, lane).into_iter().next();
    let (regular, priority) = (find(Lane::Regular), find(Lane::Priority));
    page.set_ahead(count(regular.as_ref().and_then(|c| c.ahead)));
    page.set_wait(wait(regular.and_then(|c| c.wait)));
    page.set_priority_ahead(count(priority.as_ref().and_then(|c| c.ahead)));
    page.set_priority_wait(wait(priority.and_then(|c| c.wait)));
}
