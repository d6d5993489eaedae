//! One booking: everything about it, and what may be done to it.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_params_map;

use super::parts::{PersonFacts, Prices, Table, asked, exam, state_mark};
use crate::{
    api::staff_checkup::{
        bookings::{
            ActOnBooking, AnswerWishes, BookingPage as BookingData, EventLine, Outcome,
            load_booking,
        },
        proxy::Way,
    },
    domain::{
        checkup::{
            booking::State,
            staff_form::{Act, AnswerField, AnswerForm},
        },
        field::Field,
    },
    web::{
        load::loaded,
        path,
        problems::Problems,
        staff::ConsoleBody,
        ui::{
            BackLink, Button, ButtonKind, Disclosure, ErrorSummary, LinkButton, Notice, NoticeKind,
            PageTitle, SummaryList, SummaryRow, TextAreaField, TextField, Width,
        },
        words::{
            Lang,
            checkup::wish::wish,
            date::date,
            staff_checkup::{
                bookings::{act, actor, answer_error, answer_label, bookings, event, numbered},
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
    let replaces = data.replaces.map(|id| {
        let link = view! { <a href=path::staff_booking(id)>{id}</a> };
        view! { <SummaryRow label=words.replaces>{link}</SummaryRow> }
    });
    let line = |label: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <SummaryRow label value/> })
    };
    let held = data.held_until.unwrap_or_default();
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
            {line(words.phone, phone)}
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

#[component]
fn Work(data: BookingData, problems: Problems<AnswerField>) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let nothing = data.acts.is_empty() && !data.may_answer && !data.may_move;
    let (id, seen) = (data.id, data.seen);
    let way = Way {
        person: Some(data.person.id),
        replaces: Some(id),
        ..Way::default()
    };
    let acts = data
        .acts
        .iter()
        .map(|of| view! { <ActOn id seen of=*of/> })
        .collect_view();
    view! {
        <h2>{words.work}</h2>
        {nothing.then(|| view! { <p>{words.no_work}</p> })}
        {data.may_answer.then(|| view! { <Answer id seen form=data.form.clone() problems/> })}
        {acts}
        {data.may_move.then(|| view! {
            <p>
                <LinkButton
                    href=path::staff_proxy(&way)
                    label=words.move_button
                    kind=ButtonKind::Secondary
                />
            </p>
            <p>{words.move_hint}</p>
        })}
    }
}

/// Which booking, and how it was seen.
fn which(id: i64, seen: i64) -> impl IntoView {
    view! {
        <input type="hidden" name="form[id]" value=id/>
        <input type="hidden" name="form[seen]" value=seen/>
    }
}

#[component]
fn Answer(id: i64, seen: i64, form: AnswerForm, problems: Problems<AnswerField>) -> impl IntoView {
    use AnswerField as F;
    let words = bookings(Lang::Ja);
    let label = |field| answer_label(Lang::Ja, field);
    let name = |field: F| format!("form[{}]", field.name());
    view! {
        <h3>{words.answer}</h3>
        <p>{words.answer_lead}</p>
        <form method="post" action=AnswerWishes::url() novalidate class="form">
            {which(id, seen)}
            <TextField
                id=F::Day.name()
                name=name(F::Day)
                label=label(F::Day)
                hint=words.date_hint
                value=form.day
                error=problems.of(F::Day)
                autocomplete="off"
                width=Width::Medium
            />
            <TextField
                id=F::Time.name()
                name=name(F::Time)
                label=label(F::Time)
                hint=words.time_hint
                value=form.time
                error=problems.of(F::Time)
                required=false
                autocomplete="off"
                width=Width::Short
            />
            <TextAreaField
                id=F::Note.name()
                name=name(F::Note)
                label=label(F::Note)
                hint=words.note_hint
                value=form.note
                error=problems.of(F::Note)
                required=false
                rows=3
            />
            <Button label=words.answer_button/>
        </form>
    }
}

/// One act. What needs words to the member, or ends the booking, opens first.
#[component]
fn ActOn(id: i64, seen: i64, of: Act) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let (label, text) = act(Lang::Ja, of);
    let ends = matches!(of, Act::Decline | Act::Cancel);
    let kind = match of {
        Act::Cancel => ButtonKind::Danger,
        Act::Done | Act::TakeUp => ButtonKind::Primary,
        _ => ButtonKind::Secondary,
    };
    let form = view! {
        <form method="post" action=ActOnBooking::url() novalidate class="form">
            {which(id, seen)}
            <p>{text}</p>
            {ends.then(|| view! {
                <TextAreaField
                    id=format!("note-{}", of.code())
                    name="form[note]"
                    label=words.note_label
                    hint=words.note_hint
                    required=false
                    rows=3
                />
            })}
            <Button label name="form[act]" value=of.code() kind/>
        </form>
    };
    match ends {
        true => view! { <Disclosure summary=label>{form}</Disclosure> }.into_any(),
        false => form.into_any(),
    }
}
