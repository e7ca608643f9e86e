//! No number, and why.

use slint::ComponentHandle;

use super::Send;
use crate::{
    model::{Model, NotGiven, Progress, Touch},
    ui::{KioskWindow, NotGivenPage, Reason},
};

pub fn bind(window: &KioskWindow, send: &Send) {
    let send = send.clone();
    window.global::<NotGivenPage>().on_retry(move || send(Touch::Retry));
}

pub fn show(window: &KioskWindow, model: &Model) {
    let page = window.global::<NotGivenPage>();
    // While the wish is sent again, the page keeps the reason of the last time.
    let Some(Progress::NotGiven(reason)) = model.attempt().map(|a| &a.progress) else { return };
    page.set_can_retry(reason.can_retry());
    page.set_title(slint::SharedString::new());
    page.set_detail(slint::SharedString::new());
    page.set_reason(match reason {
        NotGiven::NoAnswer => Reason::NoAnswer,
        NotGiven::Closed => Reason::Closed,
        NotGiven::ServiceClosed => Reason::ServiceClosed,
        NotGiven::NobodyServes => Reason::NobodyServes,
        NotGiven::DayFull => Reason::DayFull,
        NotGiven::NotAllowed => Reason::NotAllowed,
        NotGiven::NotStored | NotGiven::NoneLeft => Reason::NoneLeft,
        NotGiven::Other { title, detail } => {
            page.set_title(title.into());
            page.set_detail(detail.into());
            Reason::Other
        }
    });
}
