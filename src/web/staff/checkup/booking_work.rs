//! What may be done to a booking: the answer to wishes, the acts, moving it.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::staff_checkup::{
        bookings::{ActOnBooking, AnswerWishes, BookingPage as BookingData},
        proxy::Way,
    },
    domain::{
        checkup::staff_form::{Act, AnswerField, Oddity},
        date::CivilDate,
        field::Field,
    },
    web::{
        path,
        problems::Problems,
        ui::{
            Button, ButtonKind, CheckboxCard, Disclosure, LinkButton, Notice, NoticeKind,
            TextAreaField, TextField, Width,
        },
        words::{
            Lang,
            staff_checkup::bookings::{act, answer_label, bookings, odd_day, oddity},
        },
    },
};

/// What may be done, the most likely first.
#[component]
pub(super) fn Work(data: BookingData, problems: Problems<AnswerField>) -> impl IntoView {
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
        {data.may_answer.then(|| view! { <Answer id seen data=data.clone() problems/> })}
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
fn Answer(id: i64, seen: i64, data: BookingData, problems: Problems<AnswerField>) -> impl IntoView {
    use AnswerField as F;
    let (form, odd) = (data.form, data.odd);
    let words = bookings(Lang::Ja);
    let label = |field| answer_label(Lang::Ja, field);
    let name = |field: F| format!("form[{}]", field.name());
    view! {
        <h3>{words.answer}</h3>
        <p>{words.answer_lead}</p>
        {data.beside.then(|| view! { <Notice kind=NoticeKind::Warning><p>{words.answer_beside}</p></Notice> })}
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
            {odd.map(|(day, odd)| view! { <Odd day odd/> })}
            <Button label=words.answer_button/>
        </form>
    }
}

/// What is odd about the day typed, and the box that confirms it all the same. The box holds the day: it is no answer for another one.
#[component]
fn Odd(day: CivilDate, odd: Vec<Oddity>) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let lines = odd
        .into_iter()
        .map(|one| view! { <li>{oddity(Lang::Ja, one)}</li> })
        .collect_view();
    let title = odd_day(Lang::Ja, day);
    view! {
        <Notice kind=NoticeKind::Warning title announce=true>
            <ul>{lines}</ul>
            <p>{words.odd_text}</p>
        </Notice>
        <CheckboxCard name="form[sure]" value=day.to_string() label=words.sure/>
    }
}

/// One act. What needs words to the member, ends the booking, or goes back on what was noted opens first.
#[component]
fn ActOn(id: i64, seen: i64, of: Act) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let (label, text) = act(Lang::Ja, of);
    let corrects = of.event().is_correction();
    let opens = corrects || matches!(of, Act::Decline | Act::Cancel);
    let hint = match corrects {
        true => words.note_hint_page,
        false => words.note_hint,
    };
    let kind = match of {
        Act::Cancel => ButtonKind::Danger,
        Act::Done | Act::TakeUp => ButtonKind::Primary,
        _ => ButtonKind::Secondary,
    };
    let form = view! {
        <form method="post" action=ActOnBooking::url() novalidate class="form">
            {which(id, seen)}
            <p>{text}</p>
            {opens.then(|| view! {
                <TextAreaField
                    id=format!("note-{}", of.code())
                    name="form[note]"
                    label=words.note_label
                    hint
                    required=false
                    rows=3
                />
            })}
            <Button label name="form[act]" value=of.code() kind/>
        </form>
    };
    match opens {
        true => view! { <Disclosure summary=label>{form}</Disclosure> }.into_any(),
        false => form.into_any(),
    }
}
