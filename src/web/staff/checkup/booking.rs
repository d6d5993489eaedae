//! One booking: everything about it. What may be done to it is in `booking_work`.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    booking_work::Work,
    parts::{PersonFacts, Prices, Table, asked, exam, state_mark},
};
use crate::{
    api::staff_checkup::bookings::{BookingPage as BookingData, EventLine, Outcome, load_booking},
    domain::checkup::booking::State,
    web::{
        load::loaded,
        path,
        problems::Problems,
        staff::ConsoleBody,
        ui::{
            BackLink, ErrorSummary, Notice, NoticeKind, PageTitle, PhoneLink, SummaryList,
            SummaryRow,
        },
        words::{
            Lang,
            checkup::wish::wish,
            date::date,
            staff_checkup::{
                bookings::{actor, answer_error, bookings, event, numbered},
                outcome::outcome,
            },
        },
    },
};

/// One booking.
#[component]
pub fn StaffBookingPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|id| id.parse().ok()).unwrap_or_default();
    let (said, made) = (asked("said").is_some(), asked("made").is_some());
    loaded(load_booking(id, said, made), |data| match data {
        Some(data) => view! { <Booking data/> }.into_any(),
        None => view! { <Gone/> }.into_any(),
    })
}

#[component]
fn Gone() -> impl IntoView {
    let words = bookings(Lang::Ja);
    view! {
        <ConsoleBody>
            <PageTitle heading=words.gone/>
            <p><a href=path::STAFF_CHECKUP_BOOKINGS>{words.back}</a></p>
        </ConsoleBody>
    }
}

#[component]
fn Booking(data: BookingData) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, error| {
        answer_error(Lang::Ja, field, error)
    });
    let heading = numbered(Lang::Ja, &data.reference);
    let said = data.said.as_ref().map(said);
    let read_out = data.read_out.then(|| read_out(data.state));
    view! {
        <ConsoleBody>
            <BackLink href=path::STAFF_CHECKUP_BOOKINGS label=words.back/>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading caption=words.booking has_error=problems.any()/>
            {said}
            {read_out}
            <Facts data=data.clone()/>
            <Work data=data.clone() problems/>
            <h2>{words.who}</h2>
            <PersonFacts person=data.person/>
            {data.price.map(|table| view! {
                <h2>{words.price}</h2>
                <Prices table/>
            })}
            <h2>{words.events}</h2>
            <Events events=data.events/>
        </ConsoleBody>
    }
}

fn said(what: &Outcome) -> impl IntoView + use<> {
    let kind = match what {
        Outcome::Done(_) => NoticeKind::Success,
        _ => NoticeKind::Warning,
    };
    let text = outcome(Lang::Ja, what);
    view! { <Notice kind announce=true><p>{text}</p></Notice> }
}

fn read_out(state: State) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let text = match state {
        State::Confirmed => words.read_out_text,
        _ => words.read_out_wishes,
    };
    view! {
        <Notice kind=NoticeKind::Success title=words.read_out announce=true><p>{text}</p></Notice>
    }
}

#[component]
fn Facts(data: BookingData) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let (_, institution, phone) = data.institution;
    let who = [data.person.line.name, data.person.line.kana].join(" ");
    let options = match data.options.is_empty() {
        true => words.no_options.to_owned(),
        false => data.options.join("、"),
    };
    let by = match data.by_staff {
        true => words.by_staff,
        false => words.by_member,
    };
    let made = format!("{} {by}", date(Lang::Ja, &data.made));
    let wishes = (!data.wishes.is_empty()).then(|| {
        let lines = data.wishes.iter().map(|one| wish(Lang::Ja, one));
        let lines = lines.map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <SummaryRow label=words.wishes><ol>{lines}</ol></SummaryRow> }
    });
    let replaces = data.replaces.map(|(id, reference)| {
        let link = view! { <a href=path::staff_booking(id)>{reference}</a> };
        view! { <SummaryRow label=words.replaces>{link}</SummaryRow> }
    });
    let line = |label: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <SummaryRow label value/> })
    };
    let held = data.held_until.unwrap_or_default();
    let call = (!phone.is_empty()).then(|| {
        view! { <SummaryRow label=words.phone><PhoneLink number=phone/></SummaryRow> }
    });
    view! {
        <SummaryList>
            <SummaryRow label=words.who value=who/>
            <SummaryRow label=words.state>{state_mark(data.state)}</SummaryRow>
            {line(words.held_until, date(Lang::Ja, &held))}
            <SummaryRow label=words.exam value=exam(data.exam_on, data.starts)/>
            {wishes}
            <SummaryRow label=words.course value=data.course/>
            <SummaryRow label=words.options value=options/>
            <SummaryRow label=words.institution value=institution/>
            {call}
            {line(words.note, data.note)}
            {line(words.cancel_cost, data.cancel_cost)}
            <SummaryRow label=words.made value=made/>
            {replaces}
        </SummaryList>
    }
}

#[component]
fn Events(events: Vec<EventLine>) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let headings = words.event_columns.map(str::to_owned).to_vec();
    let rows = events
        .into_iter()
        .map(|line| {
            view! {
                <tr>
                    <td class="staff__moment">{date(Lang::Ja, &line.at)}</td>
                    <td>{event(Lang::Ja, &line.event)}</td>
                    <td>{line.state.map(state_mark)}</td>
                    <td>{actor(Lang::Ja, &line.actor)}</td>
                    <td class="staff__detail">{line.detail}</td>
                </tr>
            }
        })
        .collect_view();
    view! { <Table label=words.events headings>{rows}</Table> }
}
