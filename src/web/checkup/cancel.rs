//! 取消: what it costs, and the button that does it.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    booking::Facts,
    change::{Change, until_when},
};
use crate::{
    api::checkup_booking::{BookingPage as Data, CancelBooking, load_booking},
    web::{
        load::{loaded_or_missing, param},
        path,
        ui::{BackLink, Button, ButtonKind, Notice, NoticeKind, PageBody, PageTitle},
        words::{Lang, checkup::booking::booking},
    },
};

/// 取消
#[component]
pub fn BookingCancelPage() -> impl IntoView {
    loaded_or_missing(load_booking(param("id")), |data| view! { <Cancel data/> })
}

#[component]
fn Cancel(data: Data) -> impl IntoView {
    let words = booking(Lang::Ja);
    let back = path::booking(data.id);
    let free = match data.exam_on {
        None => words.cancel_wished,
        Some(_) => words.cancel_free,
    };
    let until = data.deadline.map(until_when);
    let late = data.site.cancel_cost.clone();
    let late = (data.exam_on.is_some() && !late.is_empty()).then_some(late);
    view! {
        <PageBody>
            <BackLink href=back.clone() label=words.back_to_booking/>
            <PageTitle heading=words.cancel_heading/>
            {if data.may_change {
                view! {
                    <Facts data=data.clone() words/>
                    <Notice title=free>
                        {until.map(|until| view! { <p>{words.deadline} " " {until}</p> })}
                        {late.map(|late| view! { <p>{words.cancel_late} " " {late}</p> })}
                    </Notice>
                    <Notice kind=NoticeKind::Warning>
                        <p>{words.cancel_lead}</p>
                    </Notice>
                    <form method="post" action=CancelBooking::url()>
                        <input type="hidden" name="booking_id" value=data.id.to_string()/>
                        <Button label=words.cancel_button kind=ButtonKind::Danger large=true/>
                    </form>
                    <p><a href=back>{words.keep}</a></p>
                }
                .into_any()
            } else {
                view! {
                    <p>{words.cancel_not_now}</p>
                    <Change data words/>
                }
                .into_any()
            }}
        </PageBody>
    }
}
