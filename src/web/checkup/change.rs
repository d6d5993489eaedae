//! 変更 and 取消 of a booking: until when, what it costs, the buttons; after the deadline the number to call.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::checkup_booking::{BookingPage as Data, ChangeDay, Changeable},
    domain::checkup::booking::State,
    web::{
        path,
        ui::{Button, ButtonKind, LinkButton, Notice, NoticeKind, PhoneLink},
        words::{
            Lang,
            checkup::{
                booking::{BookingWords, deadline},
                day::until as day_until,
                deadline::{cancel_cost, final_text},
            },
        },
    },
};

/// Until when a booking can be changed and what a cancellation costs, or that it can be changed by phone alone.
#[component]
pub(super) fn Until(data: Data, until: Changeable, words: &'static BookingWords) -> impl IntoView {
    let late = !data.may_change;
    let at = day_until(Lang::Ja, until.on, until.hour, until.minute);
    let cost = cancel_cost(Lang::Ja, &data.site.cancel_cost, late);
    let said = if late {
        let text = final_text(Lang::Ja, &at, &data.site.name);
        view! { <ByPhone title=words.final_done text phone=data.site.phone words/> }.into_any()
    } else {
        view! { <p>{words.deadline} "：" {until_when(until)}</p> }.into_any()
    };
    view! {
        {said}
        <p>{words.cancel_cost} "：" {cost}</p>
    }
}

/// That a booking is changed by phone alone, and the number.
#[component]
pub(super) fn ByPhone(
    title: &'static str,
    text: String,
    phone: String,
    words: &'static BookingWords,
) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Warning title>
            <p>{text}</p>
            <p>{words.call} " " <PhoneLink number=phone/></p>
        </Notice>
    }
}

/// 変更 and 取消 until the deadline; afterwards the number to call.
#[component]
pub(super) fn Change(data: Data, words: &'static BookingWords) -> impl IntoView {
    let open = matches!(
        data.state,
        State::Applied | State::Arranging | State::Confirmed
    );
    let (year, code, _) = data.course;
    let id = data.id;
    let until = data.deadline.filter(|_| data.may_change);
    // wishes beside a booking are taken back and made anew
    let may_move = data.beside.is_none();
    let cost = match data.exam_on {
        Some(_) => cancel_cost(Lang::Ja, &data.site.cancel_cost, !data.may_change),
        None => words.cancel_wished.to_owned(),
    };
    open.then(|| {
        view! {
            <h2>{words.change_heading}</h2>
            {if data.may_change {
                view! {
                    {until.map(|until| view! { <p>{words.deadline} "：" {until_when(until)}</p> })}
                    <p>{words.cancel_cost} "：" {cost}</p>
                    <div class="cluster">
                        {may_move.then(|| view! {
                            <form method="post" action=ChangeDay::url()>
                                <input type="hidden" name="booking_id" value=id.to_string()/>
                                <Button label=words.change_day kind=ButtonKind::Secondary/>
                            </form>
                            <LinkButton
                                href=path::course_instead(year, &code, id)
                                label=words.change
                                kind=ButtonKind::Secondary
                            />
                        })}
                        <LinkButton
                            href=path::booking_cancel(id)
                            label=words.cancel
                            kind=ButtonKind::Danger
                        />
                    </div>
                }
                .into_any()
            } else {
                view! {
                    <p>{words.too_late}</p>
                    <p>{words.call} " " <PhoneLink number=data.site.phone/></p>
                    <p>{words.cancel_cost} "：" {cost}</p>
                }
                .into_any()
            }}
        }
    })
}

/// The deadline, and what is left until then.
pub(super) fn until_when(until: Changeable) -> String {
    let at = (until.on, until.hour, until.minute);
    deadline(Lang::Ja, at, until.minutes_left)
}
